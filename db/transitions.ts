import { and, asc, eq, inArray } from 'drizzle-orm'
import { isOpen, judge } from '@/report/answer'
import { checkWith, openSheet } from '@/report/check'
import type { Report } from '@/report/report'
import { openTransition, type State, type TransitionName } from '@/report/status'
import { listAnswers } from './answers'
import type { Reader, Store } from './client'
import type { Opened } from './permission'
import { readReport } from './reports'

/** One line of the history. */
export type HistoryLine = {
  version: number
  name: TransitionName | 'start'
  from: State | null
  to: State
  reason: string
  by: string
  on: Date
}

export type Moved =
  | { ok: true }
  | { ok: false; why: 'moved'; state: State; by: string }
  | { ok: false; why: 'open findings'; open: number }
  | { ok: false; why: 'own work' }

/**
 * Takes one step of the table in report/status.ts: the state changes only if it is still the one, at the version, the
 * decision was made on, and the rules are checked again on what lies in the database. All or nothing.
 */
export async function moveReport<N extends TransitionName>(
  store: Store,
  { report, user }: Opened<N>,
  name: N,
  { version, reason, lastYear, today, now }: { version: number; reason: string; lastYear?: Report; today: string; now: Date }
): Promise<Moved> {
  const { tx, t } = store
  const { from, to, needsCleanReport, notOwnWork } = openTransition(name)
  const attempt = tx(async (db): Promise<Moved> => {
    const inside = { read: db, t }
    const [before] = await db.select({ state: t.reports.state }).from(t.reports).where(eq(t.reports.id, report))
    const [filing] = await db
      .update(t.reports)
      .set({ state: to, version: version + 1 })
      .where(and(eq(t.reports.id, report), eq(t.reports.version, version), inArray(t.reports.state, [...from])))
      .returning()
    if (!filing || !before) throw new Refusal(await whoMoved(inside, report))
    if (notOwnWork && (await listAuthors(inside, report)).has(user)) throw new Refusal({ ok: false, why: 'own work' })
    if (needsCleanReport) {
      const sheet = openSheet(await readReport(inside, filing), { lastYear, today })
      const open = judge(sheet, checkWith(sheet), await listAnswers(inside, report)).filter(isOpen).length
      if (open > 0) throw new Refusal({ ok: false, why: 'open findings', open })
    }
    await db.insert(t.events).values({ report, version: filing.version, name, from: before.state, to, reason, by: user, on: now })
    return { ok: true }
  })
  return attempt.catch((error) => {
    if (error instanceof Refusal) return error.moved
    throw error
  })
}

/** Thrown inside the transaction so that everything it did is undone. */
class Refusal extends Error {
  constructor(readonly moved: Moved) {
    super()
  }
}

async function whoMoved(reader: Reader, report: number): Promise<Moved> {
  const last = (await listHistory(reader, report)).at(-1)
  return { ok: false, why: 'moved', state: last?.to ?? 'DRAFT', by: last?.by ?? '' }
}

/** Who typed into a report or submitted it. */
export async function listAuthors({ read, t }: Reader, report: number): Promise<Set<number>> {
  const typed = await read.selectDistinct({ by: t.changes.by }).from(t.changes).where(eq(t.changes.report, report))
  const submitted = await read
    .selectDistinct({ by: t.events.by })
    .from(t.events)
    .where(and(eq(t.events.report, report), eq(t.events.name, 'submit')))
  return new Set([...typed, ...submitted].map(({ by }) => by))
}

/** 历程, oldest first. */
export async function listHistory({ read, t }: Reader, report: number): Promise<HistoryLine[]> {
  return read
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
    .innerJoin(t.users, eq(t.users.id, t.events.by))
    .where(eq(t.events.report, report))
    .orderBy(asc(t.events.version))
}
