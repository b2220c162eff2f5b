import { and, desc, eq, lte, max } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { bylineOf } from '@/db/people/users'
import type { Filing } from '@/db/reports/reports'
import { type Contributor, listContributors } from '@/db/workflow/members'
import type { StateClass } from '@/report/rollup/state-class'
import type { Address } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { type Contribution, inputsOf, joinFigures, listAdjustments, listFiguresThen } from './contributions'

/** One time the sums of an aggregate were taken or adjusted: when, by whom, in which class, and who contributed. */
export type Taking = { id: number; on: Date; by: string; counting: StateClass; contributors: Contributor[] }

/** Keeps who contributes to an aggregate now; part of the caller's transaction, after the contributors were written. */
export async function keepTaking(
  inside: Reader,
  { report, counting, by }: { report: number; counting: StateClass; by: number }
): Promise<void> {
  const { read: db, t } = inside
  const contributors = await listContributors(inside, report)
  const [first] = contributors
  if (!first) return
  await db.insert(t.takings).values({
    ...{ report, counting, by, on: first.on },
    contributors: JSON.stringify(contributors.map(({ on: _, ...one }) => one))
  })
}

/**
 * A moment after all that was done to an aggregate, whatever the clock says: of two requests the later one may have begun first. Which
 * lines were in force at a taking is told by moments, so no two are the same.
 */
export async function nextMoment({ read, t }: Reader, { id, unit, year }: Pick<Filing, 'id' | 'unit' | 'year'>, now: Date): Promise<Date> {
  const { adjustments, contributors } = t
  const taken = await read.select({ on: contributors.on }).from(contributors).where(eq(contributors.report, id)).limit(1)
  const lines = await read
    .select({ on: adjustments.on, endedOn: adjustments.endedOn })
    .from(adjustments)
    .where(and(eq(adjustments.unit, unit), eq(adjustments.year, year)))
  const moments = [...taken.map(({ on }) => on), ...lines.flatMap(({ on, endedOn }) => [on, ...(endedOn ? [endedOn] : [])])]
  return new Date(Math.max(now.getTime(), ...moments.map((on) => on.getTime() + 1)))
}

/** When the sums of a revision were taken and adjusted, the last one first. */
export async function listTakings({ read, t }: Reader, report: number): Promise<Omit<Taking, 'contributors'>[]> {
  const { id, on, counting } = t.takings
  return read
    .select({ id, on, counting, by: bylineOf(t) })
    .from(t.takings)
    .innerJoin(t.users, eq(t.users.id, t.takings.by))
    .where(eq(t.takings.report, report))
    .orderBy(desc(id))
}

/** Of several aggregates the taking each stood on at a moment: what was counted of it then had been taken before. */
export async function listTakingsThen({ read, t }: Reader, reports: readonly number[], then: Date): Promise<Map<number, number>> {
  const { id, report, on } = t.takings
  const rows = await read
    .select({ report, id: max(id) })
    .from(t.takings)
    .where(and(among(report, reports), lte(on, then)))
    .groupBy(report)
  return new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.report, Number(row.id)] as const])))
}

/** One of them; undefined if it is none of this revision. */
export async function findTaking({ read, t }: Reader, report: number, taking: number): Promise<Taking | undefined> {
  const { id, on, counting, contributors } = t.takings
  const [row] = await read
    .select({ id, on, counting, by: bylineOf(t), contributors })
    .from(t.takings)
    .innerJoin(t.users, eq(t.users.id, t.takings.by))
    .where(and(eq(t.takings.report, report), eq(id, taking)))
  if (!row) return undefined
  const kept = JSON.parse(row.contributors) as Omit<Contributor, 'on'>[]
  return { ...row, contributors: kept.map((one) => ({ ...one, on: row.on })) }
}

/** What `readContributions` tells of the stored sums, of one taking: the same rows whenever it is asked. */
export async function readTakenContributions(
  reader: Reader,
  filing: Pick<Filing, 'unit' | 'year' | 'template'>,
  { contributors, on }: Taking,
  at: Address
) {
  const inputs = inputsOf(openTemplate(filing.template), at)
  const figures = await listFiguresThen(reader, contributors, inputs)
  const contributions = contributors.map((one): Contribution => ({ ...one, ...joinFigures(figures.get(one.source ?? -1) ?? []) }))
  const adjustments = (await listAdjustments(reader, filing, on)).filter((line) => inputs.includes(line.at))
  return { contributions, adjustments }
}
