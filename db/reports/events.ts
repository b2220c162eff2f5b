import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { bylineOf } from '@/db/people/users'
import { PAST_REVISION } from '@/report/report'
import type { State } from '@/report/workflow/states'
import type { EventName } from '@/report/workflow/transitions'

/** One line of the history: `by` is 姓名（单位）, or 系统 for events the clock caused, which have no `actor`. */
export type HistoryLine = {
  version: number
  name: EventName
  from: State | null
  to: State
  reason: string
  by: string
  actor: number | null
  on: Date
}

export type NewEvent = {
  report: number
  version: number
  name: EventName
  from: State | null
  to: State
  reason: string
  by: number | null
  on: Date
  /** SHA-256 of the snapshot, if the event froze one. */
  snapshot?: string
}

/**
 * Appends an event to the hash chain of its report: the hash covers the event and the hash before it. `after`: the last
 * hash of the corrected revision, for the first event of a correction. The row lock of the transition prevents forks.
 */
export async function appendEvent({ read, t }: Reader, event: NewEvent, after = ''): Promise<string> {
  const { report, version, name, from, to, reason, by, on, snapshot } = event
  const previous = (await lastHash({ read, t }, report)) ?? after
  const payload = JSON.stringify({ report, version, name, from, to, reason, by, on: on.toISOString(), snapshot })
  const hash = digest(previous, payload)
  await read.insert(t.events).values({ report, version, name, from, to, reason, by, on, payload, previous, hash })
  await keepCourse({ read, t }, event)
  return hash
}

/** What lists of many reports need of their histories stands beside each: adding up all events takes longer than all the rest. */
async function keepCourse({ read, t }: Reader, { report, name, to, on }: NewEvent): Promise<void> {
  const { arrivedOn, returns, revision } = t.reports
  const isArrival = to === 'SUBMITTED' && (name === 'submit' || name === 'pass')
  // A correction begins with the arrival of the revision before, which stays whatever becomes of it.
  const arrival = isArrival ? sql`coalesce(${arrivedOn}, ${sql.param(on, arrivedOn)})` : undefined
  const taken = name === 'withdraw' ? sql`case when ${revision} > 1 then ${arrivedOn} end` : undefined
  await read
    .update(t.reports)
    .set({ movedOn: on, arrivedOn: arrival ?? taken, returns: name === 'return' ? sql`${returns} + 1` : undefined })
    .where(eq(t.reports.id, report))
}

/** The hash of a report's latest event. */
async function lastHash({ read, t }: Reader, report: number): Promise<string | undefined> {
  const [last] = await read
    .select({ hash: t.events.hash })
    .from(t.events)
    .where(eq(t.events.report, report))
    .orderBy(desc(t.events.version))
    .limit(1)
  return last?.hash
}

const digest = (previous: string, payload: string) => hashOf(`${previous}\n${payload}`)

/** 历程 of one revision, oldest first. */
export async function listHistory({ read, t }: Reader, report: number): Promise<HistoryLine[]> {
  const rows = await read
    .select({
      version: t.events.version,
      name: t.events.name,
      from: t.events.from,
      to: t.events.to,
      reason: t.events.reason,
      by: bylineOf(t),
      actor: t.events.by,
      on: t.events.on
    })
    .from(t.events)
    .leftJoin(t.users, eq(t.users.id, t.events.by))
    .where(eq(t.events.report, report))
    .orderBy(asc(t.events.version))
  return rows.map(({ by, ...line }) => ({ ...line, by: line.actor === null ? '系统' : by }))
}

/** The first version from which the history of a revision cannot be trusted. */
export type Break = { report: number; version: number; why: 'altered' | 'missing' | 'unlinked' | 'snapshot altered' | 'cut short' }

/** Recomputes the chain of one revision and its snapshots, and compares its row with the end of the chain. */
export async function verifyHistory({ read, t }: Reader, report: number): Promise<Break | undefined> {
  const events = await read.select().from(t.events).where(eq(t.events.report, report)).orderBy(asc(t.events.version))
  const snapshots = new Map(
    (await read.select().from(t.snapshots).where(eq(t.snapshots.report, report))).map((one) => [one.version, one.json])
  )
  let previous = events[0]?.previous ?? ''
  for (const [i, event] of events.entries()) {
    const broken = (why: Break['why']): Break => ({ report, version: event.version, why })
    if (event.version !== i) return broken('missing')
    if (event.previous !== previous) return broken('unlinked')
    if (digest(previous, event.payload) !== event.hash || !tellsTheSame(event)) return broken('altered')
    const { snapshot } = JSON.parse(event.payload)
    if (snapshot && hashOf(snapshots.get(event.version) ?? '') !== snapshot) return broken('snapshot altered')
    previous = event.hash
  }
  const [row] = await read.select({ version: t.reports.version, state: t.reports.state }).from(t.reports).where(eq(t.reports.id, report))
  const last = events.at(-1)
  return row && (row.version !== last?.version || row.state !== last.to)
    ? { report, version: (last?.version ?? -1) + 1, why: 'cut short' }
    : undefined
}

/** Every revision with a broken history, by its first broken line, and how many were checked. */
export async function verifyHistories(reader: Reader): Promise<{ revisions: number; breaks: Break[] }> {
  const { read, t } = reader
  const revisions = await read
    .select({ id: t.reports.id, unit: t.reports.unit, year: t.reports.year, kind: t.reports.kind, revision: t.reports.revision })
    .from(t.reports)
    .orderBy(asc(t.reports.unit), asc(t.reports.year), asc(t.reports.kind), asc(t.reports.revision))
  const breaks: Break[] = []
  let before: (typeof revisions)[number] | undefined
  for (const one of revisions) {
    const isNext = before?.unit === one.unit && before.year === one.year && before.kind === one.kind
    const broken = (await verifyLink(reader, one.id, isNext ? before : undefined)) ?? (await verifyHistory(reader, one.id))
    if (broken) breaks.push(broken)
    before = one
  }
  return { revisions: revisions.length, breaks }
}

/**
 * A history begins with nothing before it; that of a correction with the line that granted it, that of what follows a file read in
 * with either.
 */
async function verifyLink(
  { read, t }: Reader,
  report: number,
  before: { id: number; revision: number } | undefined
): Promise<Break | undefined> {
  const [first] = await read
    .select({ previous: t.events.previous })
    .from(t.events)
    .where(and(eq(t.events.report, report), eq(t.events.version, 0)))
  if (!first) return { report, version: 0, why: 'missing' }
  const granted =
    before === undefined
      ? []
      : await read
          .select({ hash: t.events.hash })
          .from(t.events)
          .where(and(eq(t.events.report, before.id), eq(t.events.name, 'correct')))
  const mayBegin = before === undefined || before.revision === PAST_REVISION
  const isLinked = (mayBegin && first.previous === '') || granted.some(({ hash }) => hash === first.previous)
  return isLinked ? undefined : { report, version: 0, why: 'unlinked' }
}

/** The columns that are shown must equal the hashed payload. */
function tellsTheSame({ report, version, name, from, to, reason, by, on, payload }: NewEvent & { payload: string }): boolean {
  const { snapshot: _, ...hashed } = JSON.parse(payload)
  return JSON.stringify(hashed) === JSON.stringify({ report, version, name, from, to, reason, by, on: on.toISOString() })
}
