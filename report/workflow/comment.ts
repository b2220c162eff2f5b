import { placeName } from '@/report/finding'
import { type Address, leaves, type Template } from '@/report/template'
import type { Values } from '@/report/values'
import { type Difference, differences, orderOf } from './difference'

/** 意见 hangs on a cell, a row, a table or section, a sentence of a text, or on the report as a whole. */
export type Anchor = { at: Address /** The sentence meant, word for word. */; quote: string }

/** 意见, which the unit reads and answers, or 内部意见, which only those who review read. They lie in two tables and never change sides. */
export type Board = 'comments' | 'internalComments'

export const BOARD_NAMES: Record<Board, string> = { comments: '意见', internalComments: '内部意见' }

/** Whether an anchor names something of this form; a quoted sentence must stand in the text. */
export function isAnchor(template: Template, values: Values, { at, quote }: Anchor): boolean {
  if (quote !== '') return (values[at] ?? '').includes(quote)
  return at === '' || template.fields.has(at) || rowsOf(template).has(at) || template.sections.some(({ key }) => key === at)
}

/** `requests/received` and the like: addresses of whole rows. */
function rowsOf(template: Template): Set<Address> {
  return new Set(
    template.tables.flatMap((table) => table.blocks.flatMap((block) => leaves(block.rows).map((row) => `${table.key}/${row.key}`)))
  )
}

/** How an anchor is named on screen: the cell, 整行, the section or 整份年报. */
export function anchorName(template: Template, { at }: Pick<Anchor, 'at'>): string {
  if (at === '') return '整份年报'
  if (template.fields.has(at)) return placeName(template, at)
  const [key, row] = at.split('/')
  const table = template.tables.find((one) => one.key === key)
  const line = table?.blocks.flatMap((block) => leaves(block.rows)).find((one) => one.key === row)
  return line ? `${line.label}（整行）` : (template.sections.find((section) => section.key === at)?.heading ?? at)
}

/** Whether a changed place lies under an anchor: in its row, its table, its section. */
export function covers(anchor: Address, at: Address): boolean {
  return anchor === '' || at === anchor || at.startsWith(`${anchor}/`)
}

/** One entry of a thread. `asks`: written by whoever decides; otherwise by the unit that answers. */
export type Remark = { id: number; text: string; by: string; on: Date /** The report's version then. */; version: number; asks: boolean }

/** 意见 with its replies, oldest first; the first one asks. */
export type Thread = Anchor & { id: number; remarks: readonly Remark[]; closedBy: string | null; closedOn: Date | null }

/** What became of a comment: closed by whoever decides, its place changed, answered in words, or nothing yet. */
export type ThreadOutcome = 'closed' | 'changed' | 'answered' | 'untouched'

export const OUTCOME_NAMES: Record<ThreadOutcome, string> = { closed: '已了结', changed: '已改', answered: '已答复', untouched: '未修改' }

/** `changedSince`: the places that changed since a version of the report. A remark on the whole report wants words. */
export function outcomeOf(thread: Thread, changedSince: (version: number) => readonly Address[]): ThreadOutcome {
  if (thread.closedOn) return 'closed'
  const asked = thread.remarks.findLast(({ asks }) => asks)
  if (thread.at !== '' && changedSince(asked?.version ?? 0).some((at) => covers(thread.at, at))) return 'changed'
  return thread.remarks.at(-1) === asked ? 'untouched' : 'answered'
}

/** A thread with what became of it. */
export type JudgedThread = Thread & { outcome: ThreadOutcome }

/** Whether the unit has still to change something or to answer. */
export const isWaiting = ({ outcome }: JudgedThread): boolean => outcome === 'untouched'

/** What became of each thread, given what lay before whoever asked at each version and what lies there now. */
export function judgeThreads(
  template: Template,
  threads: readonly Thread[],
  seen: ReadonlyMap<number, Values>,
  values: Values
): JudgedThread[] {
  const changed = new Map([...seen].map(([version, before]) => [version, differences(template, before, values).map(({ at }) => at)]))
  return threads.map((thread) => ({ ...thread, outcome: outcomeOf(thread, (version) => changed.get(version) ?? []) }))
}

/** What changed, beside the comment that asked for it; one of the two may be missing. */
export type Paired<D extends Difference = Difference> = { thread?: JudgedThread; differences: D[] }

/** Every change and every comment once, in the order of the form. A change belongs to the comments whose place it lies under. */
export function pairChanges<D extends Difference>(
  template: Template,
  changes: readonly D[],
  threads: readonly JudgedThread[]
): Paired<D>[] {
  const asked = threads.map((thread): Paired<D> => {
    const under = changes.filter(({ at }) => thread.at !== '' && covers(thread.at, at))
    return { thread, differences: under }
  })
  const paired = new Set(asked.flatMap((one) => one.differences))
  const unasked = changes.filter((change) => !paired.has(change)).map((change): Paired<D> => ({ differences: [change] }))
  const rank = ({ thread, differences: [first] }: Paired<D>) => orderOf(template, first?.at ?? firstUnder(template, thread?.at ?? ''))
  return [...asked, ...unasked].sort((a, b) => rank(a) - rank(b))
}

/** How many places changed; one that several comments asked for is one. */
export function countChanged(paired: readonly Paired[]): number {
  return new Set(paired.flatMap(({ differences: changes }) => changes.map(({ at }) => at))).size
}

/** The first cell or text that lies under an anchor: a comment on a row stands where the row begins. */
export function firstUnder(template: Template, anchor: Address): Address {
  return (anchor && [...template.fields].find((at) => covers(anchor, at))) || anchor
}

/** The sentences of a text, each as it stands there: what a comment on prose can quote. */
export function sentencesOf(text: string): string[] {
  return (text.match(/[^。！？；\n]+[。！？；]?/g) ?? []).map((sentence) => sentence.trim()).filter(Boolean)
}
