import { dueDate, type ReportKind } from '@/report/report'
import { printDay } from './dates'
import { isOwing, type Standing } from './progress'

/** 报送安排 of one year, three dates for each kind of unit: yyyy-mm-dd, meant to the end of that day in UTC+8. */
export type Campaign = {
  dueDepartment: string
  dueGovernment: string
  /** After it nothing can be handed in without an extension; none: never closed. */
  closeDepartment: string | null
  closeGovernment: string | null
  /** After it no correction can be started; none: always. */
  correctionEndDepartment: string | null
  correctionEndGovernment: string | null
}

/** What each date is called, in the order people read them. */
export const DATE_NAMES = {
  dueDepartment: '部门报送截止',
  closeDepartment: '部门关闭报送',
  correctionEndDepartment: '部门更正截止',
  dueGovernment: '政府报送截止',
  closeGovernment: '政府关闭报送',
  correctionEndGovernment: '政府更正截止'
} as const satisfies Record<keyof Campaign, string>
export type DateField = keyof Campaign

/** The fields that hold the three dates of a kind of unit. */
export const DATE_FIELDS = {
  department: { due: 'dueDepartment', close: 'closeDepartment', correctionEnd: 'correctionEndDepartment' },
  government: { due: 'dueGovernment', close: 'closeGovernment', correctionEnd: 'correctionEndGovernment' }
} as const satisfies Record<ReportKind, Record<string, DateField>>

/** Of a row or a form that holds more, the dates alone. */
export function pickDates<T extends Record<DateField, unknown>>(from: T): Pick<T, DateField> {
  return Object.fromEntries((Object.keys(DATE_NAMES) as DateField[]).map((field) => [field, from[field]])) as Pick<T, DateField>
}

/** The three dates of one unit, before any extension. */
export type UnitDates = { due: string; close: string | null; correctionEnd: string | null }

/** What a unit's own dates are; `isReturned`: due again, by the date the last return set. */
export type Deadline = { due: string; close: string | null; isExtended: boolean; isReturned?: true }

/** The dates of the law where nobody set any: 条例第四十九条. */
export function statutoryCampaign(year: number): Campaign {
  return {
    dueDepartment: dueDate({ year, kind: 'department' }),
    dueGovernment: dueDate({ year, kind: 'government' }),
    closeDepartment: null,
    closeGovernment: null,
    correctionEndDepartment: null,
    correctionEndGovernment: null
  }
}

/** The three dates a campaign sets for a kind of report. */
export function datesFor(campaign: Campaign, kind: ReportKind): UnitDates {
  const { due, close, correctionEnd } = DATE_FIELDS[kind]
  return { due: campaign[due], close: campaign[close], correctionEnd: campaign[correctionEnd] }
}

/** A unit's dates: the campaign's, moved by its extension. */
export function deadlineOf(campaign: Campaign, kind: ReportKind, extendedUntil: string | undefined): Deadline {
  return extend(datesFor(campaign, kind), extendedUntil ?? null)
}

/** Dates moved by an extension, which never shortens; null: none. */
export function extend({ due, close }: { due: string; close: string | null }, until: string | null): Deadline {
  if (until === null) return { due, close, isExtended: false }
  return { due: later(due, until), close: close && later(close, until), isExtended: true }
}

/** The dates of an obligation, and where its report stands. */
type Dated = { due: string; close: string | null; extendedUntil: string | null; returnDue: string | null }
type Stand = { state: Standing; revision: number }

/**
 * What holds for a unit now: its dates, moved by its extension; while a returned first report lies with it, the date of the return
 * instead, which also keeps the report open.
 */
export function datesNow({ due, close, extendedUntil, returnDue }: Dated, stand?: Stand): Deadline {
  const own = extend({ due, close }, extendedUntil)
  if (returnDue === null) return own
  const open = { ...own, close: own.close && later(own.close, returnDue) }
  if (!stand || stand.revision > 1 || !isOwing(stand.state)) return open
  return { ...open, due: later(returnDue, extendedUntil ?? ''), isReturned: true }
}

