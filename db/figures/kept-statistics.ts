import { eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { gather, readGathered } from '@/db/gather'
import { bylineOf } from '@/db/people/users'
import type { Inclusion } from '@/report/rollup/inclusion'
import type { StateClass } from '@/report/rollup/state-class'
import type { StatisticsUnit } from '@/report/statistics/lines'
import type { TemplateId } from '@/report/template'

/** A unit's report for a year as it stood to the sums; `report` and `version`: the snapshot that counts. */
export type KeptYear = {
  year: number
  name: string
  inclusion: Inclusion
  reason: string
  isPast: boolean
  isAggregate: boolean
  owes: boolean
  report?: number
  version?: number
  template?: TemplateId
}

/** A unit as it stood in statistics; `merged`: the units that went into it. */
export type KeptUnit = Omit<StatisticsUnit, 'years' | 'merged'> & { merged: number[]; years: KeptYear[] }

export type KeptStatistics = { by: number; on: Date; counting: StateClass; from: number; to: number; units: readonly KeptUnit[] }

/** Keeps statistics for good; returns their number. */
export async function keepStatistics({ tx, t }: Store, { units, ...row }: KeptStatistics): Promise<number> {
  const [kept] = await tx((db) =>
    db
      .insert(t.keptStatistics)
      .values({ ...row, units: JSON.stringify(units) })
      .returning({ id: t.keptStatistics.id })
  )
  return kept?.id as number
}

/** Statistics that were kept, with who kept them. */
export async function findKeptStatistics({ read, t }: Reader, kept: number): Promise<(KeptStatistics & { byline: string }) | undefined> {
  const { id, by, on, counting, from, to, units } = t.keptStatistics
  const [row] = await read
    .select({ by, on, counting, from, to, units, byline: bylineOf(t) })
    .from(t.keptStatistics)
    .innerJoin(t.users, eq(t.users.id, by))
    .where(eq(id, kept))
  return row && { ...row, units: JSON.parse(row.units) as KeptUnit[] }
}

/** The versions of the snapshots that figures are of. */
export async function listVersions({ read, t }: Reader, reports: readonly number[]): Promise<Map<number, number>> {
  const [found] = await read
    .select({ rows: gather(t.figures.report, t.figures.version) })
    .from(t.figures)
    .where(among(t.figures.report, reports))
  return new Map(readGathered(found?.rows).map(([report, version]) => [Number(report), Number(version)]))
}
