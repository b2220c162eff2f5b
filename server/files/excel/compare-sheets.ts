import { type CellDeviation, compareRows, compareTexts, type Expected, gridsOf, textsOf } from '@/server/files/compare-document'
import type { SheetText } from './read-sheet'
import { CONTINUED, ROWS_ABOVE, TEXT_SHEET } from './write-sheet'

/** Where a workbook of ours differs from the report. */
export function compareSheets(sheets: readonly SheetText[], { document, template }: Expected): CellDeviation[] {
  const notes = textsOf({ ...document, blocks: document.blocks.filter(({ is }) => is === 'note') }, template).slice(1)
  const running = textsOf({ ...document, titleLines: [document.title] }, template)
  const tables = gridsOf(document, template)
  const tableSheets = tablesIn(sheets)
  const below = tableSheets.flatMap(({ rows }, t) => rows.slice(ROWS_ABOVE + (tables[t]?.length ?? 0)).map(([text = '']) => text))
  return [
    ...compareTexts([...running, ...notes], [...textsIn(sheets), ...below]),
    ...tables.flatMap((rows, t) => {
      const grid = (tableSheets[t]?.rows ?? []).slice(ROWS_ABOVE, ROWS_ABOVE + rows.length)
      // Spreadsheets do not keep empty cells at the end.
      return compareRows(
        rows,
        rows.map((row, r) => row.map((_, c) => grid[r]?.[c] ?? ''))
      )
    }),
    ...tableSheets.slice(tables.length).map(({ name }) => ({ place: '多出的一张表', expected: '', found: name }))
  ]
}

/** The paragraphs of the text sheet, put together where one goes on over several rows. */
export function textsIn(sheets: readonly SheetText[]): string[] {
  const sheet = sheets.find(({ name }) => name === TEXT_SHEET)
  const texts: string[] = []
  for (const [mark, text = ''] of sheet?.rows ?? []) {
    if (mark === CONTINUED) texts.push((texts.pop() ?? '') + text)
    else texts.push(text)
  }
  return texts
}

/** The sheets that hold a table, what stands above it included. */
export const tablesIn = (sheets: readonly SheetText[]): SheetText[] => sheets.filter(({ name }) => name !== TEXT_SHEET)

/** A workbook as a document that was found: its texts and its tables. */
export const foundIn = (sheets: readonly SheetText[]) => ({
  paragraphs: textsIn(sheets),
  tables: tablesIn(sheets).map(({ rows }) => rows.slice(ROWS_ABOVE))
})
