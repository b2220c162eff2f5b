import { dayOf, printMoment } from '@/report/workflow/dates'
import { cellName, type WorksheetCell, writeWorkbook } from '@/server/files/excel/workbook'
import { COLUMNS, type ListedRow, SORT_NAMES } from './board-columns'
import type { BoardFilter } from './choose-lines'

/** The board as one worksheet, a unit a row, in the order it was asked for, which its last line names. */
export function makeBoardWorkbook(year: number, rows: readonly ListedRow[], sort: BoardFilter['sort'], now: Date): Uint8Array {
  const head = COLUMNS.map(({ name }, column): WorksheetCell => ({ column, style: 'head', text: name }))
  const lines = rows.map((row) => ({
    cells: COLUMNS.map(({ of }, column): WorksheetCell => {
      const value = of(row)
      return typeof value === 'number'
        ? { column, style: 'value', number: String(value), format: '0' }
        : { column, style: 'label', text: value }
    })
  }))
  const words = `共 ${rows.length} 个单位，按${SORT_NAMES[sort]}排列，截至 ${printMoment(now)}`
  return writeWorkbook({
    title: `${year} 年报送进度（${dayOf(now)}）`,
    author: '',
    sheets: [
      {
        name: `${year} 年报送进度`,
        widths: COLUMNS.map(({ width }) => width),
        rows: [{ height: 30, cells: head }, ...lines, { height: 18, cells: [{ column: 0, style: 'note', text: words }] }],
        merges: [`A${rows.length + 2}:${cellName(COLUMNS.length - 1, rows.length + 1)}`],
        frozen: { rows: 1, columns: 1 },
        isLandscape: true,
        fit: 'width'
      }
    ]
  })
}
