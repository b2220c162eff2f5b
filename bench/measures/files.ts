import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, launchBrowser } from '@/bench/browser'
import { newReports } from '@/bench/different-reports'
import { openPrinter } from '@/bench/peers/chromium-print'
import { findLibreOffice } from '@/bench/peers/libre-office'
import type { Row } from '@/bench/results'
import { median, ms, takeTurns, timeEach, times } from '@/bench/samples'
import { makeDocument } from '@/report/layout/document'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'

export const name = 'files'

const ROUNDS = 5
const BATCH = 10

/** Word and PDF of one report, against LibreOffice converting the same Word file and Chromium printing the same report as a page. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-files-'))
  const newReport = newReports()
  const next = () => makeDocument(newReport())
  const word = makeWord(next())
  const office = findLibreOffice(folder)
  const browser = await launchBrowser()
  const printer = await openPrinter(browser)
  const print = () => printer.print(next())
  const file = join(folder, 'report.html')
  printer.write(next(), file)
  const none: number[] = []
  try {
    await timeEach(50, () => makeWord(next()))
    await timeEach(5, () => makePdf(next()))
    await timeEach(2, print)
    if (office) office.convert(word, 1)
    const taken = await takeTurns(ROUNDS, {
      word: () => timeEach(40, () => makeWord(next())),
      pdf: () => timeEach(BATCH, () => makePdf(next())),
      print: () => timeEach(4, print),
      printCold: () => timeEach(1, () => printCold(file, folder)),
      office: () => (office ? timeEach(1, () => office.convert(word, 1)) : none),
      officeBatch: async () => (office ? (await timeEach(1, () => office.convert(word, BATCH))).map((time) => time / BATCH) : none)
    })
    const middle = (name: keyof typeof taken) => median(taken[name].flat())
    const pdf = middle('pdf')
    const against = (what: string, peer: number, least: number | undefined, note: string): Row => ({
      what,
      ours: ms(pdf),
      peer: Number.isNaN(peer) ? 'not installed' : ms(peer),
      ratio: Number.isNaN(peer) ? '' : `${times(peer / pdf)} faster`,
      target: least === undefined ? undefined : `≥ ${least} × faster`,
      met: least === undefined || Number.isNaN(peer) ? undefined : peer >= least * pdf,
      note
    })
    return [
      {
        what: 'Word file, warm',
        ours: ms(middle('word')),
        target: '≤ 10 ms',
        met: middle('word') <= 10,
        note: `${Math.round(word.length / 1000)} kB; median of ${ROUNDS * 40}`
      },
      against(
        'PDF, against Chromium that is running',
        middle('print'),
        15,
        'the product’s preview with our faces, sizes and margins, put into an open page and printed, tagged, with outline; no report twice'
      ),
      against('PDF, against Chromium started for it', middle('printCold'), undefined, '--print-to-pdf'),
      against(
        `PDF, against ${office?.version ?? 'LibreOffice'} in batch`,
        middle('officeBatch'),
        3,
        `${BATCH} of our Word files in one call`
      ),
      against(
        `PDF, against ${office?.version ?? 'LibreOffice'}, one call each`,
        middle('office'),
        undefined,
        'soffice --convert-to pdf of our Word file'
      )
    ]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

function printCold(file: string, folder: string): void {
  const own = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${join(folder, 'chromium')}`]
  execFileSync(findChromium() ?? 'chromium', ['--headless', ...own, '--no-pdf-header-footer', `--print-to-pdf=${file}.pdf`, file], {
    stdio: 'pipe'
  })
}
