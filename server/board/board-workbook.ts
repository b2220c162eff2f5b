import type { Chased } from '@/db/season/chase'
import { LEVEL_NAMES } from '@/report/unit'
import { dayOf, printMoment } from '@/report/workflow/dates'
import { STAGE_NAMES, type Timeliness } from '@/report/workflow/deadline'
import { STANDING_NAMES } from '@/report/workflow/progress'
import { cellName, type WorksheetCell, writeWorkbook } from '@/server/files/excel/workbook'
import type { BoardRow } from './board'
import type { BoardFilter } from './choose-lines'

const TIMELINESS_NAMES: Record<Timeliness, string> = { 'on time': '按时', late: '迟报', overdue: '逾期未报', open: '未到期' }

type ExportedRow = BoardRow & { chased?: Chased }
type Column = { name: string; width: number; of: (row: ExportedRow) => string | number }

const COLUMNS: readonly Column[] = [
  { name: '单位', width: 32, of: ({ name }) => name },
  { name: '地区或组', width: 22, of: ({ group }) => group.name },
  { name: '级别', width: 10, of: ({ level }) => LEVEL_NAMES[level] },
  { name: '状态', width: 10, of: ({ stage }) => (stage ? STAGE_NAMES[stage] : '无需报送') },
  { name: '办理环节', width: 12, of: ({ state }) => STANDING_NAMES[state] },
  { name: '报送截止（24:00）', width: 16, of: ({ due }) => due },
  { name: '时限', width: 10, of: ({ stage, timeliness }) => (stage ? TIMELINESS_NAMES[timeliness] : '') },
  { name: '报送时间', width: 20, of: ({ handedInOn }) => (handedInOn ? printMoment(handedInOn) : '') },
  { name: '逾期天数', width: 9, of: ({ days }) => (days !== null && days < 0 ? -days : '') },
  { name: '退回次数', width: 9, of: ({ returns }) => returns },
  { name: '最近动态', width: 20, of: ({ lastOn }) => (lastOn ? printMoment(lastOn) : '') },
  { name: '已催次数', width: 9, of: ({ chased }) => chased?.times ?? 0 },
  { name: '最近催报', width: 20, of: ({ chased }) => (chased?.last ? printMoment(chased.last) : '') },
  { name: '无需报送原因', width: 24, of: ({ excuse }) => excuse ?? '' },
  { name: '联系人', width: 12, of: ({ contact }) => contact?.name ?? '' },
  { name: '电话', width: 18, of: ({ contact }) => contact?.phone ?? '' },
  { name: '填报员最近登录', width: 20, of: ({ contact, signedInOn }) => (signedInOn ? printMoment(signedInOn) : contact ? '从未登录' : '') }
]

const SORT_NAMES: Record<BoardFilter['sort'], string> = {
  place: '组别、级别、排序号',
  name: '单位名称',
  stage: '状态，最差的在前',
  due: '报送截止，最近的在前',
  returns: '退回次数，最多的在前',
  last: '最近动态，最久的在前'
}

/** The board as one worksheet, a unit a row, in the order it was asked for, which its last line names. */
export function makeBoardWorkbook(year: number, rows: readonly ExportedRow[], sort: BoardFilter['sort'], now: Date): Uint8Array {
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
