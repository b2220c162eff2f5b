import { createHash } from 'node:crypto'
import { makeDocument } from '@/report/document'
import { readSnapshot } from '@/report/snapshot'
import { makeCsv } from './csv'
import { makePdf, type PdfStandard, type Seal } from './pdf'
import { type Format, type Printed, proveFile, UnfaithfulFile } from './prove'
import { makeSheet } from './sheet'
import { makeWord } from './word'
import type { WordFaces } from './word-parts'

export const TYPES: Record<Format, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json'
}

export type FileOptions = Printed & { faces?: WordFaces; standard?: PdfStandard; seal?: Seal; fontDir?: string }

/**
 * A file of a report, made from its snapshot and nothing else and read back before it is returned: it says what the
 * snapshot says, or the promise is rejected with a Chinese sentence. The same snapshot and options give the same bytes.
 */
export async function makeFile(snapshot: string, format: Format, options: FileOptions = {}): Promise<Uint8Array> {
  const file = await writeFile(snapshot, format, options)
  try {
    proveFile(file, format, snapshot, options)
  } catch (error) {
    if (error instanceof UnfaithfulFile) logFault(error, snapshot)
    throw error
  }
  return file
}

/** SHA-256 of a snapshot, in hexadecimal: what is published beside a report, and what `sha256sum` says of its JSON file. */
export function hashOf(snapshot: string): string {
  return createHash('sha256').update(snapshot).digest('hex')
}

/** The seal of a published report: the first 16 digits of its hash and the page at `site` where anybody can check them. */
export function sealOf(snapshot: string, site: string): Seal {
  const code = hashOf(snapshot).slice(0, 16)
  return { code, address: `${site.replace(/\/$/, '')}/check/${code}` }
}

async function writeFile(snapshot: string, format: Format, options: FileOptions): Promise<Uint8Array> {
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

/** One line of JSON on the error stream; the report is named by its hash. */
function logFault({ message }: UnfaithfulFile, snapshot: string): void {
  process.stderr.write(
    `${JSON.stringify({ level: 'error', on: new Date().toISOString(), event: 'export differs', snapshot: hashOf(snapshot), message })}\n`
  )
}
