import { and, asc, between, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import type { Schema } from '@/db/schema'
import type { ReportKind } from '@/report/report'
import type { IndicatorCells } from '@/report/statistics/indicators'
import type { TemplateId } from '@/report/template'
import type { State } from '@/report/workflow/states'

/** A revision with what it says for an indicator; null where a cell of it is blank or no number, or its form lacks one. */
export type IndicatorFigure = {
  report: number
  unit: number
  year: number
  kind: ReportKind
  revision: number
  template: TemplateId
  over: number | null
  under: number | null
}

export type IndicatorQuery = {
  units: readonly number[]
  from: number
  to: number
  states: readonly State[]
  /** The cells on each form that has them. */
  cells: ReadonlyMap<TemplateId, IndicatorCells>
}

/** An indicator of many units over years, a row a revision in these states, older revisions first; one statement. */
export async function listIndicatorFigures({ read, t }: Reader, given: IndicatorQuery): Promise<IndicatorFigure[]> {
  const { figures, reports } = t
  const { units, from, to, states, cells } = given
  return read
    .select({
      report: reports.id,
      unit: reports.unit,
      year: reports.year,
      kind: reports.kind,
      revision: reports.revision,
      template: reports.template,
      over: addCells(t, cells, 'over').mapWith(toAmount),
      under: addCells(t, cells, 'under').mapWith(toAmount)
    })
    .from(reports)
    .leftJoin(figures, and(eq(figures.report, reports.id), inArray(figures.at, addressesOf([cells]))))
    .where(and(between(reports.year, from, to), inArray(reports.state, [...states]), among(reports.unit, units)))
    .groupBy(reports.id)
    .orderBy(asc(reports.revision), asc(reports.id))
}

/** An indicator added up: what is above and below the line of the reports that have both, and how many these are. */
export type IndicatorSum = { over: number | null; under: number | null; covered: number }

/** Several indicators added up over some revisions, in their order; one statement. */
export async function sumIndicators(
  { read, t }: Reader,
  revisions: readonly number[],
  indicators: readonly IndicatorQuery['cells'][]
): Promise<IndicatorSum[]> {
  const { figures, reports } = t
  const isShare = (cells: IndicatorQuery['cells']) => [...cells.values()].some(({ under }) => under.length > 0)
  const parts = (['over', 'under'] as const).flatMap((part) =>
    indicators.map((cells, i) => [`${part}${i}`, addCells(t, cells, part).as(`${part}${i}`)] as const)
  )
  const each = read
    .select(Object.fromEntries(parts))
    .from(reports)
    .leftJoin(figures, and(eq(figures.report, reports.id), inArray(figures.at, addressesOf(indicators))))
    .where(among(reports.id, revisions))
    .groupBy(reports.id)
    .as('each')
  const sums = indicators.flatMap((cells, i) => {
    const [over, under] = [sql.identifier(`over${i}`), sql.identifier(`under${i}`)]
    const isWhole = isShare(cells) ? sql`${over} is not null and ${under} is not null` : sql`${over} is not null`
    return [
      [`over${i}`, sql`sum(case when ${isWhole} then ${over} end)`.mapWith(toAmount)],
      [`under${i}`, sql`sum(case when ${isWhole} then ${under} end)`.mapWith(toAmount)],
      [`covered${i}`, sql`count(case when ${isWhole} then 1 end)`.mapWith(Number)]
    ] as const
  })
  const [row] = await read.select(Object.fromEntries(sums) as Record<string, SQL<number | null>>).from(each)
  return indicators.map((_, i) => ({
    over: row?.[`over${i}`] ?? null,
    under: row?.[`under${i}`] ?? null,
    covered: row?.[`covered${i}`] ?? 0
  }))
}

/** The sum of the cells above or below the line, where a report has all of them. */
function addCells({ figures, reports }: Schema, cells: IndicatorQuery['cells'], part: keyof IndicatorCells): SQL<number | null> {
  const forms = [...cells].filter(([, of]) => of[part].length > 0)
  if (forms.length === 0) return sql`cast(null as integer)`
  const isPart = forms.map(([form, of]) => and(eq(reports.template, form), inArray(figures.at, of[part])))
  const wanted = forms.map(([form, of]) => sql`when ${reports.template} = ${form} then ${sql.raw(String(of[part].length))}`)
  const amount = sql`case when ${or(...isPart)} then ${figures.amount} end`
  return sql`case when count(${amount}) = (case ${sql.join(wanted, sql` `)} else -1 end) then sum(${amount}) end`
}

const addressesOf = (indicators: readonly IndicatorQuery['cells'][]): string[] => [
  ...new Set(indicators.flatMap((cells) => [...cells.values()].flatMap(({ over, under }) => [...over, ...under])))
]

function toAmount(value: unknown): number {
  const amount = Number(value)
  if (!Number.isSafeInteger(amount)) throw new RangeError('a sum is beyond what a number holds exactly')
  return amount
}
