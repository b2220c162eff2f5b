import { compareRows, compareTexts, type Expected, type FileDifference, gridsOf, textsOf } from '@/server/files/compare-document'
import { CONTINUED, ROWS_ABOVE, TEXT_WORKSHEET } from './make-workbook'
import type { WorksheetText } from './read-workbook'

/** Where a workbook of ours differs from the report. */
export function compareWorkbook(sheets: readonly WorksheetText[], { document, template }: Expected): FileDifference[] {
  const notes = textsOf(
    { titleLines: [''], title: '', unit: '', blocks: document.blocks.filter(({ is }) => is === 'note') },
    template
  ).slice(1)
  // A workbook has no pages, so neither 封面 nor 版头.
  const running = textsOf({ ...document, cover: undefined, head: undefined, titleLines: [document.title] }, template)
  const tables = gridsOf(document, template)
  const tableWorksheets = tablesIn(sheets)
  const below = tableWorksheets.flatMap(({ rows }, t) => rows.slice(ROWS_ABOVE + (tables[t]?.length ?? 0)).map(([text = '']) => text))
  return [
    ...compareTexts([...running, ...notes], [...textsIn(sheets), ...below]),
    ...tables.flatMap((rows, t) => {
      const grid = (tableWorksheets[t]?.rows ?? []).slice(ROWS_ABOVE, ROWS_ABOVE + rows.length)
      // Spreadsheets do not keep empty cells at the end.
      return compareRows(
        rows,
        rows.map((row, r) => row.map((_, c) => grid[r]?.[c] ?? ''))
      )
    }),
    ...tableWorksheets.slice(tables.length).map(({ name }) => ({ place: '多出的一张表', expected: '', found: name }))
  ]
}

/** The paragraphs of the text worksheet, joined where one continues over several rows. */
export function textsIn(sheets: readonly WorksheetText[]): string[] {
  const sheet = sheets.find(({ name }) => name === TEXT_WORKSHEET)
  const texts: string[] = []
  for (const [mark, text = ''] of sheet?.rows ?? []) {
    if (mark === CONTINUED) texts.push((texts.pop() ?? '') + text)
    else texts.push(text)
  }
  return texts
}

/** The worksheets with a table, including the rows above it. */
const tablesIn = (sheets: readonly WorksheetText[]): WorksheetText[] => sheets.filter(({ name }) => name !== TEXT_WORKSHEET)

/** A workbook as texts and tables. */
export const foundIn = (sheets: readonly WorksheetText[]) => ({
  paragraphs: textsIn(sheets),
  tables: tablesIn(sheets).map(({ rows }) => rows.slice(ROWS_ABOVE))
})
