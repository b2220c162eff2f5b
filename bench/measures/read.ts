import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '@/bench/browser'
import { convertAll } from '@/bench/peers/converter'
import { findLibreOffice } from '@/bench/peers/libre-office'
import type { Row } from '@/bench/results'
import { median, ms } from '@/bench/samples'
import { makeDocument } from '@/report/layout/document'
import type { Report } from '@/report/report'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { readForeignReport } from '@/server/files/foreign/read-foreign'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import { compareReading } from '@/server/testing/compare-reading'
import { chooseHabits, inventReport, randomOf, writeDocx, writePage, writeText } from '@/server/testing/foreign-files'

export const name = 'read'
export const isLong = true

const FILES = 36
const CONVERTED = 20
const PRINTED = 15
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

type Sample = { report: Report; file: Uint8Array }

/** Invented reports in the styles of real authors, saved by every available program, read, and compared with what was written. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-read-'))
  const reports = Array.from({ length: FILES }, (_, i) => ({ report: inventReport(i + 1), habits: chooseHabits(randomOf(i + 5000)) }))
  const write = (make: (report: Report, habits: (typeof reports)[number]['habits']) => Uint8Array, count = FILES): Sample[] =>
    reports.slice(0, count).map(({ report, habits }) => ({ report, file: make(report, habits) }))
  const utf8 = (text: string) => new TextEncoder().encode(text)
  try {
    const rows = [
      await measureFormat(
        'html',
        'pages of site systems',
        write((report, habits) => utf8(writePage(report, habits)))
      ),
      await measureFormat('docx', 'Word files', write(writeDocx)),
      await measureFormat(
        'txt',
        'copied text',
        write((report, habits) => utf8(writeText(report, habits)))
      ),
      await measureFormat(
        'docx',
        'our Word files',
        write((report) => makeWord(makeDocument(report)))
      ),
      await measureFormat(
        'xlsx',
        'our workbooks',
        write((report) => makeWorkbook(report))
      ),
      await measureFormat(
        'pdf',
        'our PDFs (Typst)',
        write((report) => makePdf(makeDocument(report)))
      )
    ]
    if (findLibreOffice(folder)) {
      const words = [...write(writeDocx, CONVERTED - 10), ...write((report) => makeWord(makeDocument(report)), 10)]
      for (const format of ['doc', 'odt', 'rtf', 'html', 'pdf']) {
        const files = convertAll(
          folder,
          words.map(({ file }) => file),
          format
        )
        rows.push(
          await measureFormat(
            format,
            `.${format} by LibreOffice`,
            words.map(({ report }, i) => ({ report, file: files[i] as Uint8Array }))
          )
        )
      }
    }
    rows.push(
      await measureFormat(
        'pdf',
        'PDFs printed by Chromium',
        await printPages(write((report, habits) => utf8(writePage(report, habits)), PRINTED))
      )
    )
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
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

async function measureFormat(format: string, what: string, samples: readonly Sample[]): Promise<Row> {
  let [cells, sure, wrong, signs, placed, refused] = [0, 0, 0, 0, 0, 0]
  const taken: number[] = []
  for (const { report, file } of samples) {
    const start = performance.now()
    const answer = await readForeignReport(file).catch(() => undefined)
    taken.push(performance.now() - start)
    if (!answer) {
      refused++
      continue
    }
    const result = compareReading(report, answer)
    if (process.env.READ_DOUBTS)
      for (const line of [...result.wrong, ...result.unsure.slice(0, 3)]) process.stderr.write(`${what} ${report.year} ${line}\n`)
    cells += result.cells
    sure += result.sure
    wrong += result.wrong.length
    signs += result.signs
    placed += result.placed
  }
  const part = (some: number, all: number) => `${((100 * some) / Math.max(all, 1)).toFixed(1)} %`
  return {
    what: `${what}: cells sure`,
    ours: part(sure, cells),
    target: `≥ ${100 * (LEAST[format] ?? 1)} %, 0 wrong`,
    met: wrong === 0 && refused === 0 && sure >= cells * (LEAST[format] ?? 1),
    note: `${samples.length} files, ${cells} cells: ${wrong} wrong, ${cells - sure - wrong} in doubt; prose in its part ${part(placed, signs)}; ${ms(median(taken))} a file${refused > 0 ? `; ${refused} refused` : ''}`
  }
}
