import { and, asc, desc, eq, lte } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { bylineOf } from '@/db/people/users'
import type { Opened } from '@/db/permission'
import type { Answer } from '@/report/answer'
import { keepOpen } from './cells'

/** The latest explanation of each finding, as it was at a moment if one is given. */
export async function listAnswers({ read, t }: Reader, report: number, until?: Date): Promise<Answer[]> {
  const rows = await read
    .select({ finding: t.answers.finding, basis: t.answers.basis, text: t.answers.text, by: bylineOf(t), on: t.answers.on })
    .from(t.answers)
    .innerJoin(t.users, eq(t.users.id, t.answers.by))
    .where(and(eq(t.answers.report, report), until && lte(t.answers.on, until)))
    .orderBy(asc(t.answers.id))
  return [...new Map(rows.map((row) => [row.finding, row])).values()]
}

/** Keeps an explanation with the values it was written for. False if the report is no longer open to typing. */
export async function saveAnswer(
  store: Store,
  { report, user }: Opened<'edit'>,
  { finding, basis, text, now }: { finding: string; basis: string; text: string; now: Date }
): Promise<boolean> {
  const { tx, t } = store
  return tx(async (db) => {
    const closed = await keepOpen({ read: db, t }, report, now)
    if (!closed) await db.insert(t.answers).values({ report, finding, basis, text, by: user, on: now })
    return !closed
  })
}

/** 免予核对, every one ever given; those whose values have changed no longer hold. */
export async function listWaivers({ read, t }: Reader, report: number): Promise<Answer[]> {
  return read
    .select({ finding: t.waivers.finding, basis: t.waivers.basis, text: t.waivers.text, by: bylineOf(t), on: t.waivers.on })
    .from(t.waivers)
    .innerJoin(t.users, eq(t.users.id, t.waivers.by))
    .where(eq(t.waivers.report, report))
    .orderBy(asc(t.waivers.id))
}

/** A waiver in a list of many reports; `rule`: the id of what was waived. */
export type GivenWaiver = { id: number; report: number; unitName: string; year: number; rule: string; text: string; by: string; on: Date }

/** 免予核对 given in the reports of these units, latest first. */
export async function listWaiversOf({ read, t }: Reader, units: readonly number[]): Promise<GivenWaiver[]> {
  const { id, report, finding, text, on } = t.waivers
  const rows = await read
    .select({ id, report, finding, text, on, unitName: t.reports.unitName, year: t.reports.year, by: bylineOf(t) })
    .from(t.waivers)
    .innerJoin(t.reports, eq(t.reports.id, report))
    .innerJoin(t.users, eq(t.users.id, t.waivers.by))
    .where(among(t.reports.unit, units))
    .orderBy(desc(id))
  return rows.map(({ finding: key, ...row }) => ({ ...row, rule: key.split(' ')[0] ?? '' }))
}
