import { launchBrowser } from '@/bench/browser'
import { readMany } from '@/bench/peers/many-files'
import { readByText } from '@/bench/peers/pdf-text'
import { readByMammoth } from '@/bench/peers/word-html'
import type { Row } from '@/bench/results'
import { median, ms, times } from '@/bench/samples'
import { makeDocument } from '@/report/layout/document'
import type { Report } from '@/report/report'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { readForeignReport } from '@/server/files/foreign/read-foreign'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { chooseHabits, inventReport, randomOf, writeDocx, writePage, writeText } from '@/server/testing/foreign/foreign-files'
import { makeOdd, PAGE_CELLS, WORD_CELLS, writeOddDocx, writeOddPage } from '@/server/testing/foreign/odd-files'
import { printReport } from '@/server/testing/foreign/printed-files'
import { writeRtf } from '@/server/testing/foreign/rtf-files'
import { hasOffice, saveAs } from '@/server/testing/office'

export const name = 'read'
export const isLong = true

const FILES = 36
const CONVERTED = 20
const PRINTED = 15
const MANY = 500
const ODD = 200
/** The fraction of cells that must be sure. */
const LEAST: Readonly<Record<string, number>> = {
  html: 0.99,
  docx: 0.99,
  xlsx: 0.99,
  doc: 0.98,
  odt: 0.98,
  rtf: 0.98,
  pdf: 0.97,
  txt: 0.97
}

/** What else reads a format; the product's own matcher understands it. */
const PEERS: Readonly<Record<string, { name: string; read: (file: Uint8Array) => Promise<Record<string, unknown>> }>> = {
  pdf: { name: 'the text of pdf.js', read: readByText },
  docx: { name: 'the page mammoth makes', read: readByMammoth }
}

type Sample = { report: Report; file: Uint8Array }

/** Invented reports in the styles of real authors, saved by every available program, read, and compared with what was written. */
export async function measure(): Promise<Row[]> {
  const reports = Array.from({ length: FILES }, (_, i) => ({ report: inventReport(i + 1), habits: chooseHabits(randomOf(i + 5000)) }))
  const write = (make: (report: Report, habits: (typeof reports)[number]['habits']) => Uint8Array, count = FILES): Sample[] =>
    reports.slice(0, count).map(({ report, habits }) => ({ report, file: make(report, habits) }))
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const all: Uint8Array[] = []
  const measure = async (format: string, what: string, samples: readonly Sample[]) => {
    all.push(...samples.map(({ file }) => file))
    const [ours, peer] = [
      await readAll(what, samples, readForeignReport),
      PEERS[format] ? await readAll('', samples, PEERS[format].read) : undefined
    ]
    return rowOf(format, what, samples.length, ours, peer)
  }
  const rows = [
    await measure(
      'html',
      'pages of site systems',
      write((report, habits) => utf8(writePage(report, habits)))
    ),
    await measure('docx', 'Word files', write(writeDocx)),
    await measure(
      'rtf',
      'as WordPad saves it',
      write((report, habits) => writeRtf(report, habits, 'wordpad'))
    ),
    await measure(
      'txt',
      'copied text',
      write((report, habits) => utf8(writeText(report, habits)))
    ),
    await measure(
      'docx',
      'our Word files',
      write((report) => makeWord(makeDocument(report)))
    ),
    await measure(
      'xlsx',
      'our workbooks',
      write((report) => makeWorkbook(report))
    ),
    await measure(
      'pdf',
      'our PDFs (Typst)',
      write((report) => makePdf(makeDocument(report)))
    )
  ]
  rows.push(
    await measure(
      'pdf',
      'prints cut by page numbers, as of WPS',
      reports.map(({ report, habits }, i) => ({ report, file: printReport(report, habits, randomOf(i + 7000)) }))
    ),
    ...(await measureOdd())
  )
  if (hasOffice) {
    const words = [...write(writeDocx, CONVERTED - 10), ...write((report) => makeWord(makeDocument(report)), 10)]
    for (const format of ['doc', 'odt', 'rtf', 'html', 'pdf']) {
      const files = saveAs(
        words.map(({ file }) => file),
        'docx',
        format
      )
      rows.push(
        await measure(
          format,
          `.${format} by LibreOffice`,
          words.map(({ report }, i) => ({ report, file: files[i] as Uint8Array }))
        )
      )
    }
  }
  rows.push(
    await measure('pdf', 'PDFs printed by Chromium', await printPages(write((report, habits) => utf8(writePage(report, habits)), PRINTED)))
  )
  return [...rows, ...measureMany(all)]
}