const DAY = 86_400_000
/** UTC+8. */
const OFFSET = 28_800_000

/** The day proposed for handing in again what is returned today, yyyy-mm-dd: a week on, never a Saturday or Sunday. */
export function proposeReturnDue(today: string): string {
  const week = new Date(Date.parse(today) + 7 * DAY)
  const rest = [1, 0, 0, 0, 0, 0, 2][week.getUTCDay()] ?? 0
  return new Date(week.getTime() + rest * DAY).toISOString().slice(0, 10)
}

const later = (a: string, b: string) => (a > b ? a : b)

/** The first moment that is late: the end of a day, yyyy-mm-dd, in UTC+8, which is that of the day in UTC eight hours earlier. */
const endOf = (day: string): number => Date.parse(day) + DAY - OFFSET

/** Whether a day has ended in UTC+8 at a moment, to the second. */
export function hasPassed(day: string, moment: Date): boolean {
  return moment.getTime() >= endOf(day)
}

/** Whole days from a day, yyyy-mm-dd, to a moment in UTC+8; negative before it. */
export function daysPast(day: string, moment: Date): number {
  return Math.floor((moment.getTime() - endOf(day)) / DAY) + 1
}

/** A deadline as people read it, with its hour: `2026年1月31日 24:00`. */
export const printDue = (day: string): string => `${printDay(day)} 24:00`

/** How a unit stands to its date. `late`: handed in after it; `overdue`: not handed in and past it; `open`: not handed in, not past it. */
export type Timeliness = 'on time' | 'late' | 'overdue' | 'open'

/** Derived and never stored; `handedInOn`: when it first reached whoever reviews it, and was not withdrawn. */
export function timelinessOf({ due, handedInOn }: { due: string; handedInOn: Date | null }, now: Date): Timeliness {
  if (handedInOn) return hasPassed(due, handedInOn) ? 'late' : 'on time'
  return hasPassed(due, now) ? 'overdue' : 'open'
}

/** Where a unit stands, as a board shows it; each unit that owes stands in exactly one. */
export const STAGE_NAMES = {
  published: '已公布',
  approved: '审核通过',
  review: '审核中',
  returned: '已退回',
  filling: '填报中',
  idle: '未开始',
  overdue: '逾期'
} as const
export type Stage = keyof typeof STAGE_NAMES
export const STAGES = Object.keys(STAGE_NAMES) as Stage[]

/** What a board can be narrowed down to besides. Who has not handed in is what people come for. */
export const PROBLEM_NAMES = {
  missing: '尚未报送',
  late: '逾期或迟报',
  returned: '被退回过',
  extended: '已延期',
  excused: '无需报送'
} as const
export type Problem = keyof typeof PROBLEM_NAMES

/** What decides where a unit stands. */
type Standpoint = { state: Standing; revision: number; timeliness: Timeliness }

/**
 * The stage of a unit; undefined if it owes nothing. What was handed in in time and returned is not overdue, and what is being
 * corrected stays public.
 */
export function stageOf({ state, revision, timeliness }: Standpoint): Stage | undefined {
  if (state === 'NOT_REQUIRED') return undefined
  const settled = SETTLED_STAGES[state]
  if (settled) return settled
  if (revision > 1) return 'published'
  if (!isOwing(state)) return 'review'
  if (timeliness === 'overdue' || timeliness === 'late') return 'overdue'
  return state === 'RETURNED' ? 'returned' : state === 'NOT_STARTED' ? 'idle' : 'filling'
}

/** What was taken down is approved and not public. */
const SETTLED_STAGES: Partial<Record<Standing, Stage>> = {
  APPROVED: 'approved',
  PUBLISHED: 'published',
  SUPERSEDED: 'published',
  WITHDRAWN: 'approved'
}
