import type { WorksheetCell, WorksheetModel } from './workbook'

/** 覆盖情况: whom a file of many reports covers, in one sentence and with a line for everybody asked. */
export type SummaryCover = { sentence: string; lines: readonly { unit: string; standing: string; reason: string; isAdded: string }[] }

const COLUMNS = [
  { name: '单位', width: 32, of: 'unit' },
  { name: '计入情况', width: 14, of: 'standing' },
  { name: '说明', width: 32, of: 'reason' },
  { name: '计入合计', width: 10, of: 'isAdded' }
] as const

/** The last worksheet of such a file. */
export function coverageSheet({ sentence, lines }: SummaryCover): WorksheetModel {
  const row = (texts: readonly string[], style: 'head' | 'label') => ({
    cells: texts.map((text, column): WorksheetCell => ({ column, style, text }))
  })
  return {
    name: '覆盖情况',
    widths: COLUMNS.map(({ width }) => width),
    rows: [
      { height: 46, cells: COLUMNS.map((_, column): WorksheetCell => ({ column, style: 'note', text: column === 0 ? sentence : '' })) },
      row(
        COLUMNS.map(({ name }) => name),
        'head'
      ),
      ...lines.map((line) =>
        row(
          COLUMNS.map(({ of }) => line[of]),
          'label'
        )
      )
    ],
    merges: ['A1:D1'],
    frozen: { rows: 2, columns: 1 },
    fit: 'width'
  }
}
