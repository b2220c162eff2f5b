import { sumIndicators } from '@/db/figures/indicator-figures'
import { KIND_NAMES } from '@/report/report'
import { findIndicator, findOnForms, type Indicator, PRINCIPAL, sayFormula } from '@/report/statistics/indicators'
import { cellOf, type StatisticsCell, type StatisticsTotal, type StatisticsUnit, totalOf } from '@/report/statistics/lines'
import { type Measured, measure } from '@/report/statistics/measure'
import { listOutliers, type Outlier, type Spread, spreadOf } from '@/report/statistics/outliers'
import { type Ranked, rankBy } from '@/report/statistics/rank'
import { LEVEL_NAMES, UNIT_LEVELS } from '@/report/unit'
import type { BoardGroup } from '@/server/board/groups'
import type { Passed } from '@/server/gate/gate'
import type { StatisticsAsk } from './ask'
import { askOfKept, openKept, readKeptUnits } from './kept-units'
import { readUnits } from './read-units'

/** Units under one heading, with their sums by year. */
export type StatisticsGroup = { key: string; name: string; units: number; totals: StatisticsTotal[] }

/** A unit in the ranking, with its years. */
export type StatisticsRow = Ranked<StatisticsUnit> & { cells: StatisticsCell[] }

export type Overview = { indicator: Indicator; formula: string; measured: Measured; covered: number; of: number }

export type Statistics = {
  asked: StatisticsAsk
  /** When they were kept and by whom, and the years there are of them. */
  kept: { on: Date; by: string; from: number; to: number } | undefined
  years: number[]
  groups: BoardGroup[]
  /** Of everything chosen, by year. */
  totals: StatisticsTotal[]
  grouped: StatisticsGroup[]
  ranking: StatisticsRow[]
  /** Of this page, its units' latest year. */
  rows: StatisticsRow[]
  pageTotal: StatisticsTotal
  pages: number
  spread: Spread | undefined
  marked: StatisticsRow | undefined
  outliers: Outlier[]
}

const PAGE_ROWS = 50

/** The units chosen, their sums, their ranking and what is unusual among them; everything from the same figures. */
export async function openStatistics(passed: Passed, given: StatisticsAsk): Promise<Statistics> {
  const kept = given.kept === undefined ? undefined : await openKept(passed, given.kept)
  const asked = kept ? askOfKept(given, kept) : given
  const { units, groups } = kept ? await readKeptUnits(passed, asked, kept) : await readUnits(passed, asked)
  const { indicator, to } = asked
  const from = firstYear(units, asked)
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const totalsOf = (some: readonly StatisticsUnit[]) => years.map((year) => totalOf(indicator, some, year))
  const present = units.filter((one) => one.years.size > 0)
  const lines = present.map((one): Line => ({ one, cells: years.map((year) => cellOf(indicator, one, year)) }))
  // Not by name: Chinese collation of three thousand names takes longer than all the rest.
  const placeOf = ({ one }: Line) => one.precedence ?? Number.MAX_SAFE_INTEGER
  const compare = (a: Line, b: Line) => placeOf(a) - placeOf(b) || a.one.unit - b.one.unit
  const ranking = rankBy(lines, lastOf, compare, asked.order === 'rising').map(
    ({ one: line, rank, isTied }): StatisticsRow => ({ one: line.one, cells: line.cells, rank, isTied })
  )
  const pages = Math.max(Math.ceil(ranking.length / PAGE_ROWS), 1)
  const page = Math.min(asked.page, pages)
  const rows = ranking.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  const isHere = (unit: number) => lines.some((line) => line.one.unit === unit && lastOf(line) !== null)
  const own = asked.unit ?? passed.user.memberships.find(({ unit }) => isHere(unit))?.unit
  return {
    ...{
      asked: { ...asked, from, page },
      kept: kept && { on: kept.on, by: kept.byline, from: kept.from, to: kept.to },
      years,
      groups,
      pages,
      ranking,
      rows
    },
    totals: totalsOf(present),
    grouped: groupBy(present, asked.by, groups).map(({ key, name, units: some }) => ({
      key,
      name,
      units: some.length,
      totals: totalsOf(some)
    })),
    pageTotal: totalOf(
      indicator,
      rows.map(({ one }) => one),
      to
    ),
    spread: spreadOf(lines.flatMap((line) => lastOf(line) ?? [])),
    marked: ranking.find(({ one }) => one.unit === own),
    outliers: listOutliers(
      indicator,
      lines.map(({ one, cells }) => ({ unit: one.unit, name: one.name, level: one.level, cells })),
      to
    )
  }
}

type Line = Pick<StatisticsRow, 'one' | 'cells'>
const lastOf = ({ cells }: Line) => cells.at(-1)?.value ?? null

/** The years of a unit as it reported them itself, for files, in which a sum of the lines must be the total. */
export const listOwn = ({ asked, years }: Pick<Statistics, 'asked' | 'years'>, { one }: StatisticsRow): StatisticsCell[] =>
  years.map((year) => cellOf(asked.indicator, { ...one, merged: [] }, year))

function firstYear(units: readonly StatisticsUnit[], { from, to, isUsualSpan }: StatisticsAsk): number {
  return isUsualSpan ? units.reduce((first, { years }) => Math.min(first, ...years.keys()), to) : from
}

function groupBy(units: readonly StatisticsUnit[], by: StatisticsAsk['by'], groups: readonly BoardGroup[]) {
  const headings: readonly { key: string; name: string; has: (one: StatisticsUnit) => boolean }[] = {
    group: groups.map(({ key, name }) => ({ key, name, has: (one: StatisticsUnit) => one.group.key === key })),
    level: UNIT_LEVELS.map((key) => ({ key, name: LEVEL_NAMES[key], has: (one: StatisticsUnit) => one.level === key })),
    kind: (['government', 'department'] as const).map((key) => ({
      key,
      name: KIND_NAMES[key],
      has: (one: StatisticsUnit) => one.kind === key
    }))
  }[by]
  return headings.map((heading) => ({ ...heading, units: units.filter(heading.has) })).filter((heading) => heading.units.length > 0)
}

/** The principal indicators of the year's reports that are in the total, from the same sums. */
export async function readOverview({ store }: Passed, { totals, ranking, asked }: Statistics): Promise<Overview[]> {
  const added = new Map(
    ranking.flatMap(({ one }) => {
      const entry = one.years.get(asked.to)
      return entry?.isAdded && entry.report !== undefined ? [[entry.report, entry.version] as const] : []
    })
  )
  const indicators = PRINCIPAL.map(findIndicator)
  const sums = await sumIndicators(store, added, indicators.map(findOnForms))
  const of = totals.at(-1)?.coverage.of ?? 0
  return indicators.map((indicator, i) => {
    const { covered = 0, ...sum } = sums[i] ?? { over: null, under: null }
    return { indicator, formula: sayFormula(indicator), measured: measure(indicator, sum), covered, of }
  })
}
