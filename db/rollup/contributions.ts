import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { pickFigures, readPicked } from '@/db/figures/figures'
import { bylineOf } from '@/db/people/users'
import { type Filing, findSnapshot } from '@/db/reports/reports'
import { type Contributor, listContributors } from '@/db/workflow/members'
import { type Figure, figuresOf } from '@/report/rollup/figures'
import { unpackFigures } from '@/report/rollup/packed-figures'
import type { SumAdjustment } from '@/report/rollup/rollup'
import { readSnapshot } from '@/report/snapshot'
import type { Address, Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { partsOfTotal } from '@/report/values'

/** What one member has in a cell: as it was when the sums were taken, whatever became of its report since. */
export type Contribution = Omit<Contributor, 'version' | 'hash' | 'on'> & { amount: number | null; standing: Figure['standing'] | null }

/**
 * The members of a stored aggregate in one cell, and the lines that adjusted it when it was summed: together they are the cell. A
 * total is what its inputs come to, in each member as in the whole.
 */
export async function readContributions(
  reader: Reader,
  filing: Pick<Filing, 'id' | 'unit' | 'year' | 'template'>,
  at: Address
): Promise<{ contributions: Contribution[]; adjustments: SumAdjustment[] }> {
  const inputs = inputsOf(openTemplate(filing.template), at)
  const picked = pickFigures(reader.t, inputs)
  const taken = await listContributors(reader, filing.id)
  const versions = new Map(taken.flatMap(({ source, version }) => (source === null ? [] : [[source, version ?? undefined] as const])))
  const rows = new Map((await readPicked(reader, picked, versions)).map((row) => [row.report, row]))
  const contributions = taken.map(({ unit, name, inclusion, reason, source }): Contribution => {
    const row = rows.get(source ?? -1)
    return { unit, name, inclusion, reason, source, ...joinFigures(row ? picked.read(row.template, row.digits) : []) }
  })
  const adjustments = (await listAdjustments(reader, filing, taken[0]?.on)).filter((line) => inputs.includes(line.at))
  return { contributions, adjustments }
}

/** The cells that are typed of which one consists; itself, if it is one. */
export function inputsOf(template: Template, at: Address): Address[] {
  const isInput = (one: Address) => template.cells[template.index.get(one) ?? -1]?.role === 'input'
  return [at, ...partsOfTotal(template, at)].filter(isInput)
}

/** Figures of one report as one: their sum, or why there is none. */
export function joinFigures(figures: readonly Figure[]): { amount: number | null; standing: Figure['standing'] | null } {
  const values = figures.flatMap(({ amount }) => amount ?? [])
  const standing = values.length > 0 ? 'value' : (figures[0]?.standing ?? null)
  return { amount: values.length > 0 ? values.reduce((sum, one) => sum + one, 0) : null, standing }
}

/**
 * The figures of counted revisions as they were, by revision: from the table where they are still those of the snapshot, else from
 * the snapshot itself.
 */
export async function listFiguresThen(
  reader: Reader,
  counted: readonly Pick<Contributor, 'source' | 'version'>[],
  at?: readonly Address[]
): Promise<Map<number, Figure[]>> {
  const sources = new Map(counted.flatMap(({ source, version }) => (source === null ? [] : [[source, version ?? 0] as const])))
  if (sources.size === 0) return new Map()
  const { report, version, template, packed } = reader.t.figures
  const rows = await reader.read
    .select({ report, version, template, packed })
    .from(reader.t.figures)
    .where(among(report, [...sources.keys()]))
  const only = at && new Set(at)
  const figures = new Map(
    rows.flatMap((row) =>
      row.version === sources.get(row.report) ? [[row.report, unpackFigures(openTemplate(row.template), row.packed, only)] as const] : []
    )
  )
  for (const [source, then] of sources) {
    if (figures.has(source)) continue
    const snapshot = await findSnapshot(reader, source, then)
    if (snapshot)
      figures.set(
        source,
        figuresOf(readSnapshot(snapshot.json)).filter((figure) => !only || only.has(figure.at))
      )
  }
  return figures
}

/** The aggregates whose stored sums contain a revision. */
export async function listAggregatesOf({ read, t }: Reader, source: number): Promise<Filing[]> {
  const reports = read.select({ report: t.contributors.report }).from(t.contributors).where(eq(t.contributors.source, source))
  return read.select().from(t.reports).where(sql`${t.reports.id} in ${reports}`)
}

/** The adjustments of a unit's aggregate in force now, or at a moment; oldest first. */
export async function listAdjustments(
  { read, t }: Reader,
  { unit, year }: Pick<Filing, 'unit' | 'year'>,
  on?: Date
): Promise<SumAdjustment[]> {
  const { id, at, amount, reason } = t.adjustments
  const holds = on
    ? and(lte(t.adjustments.on, on), or(isNull(t.adjustments.endedOn), gt(t.adjustments.endedOn, on)))
    : isNull(t.adjustments.endedOn)
  return read
    .select({ id, at, amount, reason, by: bylineOf(t), on: t.adjustments.on })
    .from(t.adjustments)
    .innerJoin(t.users, eq(t.users.id, t.adjustments.by))
    .where(and(eq(t.adjustments.unit, unit), eq(t.adjustments.year, year), holds))
    .orderBy(asc(id))
}
