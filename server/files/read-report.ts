import { type FoundText, readDocument } from '@/report/reading/read-document'
import type { Report } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { readSheets, type SheetText } from '@/server/files/excel/read-sheet'
import { ROWS_ABOVE, TEXT_SHEET } from '@/server/files/excel/write-sheet'
import { readWord } from '@/server/files/word/read-word'
import { textsOfSheet } from './verify'

/** A report from a .docx, .xlsx or JSON file in our layout, also after another program saved it. Throws Chinese sentences. */
export function readReport(file: Uint8Array, format: 'docx' | 'xlsx' | 'json'): Report {
  switch (format) {
    case 'docx':
      return readDocument(readWord(file))
    case 'xlsx':
      return readDocument(foundIn(readSheets(file)))
    case 'json':
      return readSnapshot(new TextDecoder().decode(file))
  }
}

function foundIn(sheets: readonly SheetText[]): FoundText {
  const tables = sheets.filter(({ name }) => name !== TEXT_SHEET).map(({ rows }) => rows.slice(ROWS_ABOVE))
  return { paragraphs: textsOfSheet(sheets.find(({ name }) => name === TEXT_SHEET)), tables }
}
