import { type IndicatorFigure, listOwedFigures, listPastFigures, type OwedFigure } from '@/db/figures/indicator-figures'
import { listMerged, type Predecessor } from '@/db/people/succession'
import type { UnitInTree } from '@/db/people/unit-tree'
import { includeUnits } from '@/db/workflow/members'
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
  const query = {
    units: ids,
    from: asked.from,
    to: asked.to,
    states: [...STATE_CLASSES[asked.counting].states, 'IMPORTED' as const],
    cells
  }
  const owed = await listOwedFigures(store, query)
  const past = await listPastFigures(store, query)
  const tree = new Map(watched.map((unit) => [unit.id, unit]))
  const yearsOf = new Map(ids.map((id) => [id, new Map<number, YearEntry>()]))
  for (let year = asked.from; year <= asked.to; year++) {
    const isOf = (one: { year: number }) => one.year === year
    const members = await listStanding(passed, owed.filter(isOf), year, asked)
    placeYear({ year, chosen, members, past: past.filter(isOf), cells, tree }, yearsOf)
  }
  const before = await listMerged(store, ids)
  // Where the last year has reports of both, both lines stand for themselves.
  const hasEnded = (id: number) => yearsOf.get(id)?.get(asked.to)?.member.inclusion !== 'counted'
  const yearsBefore = (id: number) =>
    before.has(id)
      ? listBefore(id, before)
          .filter(hasEnded)
          .flatMap((one) => yearsOf.get(one) ?? [])
      : []
  const units = chosen.map((unit): StatisticsUnit => {
    const { id, name, level, kind: as, precedence } = unit
    const place = { group: places.get(id) as BoardGroup, years: yearsOf.get(id) as Map<number, YearEntry>, merged: yearsBefore(id) }
    return { unit: id, name, level, kind: as, precedence, ...place }
  })
  return { units, groups }
}

type Standing = { member: Member; figure: IndicatorFigure | undefined }

/**
 * How everybody who owes a year's report stands to its sums. What stands in the class is in the figures already; the others, in past
 * years next to nobody, are asked for as in an aggregate.
 */
async function listStanding(
  { store }: Passed,
  owed: readonly OwedFigure[],
  year: number,
  { counting }: StatisticsAsk
): Promise<Map<number, Standing>> {
  const standing = new Map<number, Standing>()
  const lacking: number[] = []
  for (const { unit, figure } of owed) {
    if (figure) standing.set(unit, { member: countedOf(unit, figure), figure })
    else lacking.push(unit)
  }
  for (const member of await includeUnits(store, lacking, year, counting)) standing.set(member.unit, { member, figure: undefined })
  return standing
}

/** Nobody asks for the name of a member that is counted. */
const countedOf = (unit: number, { report, template }: IndicatorFigure): Member => ({
  ...{ unit, name: '', inclusion: 'counted', reason: '' },
  source: { report, template: openTemplate(template) }
})

/** The units that went into one, directly or by way of others; of one body entered twice none. */
function listBefore(unit: number, before: ReadonlyMap<number, readonly Predecessor[]>, visited = new Set([unit])): number[] {
  return (before.get(unit) ?? []).flatMap((one) => {
    if (one.kind === 'duplicate' || visited.has(one.unit)) return []
    visited.add(one.unit)
    return [one.unit, ...listBefore(one.unit, before, visited)]
  })
}

type Year = {
  year: number
  chosen: readonly UnitInTree[]
  members: ReadonlyMap<number, Standing>
  past: readonly IndicatorFigure[]
  cells: ReadonlyMap<TemplateId, IndicatorCells>
  tree: ReadonlyMap<number, UnitInTree>
}

/** One year of all units, into the years of each: what counts of it, and whether it is in sums. */
function placeYear({ year, chosen, members, past, cells, tree }: Year, yearsOf: ReadonlyMap<number, Map<number, YearEntry>>): void {
  const files = new Map<number, IndicatorFigure>()
  // Of a unit with past reports of both kinds, the one of its own kind counts.
  for (const one of past) if (!files.has(one.unit) || tree.get(one.unit)?.kind === one.kind) files.set(one.unit, one)
  const entries: YearEntry[] = []
  const standings: Addable[] = []
  for (const { id, above, kind } of chosen) {
    const standing = members.get(id)
    const own = standing?.figure
    const figure = own ?? (standing?.member.source ? undefined : files.get(id))
    const member = own || !figure ? standing?.member : countedOf(id, figure)
    if (!member) continue
    const entry = {
      ...{ member, isPast: own === undefined && figure !== undefined, isAdded: false },
      ...{ hasCells: figure !== undefined && cells.has(figure.template), over: figure?.over ?? null, under: figure?.under ?? null }
    }
    yearsOf.get(id)?.set(year, entry)
    entries.push(entry)
    const isAggregate = (figure?.kind ?? kind) === 'government'
    const inclusion = standing?.member.inclusion
    const owes = inclusion !== undefined && inclusion !== 'exempt' && inclusion !== 'closed'
    standings.push({ id, above, isAggregate, owes, isCounted: member.inclusion === 'counted' })
  }
  const added = listAdded(standings, tree)
  entries.forEach((entry, i) => {
    entry.isAdded = added.has(standings[i]?.id as number)
  })
}