/** Files unlike any form: tables as authors and programs spoil them, cells with what is no number. Nothing sure may be wrong. */
async function measureOdd(): Promise<Row[]> {
  const samples = Array.from({ length: ODD }, (_, i): Sample => {
    const report = inventReport(i + 1)
    const isPage = i % 2 === 0
    const { tables } = makeOdd(report, randomOf(i + 9000), isPage ? PAGE_CELLS : WORD_CELLS)
    return { report, file: isPage ? new TextEncoder().encode(writeOddPage(report, tables)) : writeOddDocx(report, tables) }
  })
  const { cells, sure, wrong, refused, taken } = await readAll('odd files', samples, readForeignReport)
  return [
    {
      what: 'tables spoilt by authors and programs: sure cells that are wrong',
      ours: String(wrong),
      target: '0',
      met: wrong === 0,
      note: `${ODD} pages and Word files, ${cells} cells: ${part(sure, cells)} sure, the others in doubt; ${refused} refused; ${ms(median(taken))} a file`
    }
  ]
}

/** As many files as a city brings, of every kind, one after the other in the reader process. */
function measureMany(all: readonly Uint8Array[]): Row[] {
  const { seconds, refused, peakMb, ownMs, delayMs, longestMs } = readMany(
    Array.from({ length: MANY }, (_, i) => all[i % all.length] as Uint8Array)
  )
  return [
    {
      what: `${MANY} files of every kind`,
      ours: `${(seconds / 60).toFixed(1)} min`,
      target: '≤ 6 min, none refused',
      met: seconds <= 360 && refused === 0,
      note: `one after the other in the reader process, ${ms((seconds / MANY) * 1000)} a file${refused > 0 ? `; ${refused} refused` : ''}`
    },
    {
      what: 'resident memory meanwhile',
      ours: `≤ ${peakMb.toFixed(0)} MB`,
      target: '≤ 700 MB',
      met: peakMb <= 700,
      note: 'of the process that hands the files in and the reader together'
    },
    {
      what: 'how long it keeps the server from answering',
      ours: `p99.9 ${ms(delayMs)}, longest ${ms(longestMs)}`,
      target: '≤ 50 ms',
      met: delayMs <= 50,
      note: `delay of the event loop of a process that does what the server does with them: uploads, the reader process, its answers checked; what it works itself between two turns: p99.9 ${ms(ownMs)}, the rest is waiting for a processor`
    }
  ]
}

async function printPages(samples: readonly Sample[]): Promise<Sample[]> {
  const browser = await launchBrowser()
  const page = await browser.newPage()
  const out: Sample[] = []
  for (const { report, file } of samples) {
    await page.setContent(new TextDecoder().decode(file))
    out.push({
      report,
      file: await page.pdf({
        format: 'A4',
        displayHeaderFooter: true,
        margin: { top: '20mm', bottom: '20mm', left: '15mm', right: '15mm' }
      })
    })
  }
  await browser.close()
  return out
}

type Outcome = { cells: number; sure: number; wrong: number; signs: number; placed: number; refused: number; taken: number[] }

async function readAll(
  what: string,
  samples: readonly Sample[],
  read: (file: Uint8Array) => Promise<Record<string, unknown>>
): Promise<Outcome> {
  let [cells, sure, wrong, signs, placed, refused] = [0, 0, 0, 0, 0, 0]
  const taken: number[] = []
  for (const { report, file } of samples) {
    const start = performance.now()
    const answer = await read(file).catch(() => undefined)
    taken.push(performance.now() - start)
    if (!answer) {
      refused++
      continue
    }
    const result = compareReading(report, answer)
    if (process.env.READ_DOUBTS && what)
      for (const line of [...result.wrong, ...result.unsure.slice(0, 3)]) process.stderr.write(`${what} ${report.year} ${line}\n`)
    cells += result.cells
    sure += result.sure
    wrong += result.wrong.length
    signs += result.signs
    placed += result.placed
  }
  return { cells, sure, wrong, signs, placed, refused, taken }
}

const part = (some: number, all: number) => `${((100 * some) / Math.max(all, 1)).toFixed(1)} %`

function rowOf(format: string, what: string, files: number, ours: Outcome, peer: Outcome | undefined): Row {
  const { cells, sure, wrong, signs, placed, refused, taken } = ours
  const against = peer && {
    peer: `${part(peer.sure, peer.cells)}, ${peer.wrong} wrong, ${ms(median(peer.taken))} a file`,
    ratio: `${times(median(taken) / median(peer.taken))} its time`
  }
  return {
    what: `${what}: cells sure`,
    ours: part(sure, cells),
    ...against,
    target: `≥ ${100 * (LEAST[format] ?? 1)} %, 0 wrong`,
    met: wrong === 0 && refused === 0 && sure >= cells * (LEAST[format] ?? 1),
    note: `${files} files, ${cells} cells: ${wrong} wrong, ${cells - sure - wrong} in doubt; prose in its part ${part(placed, signs)}; ${ms(median(taken))} a file${refused > 0 ? `; ${refused} refused` : ''}${peer ? `; peer: ${PEERS[format]?.name}, understood by our matcher` : ''}`
  }
}
