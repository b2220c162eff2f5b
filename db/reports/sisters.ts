import { and, desc, eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { listReviewedUnits } from '@/db/people/unit-tree'
import type { Address } from '@/report/template'
import type { Filing } from './reports'

/**
 * One place in the reports of the sister units (same superior, year and kind), as stored, the newest revision of a unit
 * first, and only of units reviewed by `reviewers` or below. The caller decides which of these revisions may be read, and
 * whether as typed or as handed in.
 */
export async function listSisterTexts(
  reader: Reader,
  { unit, year, kind }: Pick<Filing, 'unit' | 'year' | 'kind'>,
  at: Address,
  reviewers: readonly number[]
): Promise<{ filing: Filing; text: string }[]> {
  const reviewed = await listReviewedUnits(reader, reviewers)
  const above = reviewed.find(({ id }) => id === unit)?.above ?? null
  if (above === null) return []
  const { read, t } = reader
  const sisters = reviewed.filter((one) => one.above === above && one.id !== unit).map(({ id }) => id)
  const rows = await read
    .select({ filing: t.reports, text: t.cells.text })
    .from(t.reports)
    .leftJoin(t.cells, and(eq(t.cells.report, t.reports.id), eq(t.cells.at, at)))
    .where(and(among(t.reports.unit, sisters), eq(t.reports.year, year), eq(t.reports.kind, kind)))
    .orderBy(desc(t.reports.revision))
  return rows.map(({ filing, text }) => ({ filing, text: text ?? '' }))
}
