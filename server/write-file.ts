import { makeDocument } from '@/report/document'
import { readSnapshot } from '@/report/snapshot'
import { makeBatchSheet } from './batch-sheet'
import { makeCsv } from './csv'
import { makePdf, type PdfStandard, type Seal } from './pdf'
import { type Format, type Printed, proveFile } from './prove'
import { makeSheet } from './sheet'
import { makeWord } from './word'
import type { WordFaces } from './word-parts'

export type FileOptions = Printed & { faces?: WordFaces; standard?: PdfStandard; seal?: Seal; fontDir?: string }

/**
 * Writes a file and reads it back, in the thread of whoever calls: in the server that is the worker, see `makeFile`.
 * Throws UnfaithfulFile unless the file says what the snapshot says.
 */
export function writeFile(snapshot: string, format: Format, options: FileOptions): Uint8Array {
  const file = write(snapshot, format, options)
  proveFile(file, format, snapshot, options)
  return file
}

/** Many reports as one workbook, a line each. Runs in the worker: a city takes a second. */
export function writeSummary(snapshots: readonly string[], title: string): Uint8Array {
  return makeBatchSheet(
    snapshots.map((snapshot) => readSnapshot(snapshot)),
    title
  )
}

function write(snapshot: string, format: Format, options: FileOptions): Uint8Array {
  const report = readSnapshot(snapshot)
  const document = makeDocument(report, options.mark, options.signedOn)
  switch (format) {
    case 'docx':
      return makeWord(document, options)
    case 'pdf':
      return makePdf(document, { ...options, date: options.standard === 'a-2a' ? (options.signedOn ?? `${report.year}-12-31`) : undefined })
    case 'xlsx':
      return makeSheet(report, options.mark, options.signedOn)
    case 'csv':
      return makeCsv(report)
    case 'json':
      return new TextEncoder().encode(snapshot)
  }
}
