import { countShown } from '@/components/document/mark-words'
import { type Counted, countsAs, type Judged } from '@/report/answer'
import { sectionOf } from '@/report/finding'
import type { PrintedMark } from '@/report/layout/mark'
import { nameRevision } from '@/report/report'
import type { Address } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { type Board, countChanged, type JudgedThread, type Paired } from '@/report/workflow/comment'
import { countFindings, describeCounts } from '@/report/workflow/counts'
import type { Change, ReviewData } from './review-data'

/** What a reviewer walks through, each with its key; those of one tab are filters of it. */
export const VIEWS = [
  { name: 'changes', tab: 'changes', words: '本次变动', key: '1' },
  { name: 'changesInAll', tab: 'changes', words: '累计变动', key: '2' },
  { name: 'findings', tab: 'findings', words: '全部问题', key: '0' },
  { name: 'errors', tab: 'findings', words: '错误', key: '3' },
  { name: 'explained', tab: 'findings', words: '已说明', key: '4' },
  { name: 'empty', tab: 'findings', words: '未填', key: '5' },
  { name: 'numbers', tab: 'findings', words: '文中数字', key: '9' },
  { name: 'commented', tab: 'commented', words: '全部意见', key: '6' },
  { name: 'waiting', tab: 'commented', words: '未了结', key: '7' },
  { name: 'history', tab: 'history', words: '历程', key: '8' }
] as const

export type ViewName = (typeof VIEWS)[number]['name']
export type Tab = (typeof VIEWS)[number]['tab']

export const TAB_NAMES: Record<Tab, string> = { changes: '变动', findings: '问题', commented: '意见', history: '历程' }

/** One line of a view. `at`: where it is shown on the sheet; none: it is about the report as a whole. */
export type Item = { key: string; group: string; at: Address | undefined } & (
  | { is: 'change'; paired: Paired<Change> }
  | { is: 'finding'; judged: Judged }
  | { is: 'number'; mark: PrintedMark }
  | { is: 'thread'; thread: JudgedThread; board: Board }
)

/** The lines of every view in the order of the form. */
export function listItems(data: ReviewData): Record<ViewName, readonly Item[]> {
  const template = openTemplate(data.template)
  const groupOf = (at: Address | undefined) => (at ? (sectionOf(template, at)?.heading ?? '引言') : '整份年报')
  const change = (paired: Paired<Change>): Item => {
    const at = paired.differences[0]?.at ?? paired.thread?.at
    return { is: 'change', key: `change ${paired.thread?.id ?? ''} ${at}`, group: groupOf(at), at: at || undefined, paired }
  }
  const finding = (judged: Judged, at = judged.finding.at[0]): Item => ({
    is: 'finding',
    key: `${judged.key} ${at}`,
    group: groupOf(at),
    at,
    judged
  })
  const thread =
    (board: Board, group: string) =>
    (one: JudgedThread): Item => ({ is: 'thread', key: `${board} ${one.id}`, group, at: one.at || undefined, thread: one, board })
  const counted = (is: Counted) => data.judged.filter((one) => countsAs(one) === is)
  const commented = [
    ...data.threads.map(thread('comments', '意见（填报单位可见）')),
    ...data.internalComments.map(thread('internalComments', '内部意见（填报单位看不到）'))
  ]
  return {
    changes: data.changes.map(change),
    changesInAll: data.changesInAll.map((one) => change({ differences: [one] })),
    findings: data.judged.filter((one) => countsAs(one) !== 'missing').map((one) => finding(one)),
    errors: counted('error').map((one) => finding(one)),
    explained: counted('explained').map((one) => finding(one)),
    empty: counted('missing').flatMap((one) => one.finding.at.map((at) => finding(one, at))),
    numbers: data.numbers
      .filter(({ shows }) => shows !== 'unlinked')
      .map((mark) => ({ is: 'number', key: `number ${mark.at} ${mark.start}`, group: groupOf(mark.at), at: mark.at, mark })),
    commented,
    waiting: commented.filter((item) => item.is === 'thread' && item.thread.closedOn === null),
    history: []
  }
}

/** The thread a line offers to answer or close. */
export function threadOf(item: Item | undefined): { thread: JudgedThread; board: Board } | undefined {
  if (item?.is === 'thread') return item
  return item?.is === 'change' && item.paired.thread ? { thread: item.paired.thread, board: 'comments' } : undefined
}

/** What a view without lines says. */
export const EMPTY: Record<ViewName, string> = {
  changes: '与上次报送相比没有变动。',
  changesInAll: '没有更早的版本可比，或与“本次变动”相同。',
  findings: '没有校验问题。',
  errors: '● 没有错误。',
  explained: '没有说明和免予核对。',
  empty: '● 均已填写。',
  numbers: '文中没有可与表核对的数。',
  commented: '暂无意见。点选年报上的位置，按 C 写意见。',
  waiting: '● 意见均已了结。',
  history: ''
}

/** How many there are of what a view is named after: changed places, though a line may hold several or none. */
export function countOf(data: ReviewData, items: Record<ViewName, readonly Item[]>, view: ViewName): number {
  if (view === 'history') return data.history.length
  return view === 'changes' ? countChanged(data.changes) : items[view].length
}

/** How many a tab has without a filter. */
export function countOfTab(data: ReviewData, items: Record<ViewName, readonly Item[]>, tab: Tab): number {
  return countOf(data, items, VIEWS.find((one) => one.tab === tab)?.name ?? 'history')
}

/** What the lines of a view are, where its name does not tell. */
export function wordsOf(data: ReviewData, view: ViewName): string {
  if (view === 'numbers') return countShown(data.numbers)
  const counts = describeCounts(countFindings(data.judged))
  if (view === 'findings') return counts.map(({ says }) => says).join('　')
  const unchanged = data.changes.filter(({ differences }) => differences.length === 0).length
  return view === 'changes' && unchanged > 0 ? `变动 ${countChanged(data.changes)} 处，没有改动的意见 ${unchanged} 条` : ''
}

/** What is decided on, said once more before the decision. */
export function factsOf(data: ReviewData, items: Record<ViewName, readonly Item[]>): string[] {
  return [
    nameRevision(data.revision),
    `第 ${Math.max(data.count, 1)} 次报送`,
    ...(data.count > 1 ? [`与上次相比变动 ${countChanged(data.changes)} 处`] : []),
    `已说明 ${items.explained.length} 处`,
    `未了结意见 ${data.threads.filter(({ closedOn }) => closedOn === null).length} 条`
  ]
}
