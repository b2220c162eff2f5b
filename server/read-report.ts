import { type FoundText, readDocument } from '@/report/read-document'
import type { Report } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { textsOfSheet } from './prove'
import { readSheets, type SheetText } from './read-sheet'
import { readWord } from './read-word'
import { ROWS_ABOVE, TEXT_SHEET } from './sheet'

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
