import { newReports } from '@/bench/different-reports'
import type { Row } from '@/bench/results'
import { median, ms, takeTurns, timeEach } from '@/bench/samples'
import { makeDocument } from '@/report/layout/document'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import type { Format } from '@/server/files/formats'
import { makePdf } from '@/server/files/pdf/pdf'
import { verifyFile } from '@/server/files/verify'
import { makeWord } from '@/server/files/word/word'
import { fullReport } from '@/server/testing/reports'

export const name = 'exports'

const ROUNDS = 10
const CALLS = 5

/** The time limit for writing each file, and the factor allowed for reading it back and comparing it with its snapshot. */
const MOST: Partial<Record<Format, number>> = { docx: 10, pdf: 80, xlsx: 40 }
const MOST_TIMES = 3

const WRITE = {
  docx: (snapshot: string) => makeWord(makeDocument(readSnapshot(snapshot))),
  pdf: (snapshot: string) => makePdf(makeDocument(readSnapshot(snapshot))),
  xlsx: (snapshot: string) => makeWorkbook(readSnapshot(snapshot))
}

/** Alternately writes each kind of file from the snapshots of different reports, and reads one back and compares it. */
export async function measure(): Promise<Row[]> {
  const snapshot = makeSnapshot(fullReport('F2021'))
  const newReport = newReports()
  const others = Array.from({ length: 20 + ROUNDS * CALLS }, () => makeSnapshot(newReport()))
  const rows: Row[] = []
  for (const format of ['docx', 'pdf', 'xlsx'] as const) {
    const file = WRITE[format](snapshot)
    let count = 0
    const write = () => WRITE[format](others[count++] ?? snapshot)
    await timeEach(20, write)
    await timeEach(20, () => verifyFile(file, format, snapshot))
    const taken = await takeTurns(ROUNDS, {
      write: () => timeEach(CALLS, write),
      prove: () => timeEach(CALLS, () => verifyFile(file, format, snapshot))
    })
    const [written, proven] = [median(taken.write.flat()), median(taken.prove.flat())]
    const most = MOST[format] ?? Number.POSITIVE_INFINITY
    rows.push(
      {
        what: `${format}, warm`,
        ours: ms(written),
        target: `≤ ${most} ms`,
        met: written <= most,
        note: `${Math.round(file.length / 1000)} kB; median of ${ROUNDS * CALLS}`
      },
      {
        what: `${format} read back and compared`,
        ours: ms(proven),
        peer: ms(written),
        ratio: `${(proven / written).toFixed(2)} × the writing`,
        target: `≤ ${MOST_TIMES} ×`,
        met: proven <= MOST_TIMES * written,
        note: 'every cell and every paragraph'
      }
    )
  }
  return rows
}
