import type { Chased } from '@/db/season/chase'
import { LEVEL_NAMES } from '@/report/unit'
import { printMoment } from '@/report/workflow/dates'
import { STAGE_NAMES, type Timeliness } from '@/report/workflow/deadline'
import { STANDING_NAMES } from '@/report/workflow/progress'
import type { BoardRow } from './board'
import type { BoardFilter } from './choose-lines'

const TIMELINESS_NAMES: Record<Timeliness, string> = { 'on time': '按时', late: '迟报', overdue: '逾期未报', open: '未到期' }

/** A unit in a list of all that were asked for. */
export type ListedRow = BoardRow & { chased?: Chased }

/** `paper`: on paper it is this wide, in hundredths; else it is only in the file. */
type Column = { name: string; width: number; paper?: number; of: (row: ListedRow) => string | number }

/** What is told of a unit in a list of all, in its order. */
export const COLUMNS: readonly Column[] = [
  { name: '单位', width: 32, paper: 20, of: ({ name }) => name },
  { name: '地区或组', width: 22, paper: 12, of: ({ group }) => group.name },
  { name: '级别', width: 10, of: ({ level }) => LEVEL_NAMES[level] },
  { name: '状态', width: 10, paper: 7, of: ({ stage }) => (stage ? STAGE_NAMES[stage] : '无需报送') },
  { name: '办理环节', width: 12, of: ({ state }) => STANDING_NAMES[state] },
  { name: '报送截止（24:00）', width: 16, paper: 8, of: ({ due }) => due },
  { name: '时限', width: 10, paper: 7, of: ({ stage, timeliness }) => (stage ? TIMELINESS_NAMES[timeliness] : '') },
  { name: '报送时间', width: 20, of: ({ handedInOn }) => (handedInOn ? printMoment(handedInOn) : '') },
  { name: '逾期天数', width: 9, paper: 6, of: ({ days }) => (days !== null && days < 0 ? -days : '') },
  { name: '退回次数', width: 9, paper: 6, of: ({ returns }) => returns },
  { name: '最近动态', width: 20, paper: 14, of: ({ lastOn }) => (lastOn ? printMoment(lastOn) : '') },
  { name: '已催次数', width: 9, of: ({ chased }) => chased?.times ?? 0 },
  { name: '最近催报', width: 20, of: ({ chased }) => (chased?.last ? printMoment(chased.last) : '') },
  { name: '无需报送原因', width: 24, of: ({ excuse }) => excuse ?? '' },
  { name: '联系人', width: 12, paper: 7, of: ({ contact }) => contact?.name ?? '' },
  { name: '电话', width: 18, paper: 10, of: ({ contact }) => contact?.phone ?? '' },
  { name: '填报员最近登录', width: 20, of: ({ contact, signedInOn }) => (signedInOn ? printMoment(signedInOn) : contact ? '从未登录' : '') }
]

/** The orders a board has, in words. */
export const SORT_NAMES: Record<BoardFilter['sort'], string> = {
  place: '组别、级别、排序号',
  name: '单位名称',
  stage: '状态，最差的在前',
  due: '报送截止，最近的在前',
  returns: '退回次数，最多的在前',
  last: '最近动态，最久的在前'
}
