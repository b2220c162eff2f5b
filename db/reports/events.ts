import { and, asc, desc, eq } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import type { State } from '@/report/workflow/states'
import type { EventName } from '@/report/workflow/transitions'

/** One line of the history; `by` is 系统 for what time did by itself. */
export type HistoryLine = { version: number; name: EventName; from: State | null; to: State; reason: string; by: string; on: Date }

export type NewEvent = {
  report: number
  version: number
  name: EventName
  from: State | null
  to: State
  reason: string
  by: number | null
  on: Date
  /** SHA-256 of what was handed in, where something was. */
  snapshot?: string
}

/**
 * Adds an event to its report's chain: its hash covers the event and the hash of the one before. `after` is the last
 * hash of the revision before, for the first event of a correction. The row lock of the transition keeps the chain single.
 */
export async function appendEvent({ read, t }: Reader, event: NewEvent, after = ''): Promise<string> {
  const { report, version, name, from, to, reason, by, on, snapshot } = event
  const previous = (await lastHash({ read, t }, report)) ?? after
  const payload = JSON.stringify({ report, version, name, from, to, reason, by, on: on.toISOString(), snapshot })
  const hash = digest(previous, payload)
  await read.insert(t.events).values({ report, version, name, from, to, reason, by, on, payload, previous, hash })
  return hash
}

/** The hash of a report's latest event. */
export async function lastHash({ read, t }: Reader, report: number): Promise<string | undefined> {
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
      by: t.users.name,
      on: t.events.on
    })
    .from(t.events)
    .leftJoin(t.users, eq(t.users.id, t.events.by))
    .where(eq(t.events.report, report))
    .orderBy(asc(t.events.version))
  return rows.map(({ by, ...line }) => ({ ...line, by: by ?? '系统' }))
}

/** What is wrong with the history of a revision, or undefined: the version from which it cannot be trusted. */
export type Break = { report: number; version: number; why: 'altered' | 'missing' | 'unlinked' | 'snapshot altered' | 'cut short' }

/** Recomputes the chain of one revision and the snapshots it names, and looks whether its row stands where the chain ends. */
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

/** Every revision whose history cannot be trusted, the first broken line of each; and how many were looked at. */
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
    const broken = (await verifyLink(reader, one.id, isNext ? before?.id : undefined)) ?? (await verifyHistory(reader, one.id))
    if (broken) breaks.push(broken)
    before = one
  }
  return { revisions: revisions.length, breaks }
}

/** A history begins with nothing before it; that of a correction with the line that granted it. */
async function verifyLink({ read, t }: Reader, report: number, before: number | undefined): Promise<Break | undefined> {
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
          .where(and(eq(t.events.report, before), eq(t.events.name, 'correct')))
  const isLinked = before === undefined ? first.previous === '' : granted.some(({ hash }) => hash === first.previous)
  return isLinked ? undefined : { report, version: 0, why: 'unlinked' }
}

/** The columns people read must say what was hashed. */
function tellsTheSame({ report, version, name, from, to, reason, by, on, payload }: NewEvent & { payload: string }): boolean {
  const { snapshot: _, ...hashed } = JSON.parse(payload)
  return JSON.stringify(hashed) === JSON.stringify({ report, version, name, from, to, reason, by, on: on.toISOString() })
}
