import { type IndicatorFigure, listIndicatorFigures, listOwedKinds } from '@/db/figures/indicator-figures'
import { listMerged, type Predecessor } from '@/db/people/succession'
import type { UnitInTree } from '@/db/people/unit-tree'
import { includeUnits, type MemberUnit } from '@/db/workflow/members'
import type { NamedMember } from '@/report/rollup/rollup'
import { STATE_CLASSES } from '@/report/rollup/state-class'
import { type Addable, listAdded } from '@/report/statistics/added'
import { findOnForms, type IndicatorCells } from '@/report/statistics/indicators'
import type { StatisticsUnit, YearEntry } from '@/report/statistics/lines'
import type { TemplateId } from '@/report/template'
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
  const chosen = watched.filter((unit) => isChosen(asked, { level: unit.level, kind: unit.kind, group: places.get(unit.id) as BoardGroup }))
  const ids = chosen.map(({ id }) => id)
  const cells = findOnForms(asked.indicator)
  const { from, to, counting } = asked
  // None of them needs another; a database server answers them at once.
  const [owed, figures, before] = await Promise.all([
    listOwedKinds(store, { units: ids, from, to }),
    listIndicatorFigures(store, { units: ids, from, to, states: [...STATE_CLASSES[counting].states, 'IMPORTED'], cells }),
    listMerged(store, ids)
  ])
  const placed = chosen.map((unit): Placed => ({ unit, years: new Map(), counted: countedOf(unit) }))
  const kindOf = new Map(chosen.map(({ id, kind }) => [id, kind]))
  for (const [year, kinds] of owed) {
    const own = new Map<number, IndicatorFigure>()
    const past = new Map<number, IndicatorFigure>()
    for (const one of figures) {
      if (one.year !== year) continue
      // A later revision comes later. Of a unit with past reports of both kinds, the one of its own kind counts.
      if (one.isPast && (!past.has(one.unit) || kindOf.get(one.unit) === one.kind)) past.set(one.unit, one)
      else if (!one.isPast && kinds.get(one.unit) === one.kind) own.set(one.unit, one)
    }
    const lacking = [...kinds.keys()].filter((unit) => !own.has(unit))
    const others = new Map((await includeUnits(store, lacking, year, counting)).map((one) => [one.unit, one]))
    placeYear({ year, own, past, others, cells }, placed)
  }
  const yearsOf = new Map(placed.map(({ unit, years }) => [unit.id, years]))
  // Where the last year has reports of both, both lines stand for themselves.
  const hasEnded = (id: number) => yearsOf.get(id)?.get(asked.to)?.member.inclusion !== 'counted'
  const yearsBefore = (id: number) =>
    before.has(id)
      ? listBefore(id, before)
          .filter(hasEnded)
          .flatMap((one) => yearsOf.get(one) ?? [])
      : []
  const units = placed.map(({ unit, years }): StatisticsUnit => {
    const { id, name, level, kind, precedence, above } = unit
    return { unit: id, name, level, kind, precedence, above, group: places.get(id) as BoardGroup, years, merged: yearsBefore(id) }
  })
  addOnce(units, new Map(watched.map((unit) => [unit.id, unit])))
  return { units, groups }
}

/** Whether a unit is among those asked for. */
export const isChosen = (
  { group, level, kind }: Pick<StatisticsAsk, 'group' | 'level' | 'kind'>,
  unit: Pick<StatisticsUnit, 'group' | 'level' | 'kind'>
): boolean => (group === '' || unit.group.key === group) && (level === '' || unit.level === level) && (kind === '' || unit.kind === kind)

/** Marks what is in the sums of each year, each unit once; which that is depends on who is among the units. */
export function addOnce(units: readonly StatisticsUnit[], tree: ReadonlyMap<number, Pick<Addable, 'above'>>): void {
  const standings = new Map<number, (Addable & { entry: YearEntry })[]>()
  for (const { unit: id, above, years } of units)
    for (const [year, entry] of years) {
      const { isAggregate, owes, member } = entry
      const one = { id, above, isAggregate, owes, isCounted: member.inclusion === 'counted', entry }
      const same = standings.get(year)
      if (same) same.push(one)
      else standings.set(year, [one])
    }
  for (const same of standings.values()) {
    const added = listAdded(same, tree)
    for (const { id, entry } of same) entry.isAdded = added.has(id)
  }
}

/** A unit whose years are being found; `counted`: how it stands to the sums of each year in which it counts. */
type Placed = { unit: UnitInTree; years: Map<number, YearEntry>; counted: NamedMember }

const countedOf = ({ id, name }: UnitInTree): NamedMember => ({ unit: id, name, inclusion: 'counted', reason: '' })

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
  /** What counts of those who owe a report, and what was read in of any. */
  own: ReadonlyMap<number, IndicatorFigure>
  past: ReadonlyMap<number, IndicatorFigure>
  /**
   * How those who owe one, and of whom nothing stands in the class, stand to the sums: asked for as in an aggregate, in past years next
   * to nobody.
   */
  others: ReadonlyMap<number, MemberUnit>
  cells: ReadonlyMap<TemplateId, IndicatorCells>
}

/** One year of all units, into the years of each: what counts of it. */
function placeYear({ year, own, past, others, cells }: Year, placed: readonly Placed[]): void {
  for (const { unit, years, counted } of placed) {
    const { id, kind } = unit
    const [mine, other] = [own.get(id), others.get(id)]
    // Handed in between the two statements: it counts, and what it says is not known yet.
    const figure = mine ?? (other?.source ? undefined : past.get(id))
    const member = figure ? counted : other
    if (!member) continue
    years.set(year, {
      member,
      report: figure?.report ?? other?.source?.report,
      template: figure?.template,
      isPast: figure?.isPast === true,
      isAggregate: (figure?.kind ?? kind) === 'government',
      owes: mine !== undefined || (other !== undefined && other.inclusion !== 'exempt' && other.inclusion !== 'closed'),
      isAdded: false,
      hasCells: figure !== undefined && cells.has(figure.template),
      over: figure?.over ?? null,
      under: figure?.under ?? null
    })
  }
}
