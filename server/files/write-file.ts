import type { ReportDocument } from '@/report/layout/document'
import type { Report } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { makeCsv } from '@/server/files/csv/csv'
import type { SummaryCover } from '@/server/files/excel/coverage-sheet'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import type { SummaryLine } from '@/server/files/excel/summary-sums'
import { makeSummaryWorkbook } from '@/server/files/excel/summary-workbook'
import type { WorksheetModel } from '@/server/files/excel/workbook'
import { makePdf, type PdfStandard, type Seal } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import type { WordFaces } from '@/server/files/word/word-parts'
import type { Format } from './formats'
import { type Printed, printedDocument, verifyFile, verifyPaper } from './verify'

export type FileOptions = Printed & { faces?: WordFaces; standard?: PdfStandard; seal?: Seal; fontDir?: string }

/**
 * Writes a file and reads it back, in the thread of whoever calls: in the server that is the worker, see `makeFile`.
 * Throws UnfaithfulFile unless the file says what the snapshot says.
 */
export function writeFile(snapshot: string, format: Format, options: FileOptions): Uint8Array {
  const report = readSnapshot(snapshot)
  const document = printedDocument(report, options)
  const file = WRITERS[format]({ snapshot, report, document, options })
  verifyFile(file, format, snapshot, options)
  return file
}

/** The formats a paper is handed out in: one that belongs to a report, and is none. */
export type PaperFormat = 'docx' | 'pdf'

/**
 * A paper (审查呈批单, 报送函) as Word or PDF, read back like a report; `paper` is its document as JSON. Throws UnfaithfulFile.
 */
export function writePaper(paper: string, format: PaperFormat, fontDir: string | undefined): Uint8Array {
  const document: ReportDocument = JSON.parse(paper)
  const file = format === 'docx' ? makeWord(document) : makePdf(document, { fontDir })
  verifyPaper(file, format, document)
  return file
}

/** What a workbook of many reports says beside their figures; `lines`: of each snapshot. */
export type SummaryOrder = {
  title: string
  lines: readonly Omit<SummaryLine, 'report'>[]
  cover: SummaryCover
  first?: WorksheetModel
}

/** Many reports as one workbook, a line each. Runs in the worker: a city takes a second. */
export function writeSummary(snapshots: readonly string[], { lines, ...order }: SummaryOrder): Uint8Array {
  const reports = snapshots.map((snapshot, i) => ({ report: readSnapshot(snapshot), state: '', isAdded: true, ...lines[i] }))
  return makeSummaryWorkbook(reports, order)
}

type Written = { snapshot: string; report: Report; document: ReportDocument; options: FileOptions }

const WRITERS: Record<Format, (written: Written) => Uint8Array> = {
  docx: ({ document, options }) => makeWord(document, options),
  pdf: ({ document, report, options }) =>
    makePdf(document, { ...options, date: options.standard === 'a-2a' ? options.imprint?.date || `${report.year}-12-31` : undefined }),
  xlsx: ({ report, options }) => makeWorkbook(report, options.mark, options.imprint),
  csv: ({ report }) => makeCsv(report),
  json: ({ snapshot }) => new TextEncoder().encode(snapshot)
}
