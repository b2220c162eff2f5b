import { type IndicatorFigure, listIndicatorFigures } from '@/db/figures/indicator-figures'
import { listObligations, listOwed } from '@/db/people/obligations'
import { listMerged, type Predecessor } from '@/db/people/succession'
import type { UnitInTree } from '@/db/people/unit-tree'
import { includeUnits } from '@/db/workflow/members'
import { PAST_REVISION } from '@/report/report'
import type { Member } from '@/report/rollup/rollup'
import { STATE_CLASSES } from '@/report/rollup/state-class'
import { type Addable, listAdded } from '@/report/statistics/added'
import { findOnForms, type IndicatorCells } from '@/report/statistics/indicators'
import type { StatisticsUnit, YearEntry } from '@/report/statistics/lines'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { listWatched } from '@/server/board/board'
import { type BoardGroup, groupUnits } from '@/server/board/groups'
import type { Passed } from '@/server/gate/gate'
import type { StatisticsAsk } from './ask'

/** The units asked for with their years, and the groups to choose from. */
export type ReadUnits = { units: StatisticsUnit[]; groups: BoardGroup[] }

/**
 * What the units somebody watches over say for an indicator over the years asked for. A year counts what stands in the class
 * asked for, else the 历史年报 read in for it; every report of both was handed in or is public, so whoever watches may read it.
 */
export async function readUnits(passed: Passed, asked: StatisticsAsk): Promise<ReadUnits> {
  const { store } = passed
  const { units: watched } = await listWatched(passed)
  const places = groupUnits(watched)
  const groups = [...new Map([...places.values()].map((group) => [group.key, group])).values()]
  const { group, level, kind } = asked
  const chosen = watched.filter(
    (unit) =>
      (group === '' || places.get(unit.id)?.key === group) && (level === '' || unit.level === level) && (kind === '' || unit.kind === kind)
  )
  const ids = chosen.map(({ id }) => id)
  const cells = findOnForms(asked.indicator)
  const states = [...STATE_CLASSES[asked.counting].states, 'IMPORTED' as const]
  const figures = await listIndicatorFigures(store, { units: ids, from: asked.from, to: asked.to, states, cells })
  const tree = new Map(watched.map((unit) => [unit.id, unit]))
  const owed = await listOwed(store, ids, asked.from, asked.to)
  const years = new Map<number, Map<number, YearEntry>>()
  for (let year = asked.from; year <= asked.to; year++) {
    const ofYear = figures.filter((one) => one.year === year)
    const members = await listStanding(
      passed,
      owed.filter((one) => one.year === year),
      ofYear,
      asked
    )
    years.set(year, placeYear(chosen, members, ofYear, cells, tree))
  }
  const yearsOf = (id: number) =>
    new Map(
      [...years].flatMap(([year, entries]) => {
        const entry = entries.get(id)
        return entry ? [[year, entry] as const] : []
      })
    )
  const before = await listMerged(store, ids)
  // Where the last year has reports of both, both lines stand for themselves.
  const hasEnded = (id: number) => years.get(asked.to)?.get(id)?.member.inclusion !== 'counted'
  const units = chosen.map((unit): StatisticsUnit => {
    const { id, name, level, kind: as, precedence } = unit
    const place = { group: places.get(id) as BoardGroup, years: yearsOf(id), merged: listBefore(id, before).filter(hasEnded).map(yearsOf) }
    return { unit: id, name, level, kind: as, precedence, ...place }
  })
  return { units, groups }
}

/**
 * How everybody who owes a year's report stands to its sums. What stands in the class is in the figures already; the others, in past
 * years next to nobody, are asked for one by one, as in an aggregate.
 */
async function listStanding(
  { store }: Passed,
  owed: Awaited<ReturnType<typeof listOwed>>,
  figures: readonly IndicatorFigure[],
  { counting }: StatisticsAsk
): Promise<Member[]> {
  // Older revisions come first, so that the newest one stands.
  const counted = new Map(figures.flatMap((one) => (one.revision > PAST_REVISION ? [[`${one.unit} ${one.kind}`, one] as const] : [])))
  const lacking: number[] = []
  const members = owed.flatMap(({ unit, kind, name }): Member[] => {
    const figure = counted.get(`${unit} ${kind}`)
    if (figure)
      return [{ unit, name, inclusion: 'counted', reason: '', source: { report: figure.report, template: openTemplate(figure.template) } }]
    lacking.push(unit)
    return []
  })
  const year = owed[0]?.year
  if (lacking.length === 0 || year === undefined) return members
  const known = new Map((await listObligations(store, lacking, year)).map((one) => [one.unit, one]))
  return [...members, ...(await includeUnits(store, lacking, known, year, counting))]
}

/** The units that went into one, directly or by way of others; of one body entered twice none. */
function listBefore(unit: number, before: ReadonlyMap<number, readonly Predecessor[]>, visited = new Set([unit])): number[] {
  return (before.get(unit) ?? []).flatMap((one) => {
    if (one.kind === 'duplicate' || visited.has(one.unit)) return []
    visited.add(one.unit)
    return [one.unit, ...listBefore(one.unit, before, visited)]
  })
}

/** One year of all units: what counts of each, and whether it is in sums. */
function placeYear(
  chosen: readonly UnitInTree[],
  members: readonly Member[],
  figures: readonly IndicatorFigure[],
  cells: ReadonlyMap<TemplateId, IndicatorCells>,
  tree: ReadonlyMap<number, UnitInTree>
): Map<number, YearEntry> {
  const byReport = new Map(figures.map((one) => [one.report, one]))
  const past = new Map<number, IndicatorFigure>()
  // Of a unit with past reports of both kinds, the one of its own kind counts.
  for (const one of figures)
    if (one.revision === PAST_REVISION && (!past.has(one.unit) || tree.get(one.unit)?.kind === one.kind)) past.set(one.unit, one)
  const byUnit = new Map(members.map((one) => [one.unit, one]))
  const entries = new Map<number, Omit<YearEntry, 'isAdded'>>()
  const standings: Addable[] = []
  for (const { id, name, above, kind } of chosen) {
    const member = byUnit.get(id)
    const own = member?.source && byReport.get(member.source.report)
    const figure = own ?? (member?.source ? undefined : past.get(id))
    const counted = figure && {
      unit: id,
      name,
      inclusion: 'counted' as const,
      reason: '',
      source: { report: figure.report, template: openTemplate(figure.template) }
    }
    const entry = counted ?? member
    if (!entry) continue
    entries.set(id, {
      ...{ member: entry, isPast: own === undefined && figure !== undefined },
      ...{ hasCells: figure !== undefined && cells.has(figure.template), over: figure?.over ?? null, under: figure?.under ?? null }
    })
    const isAggregate = (figure?.kind ?? kind) === 'government'
    const owes = member !== undefined && member.inclusion !== 'exempt' && member.inclusion !== 'closed'
    standings.push({ id, above, isAggregate, owes, isCounted: entry.inclusion === 'counted' })
  }
  const added = listAdded(standings, tree)
  return new Map([...entries].map(([id, entry]) => [id, { ...entry, isAdded: added.has(id) }]))
}
