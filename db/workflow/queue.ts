import { and, asc, count, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { gather, readGathered } from '@/db/gather'
import { listDeadlines } from '@/db/people/obligations'
import { listReviewedUnits, type UnitInTree } from '@/db/people/unit-tree'
import { reviewingUnit } from '@/db/people/units'
import { bylineOf } from '@/db/people/users'
import { columnsInList, type FilingInList } from '@/db/reports/reports'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import { compareUnits } from '@/report/unit'
import type { Board } from '@/report/workflow/comment'
import { type Deadline, extend } from '@/report/workflow/deadline'
import { isOwing } from '@/report/workflow/progress'
import { SETTLED, STATES, type State } from '@/report/workflow/states'
import { listStands } from './stands'

/** A report with the 排序号 of its unit. */
export type FilingInOrder = FilingInList & { precedence: number | null }

/** A report with what puts it into its place in a list. */
export type Weighed = FilingInOrder & {
  deadline: Deadline
  /** Findings settled by an explanation, and places changed since it was handed in before; none before the first time. */
  risk?: { explained: number; changed: number; isFirst: boolean }
}

/** A report as whoever decides sees it in a list. */
export type Queued = Weighed & {
  claimer: string | null
  /** Threads of comments and of internal comments, settled or not. */
  comments: number
  internalComments: number
  /** Open threads of comments in which the unit had the last word. */
  answered: number
  /** An aggregate without some of its members. */
  isPartial: boolean
}

/** A unit that has not begun a year's report, or need not. */
export type Unstarted = {
  id: null
  unit: number
  unitName: string
  year: number
  kind: ReportKind
  state: 'NOT_STARTED' | 'NOT_REQUIRED'
  /** Why it need not. */
  excuse: string | null
  deadline: Deadline
  precedence: number | null
}

/** The reports of some units in some states, the latest revision of each; of one year or of all. */
export async function listQueued(reader: Reader, units: readonly number[], states: readonly State[], year?: number): Promise<Queued[]> {
  return describeWeighed(reader, await weighFilings(reader, await listLatest(reader, units, states, year)))
}

/** What puts these reports into their places in a list, in their order. */
export async function weighFilings(reader: Reader, filings: readonly FilingInOrder[]): Promise<Weighed[]> {
  if (filings.length === 0) return []
  const ids = filings.map(({ id }) => id)
  const deadlines = await listDeadlines(reader, filings)
  const submissions = await countSubmissions(reader, ids)
  const arrivals = await countArrivals(reader, ids)
  const riskOf = ({ id, state }: FilingInList): Weighed['risk'] => {
    const one = submissions.get(id)
    const times = isOwing(state) ? one?.times : arrivals.get(id)
    return one && { explained: one.explained, changed: one.changed, isFirst: times === 1 }
  }
  return filings.map((filing, i) => ({
    ...filing,
    deadline: deadlines[i] as Deadline,
    risk: riskOf(filing)
  }))
}

/** The rest of what a list shows of reports that have their places. */
export async function describeWeighed(reader: Reader, weighed: readonly Weighed[]): Promise<Queued[]> {
  if (weighed.length === 0) return []
  const { read, t } = reader
  const ids = weighed.map(({ id }) => id)
  const claimers = weighed.flatMap(({ claimedBy }) => claimedBy ?? [])
  const named = await read
    .select({ id: t.users.id, name: bylineOf(t) })
    .from(t.users)
    .where(among(t.users.id, claimers))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const [comments, internalComments] = [await countThreads(reader, 'comments', ids), await countThreads(reader, 'internalComments', ids)]
  const answered = await countAnswered(reader, ids)
  const lacking = await read
    .selectDistinct({ report: t.contributors.report })
    .from(t.contributors)
    .where(and(among(t.contributors.report, ids), inArray(t.contributors.inclusion, ['missing', 'absent'])))
  const partial = new Set(lacking.map(({ report }) => report))
  return weighed.map((one) => ({
    ...one,
    claimer: names.get(one.claimedBy ?? -1) ?? null,
    comments: comments.get(one.id) ?? 0,
    internalComments: internalComments.get(one.id) ?? 0,
    answered: answered.get(one.id) ?? 0,
    isPartial: partial.has(one.id)
  }))
}

/** The same as bare rows. An unsettled revision is always the latest, so all need to be read for settled states only. */
export async function listLatest(
  { read, t }: Reader,
  units: readonly number[],
  states: readonly State[],
  year?: number
): Promise<FilingInOrder[]> {
  if (units.length === 0 || states.length === 0) return []
  const isUnderWay = !states.some((state) => SETTLED.includes(state))
  const rows = await read
    .select({ ...columnsInList(t), precedence: t.units.precedence })
    .from(t.reports)
    .innerJoin(t.units, eq(t.units.id, t.reports.unit))
    .where(
      and(
        among(t.reports.unit, units),
        gt(t.reports.revision, PAST_REVISION),
        isUnderWay ? inArray(t.reports.state, [...states]) : undefined,
        year === undefined ? undefined : eq(t.reports.year, year)
      )
    )
    .orderBy(asc(t.reports.revision))
  const latest = new Map(rows.map((one) => [`${one.unit} ${one.year} ${one.kind}`, one]))
  return [...latest.values()].filter(({ state }) => states.includes(state))
}

/** How often these reports were handed in, and what there is to look at in the last submission. */
export async function countSubmissions(
  { read, t }: Reader,
  reports: readonly number[]
): Promise<Map<number, { times: number; explained: number; changed: number }>> {
  const { report, version, explained, changed } = t.snapshots
  const [handedIn] = await read
    .select({ rows: gather(report, version, explained, changed) })
    .from(t.snapshots)
    .where(among(report, reports))
  const submissions = new Map<number, { times: number; version: number; explained: number; changed: number }>()
  for (const row of readGathered(handedIn?.rows)) {
    const [report, version, explained, changed] = row.map(Number) as [number, number, number, number]
    const known = submissions.get(report)
    const latest = known && known.version > version ? known : { version, explained, changed }
    submissions.set(report, { ...latest, times: (known?.times ?? 0) + 1 })
  }
  return submissions
}

/** How often reports reached whoever reviews them. */
async function countArrivals({ read, t }: Reader, reports: number[]): Promise<Map<number, number>> {
  const rows = await read
    .select({ report: t.events.report, times: count() })
    .from(t.events)
    .where(and(among(t.events.report, reports), eq(t.events.to, 'SUBMITTED'), inArray(t.events.name, ['submit', 'pass'])))
    .groupBy(t.events.report)
  return new Map(rows.map(({ report, times }) => [report, times]))
}

async function countThreads({ read, t }: Reader, board: Board, reports: number[]): Promise<Map<number, number>> {
  const table = t[board]
  const rows = await read
    .select({ report: table.report, threads: count() })
    .from(table)
    .where(and(among(table.report, reports), isNull(table.thread)))
    .groupBy(table.report)
  return new Map(rows.map(({ report, threads }) => [report, threads]))
}

async function countAnswered({ read, t: { comments } }: Reader, reports: number[]): Promise<Map<number, number>> {
  const lastAsks = sql`(select last.asks from ${comments} last where last.id = ${comments.id} or last.thread = ${comments.id} order by last.id desc limit 1)`
  const rows = await read
    .select({ report: comments.report, threads: count() })
    .from(comments)
    .where(and(among(comments.report, reports), isNull(comments.thread), isNull(comments.closedOn), sql`not ${lastAsks}`))
    .groupBy(comments.report)
  return new Map(rows.map(({ report, threads }) => [report, threads]))
}

/** How units stand with a year's report, those that have not begun included. */
export async function listStandings(reader: Reader, units: readonly number[], year: number): Promise<(Queued | Unstarted)[]> {
  const stands = await listStands(reader, units, year)
  const counted = new Set(stands.map(({ report }) => report))
  const filed = await listQueued(reader, units, STATES, year)
  const idle = stands.flatMap((one) => {
    const { unit, name, kind, report, state, excuse, precedence } = one
    if (report !== null || (state !== 'NOT_STARTED' && state !== 'NOT_REQUIRED')) return []
    return [{ id: null, unit, unitName: name, year, kind, state, excuse, precedence, deadline: extend(one, one.extendedUntil) }]
  })
  return [...filed.filter(({ id }) => counted.has(id)), ...idle]
}

/** A reviewed unit; `isOurs`: no nearer unit reviews it, so its reports wait for us. */
export type Reached = UnitInTree & { isOurs: boolean }

/** The units whose reports a reviewer in these units reviews; `tree`: those below them, where that was read already. */
export async function listReached(reader: Reader, reviewers: readonly number[], tree?: readonly UnitInTree[]): Promise<Reached[]> {
  const units = await listReviewedUnits(reader, reviewers, tree)
  if (units.length === 0) return []
  const { read, t } = reader
  const holding = await read
    .selectDistinct({ unit: t.unitsAbove.unit, above: t.unitsAbove.above, steps: t.unitsAbove.steps })
    .from(t.unitsAbove)
    .innerJoin(t.memberships, and(eq(t.memberships.unit, t.unitsAbove.above), eq(t.memberships.role, 'reviewer')))
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(inArray(t.unitsAbove.unit, [...new Set(units.map(reviewingUnit))]))
    .orderBy(desc(t.unitsAbove.steps))
  // The nearest comes last.
  const nearest = new Map(holding.map(({ unit, above }) => [unit, above]))
  return units.map((unit) => ({ ...unit, isOurs: reviewers.includes(nearest.get(reviewingUnit(unit)) ?? -1) }))
}

/**
 * What waits longest and looks riskiest first: the deadline, then how much was explained and changed, then first reports,
 * last what has not begun; among equals by 排序号 and name.
 */
export function byUrgency(a: Weighed | Unstarted, b: Weighed | Unstarted): number {
  const [due, other] = [a.deadline.due, b.deadline.due]
  if (due !== other) return due < other ? -1 : 1
  return Number(a.id === null) - Number(b.id === null) || weight(b) - weight(a) || compareUnits(placeOf(a), placeOf(b))
}

const placeOf = ({ precedence, unitName }: Weighed | Unstarted) => ({ precedence, name: unitName })

const weight = (one: Weighed | Unstarted) =>
  one.id !== null && one.risk ? one.risk.explained * 3 + one.risk.changed + (one.risk.isFirst ? 2 : 0) : 0

/**
 * Whether a submitted report may be approved in bulk: no explained or waived finding, no comment of either kind, no place
 * changed since the submission before. That no finding is open was a demand of the submission, and is one of the approval.
 */
export function hasNothingToLookAt({
  risk,
  comments,
  internalComments,
  isPartial
}: Pick<Queued, 'risk' | 'comments' | 'internalComments' | 'isPartial'>): boolean {
  return !isPartial && risk !== undefined && risk.explained === 0 && risk.changed === 0 && comments === 0 && internalComments === 0
}
