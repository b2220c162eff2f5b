import { notFound } from 'next/navigation'
import { z } from 'zod'
import { listPartsThen } from '@/db/figures/indicator-figures'
import {
  findKeptStatistics,
  type KeptStatistics,
  type KeptUnit,
  keepStatistics as keepRow,
  listVersions
} from '@/db/figures/kept-statistics'
import { findOnForms } from '@/report/statistics/indicators'
import type { StatisticsUnit, YearEntry } from '@/report/statistics/lines'
import { listWatched, mayWatch } from '@/server/board/board'
import type { Passed } from '@/server/gate/gate'
import { readAsk, type StatisticsAsk } from './ask'
import { addOnce, isChosen, type ReadUnits, readUnits } from './read-units'

export const keeping = z.object({ from: z.int(), to: z.int(), counting: z.string().max(20) })

/**
 * Keeps whose reports statistics are of, and in which version, of everybody somebody watches over: what he chose of it, the indicator
 * and the order stand in the address. Answers with the number of what was kept.
 */
export async function keepStatistics(passed: Passed, given: z.output<typeof keeping>) {
  if (!mayWatch(passed)) return { ok: false as const, error: '您没有可以统计的单位' }
  const { from, to, counting } = given
  const asked = readAsk({ from: String(from), to: String(to), counting }, passed.now)
  const { units } = await readUnits(passed, asked)
  const reports = units.flatMap(({ years }) => [...years.values()].flatMap(({ report }) => report ?? []))
  const versions = await listVersions(passed.store, reports)
  const unitOf = new Map(units.map(({ unit, years }) => [years, unit]))
  const kept = await keepRow(passed.store, {
    ...{ by: passed.user.id, on: passed.now, counting: asked.counting, from: asked.from, to: asked.to },
    units: units.map(
      ({ years, merged, group: { key, name }, ...one }): KeptUnit => ({
        ...one,
        group: { key, name },
        merged: merged.flatMap((before) => unitOf.get(before) ?? []),
        years: [...years].map(([year, { member, report, template, isPast, isAggregate, owes }]) => ({
          ...{ year, name: member.name, inclusion: member.inclusion, reason: member.reason, isPast, isAggregate, owes },
          ...{ report, template, version: report === undefined ? undefined : versions.get(report) }
        }))
      })
    )
  })
  return { ok: true as const, kept }
}

export type Kept = KeptStatistics & { byline: string }

/** Statistics that were kept, for whoever kept them or watches over all of their units; anybody else finds none. */
export async function openKept(passed: Passed, id: number): Promise<Kept> {
  const kept = await findKeptStatistics(passed.store, id)
  if (!kept) notFound()
  if (kept.by === passed.user.id) return kept
  const watched = new Set((await listWatched(passed)).units.map((unit) => unit.id))
  return kept.units.every(({ unit }) => watched.has(unit)) ? kept : notFound()
}

/** What is asked of them: years and class are theirs. */
export function askOfKept(asked: StatisticsAsk, { counting, from, to }: Kept): StatisticsAsk {
  const within = (year: number) => Math.min(Math.max(year, from), to)
  return { ...asked, counting, from: within(asked.from), to: within(asked.to) }
}

/** The units of kept statistics, each as it stood then, with what its report said then for the indicator. */
export async function readKeptUnits({ store }: Passed, asked: StatisticsAsk, kept: Kept): Promise<ReadUnits> {
  const cells = findOnForms(asked.indicator)
  const years = kept.units.flatMap((one) => one.years.filter(({ year }) => asked.from <= year && year <= asked.to))
  const versions = new Map(years.flatMap(({ report, version }) => (report === undefined ? [] : [[report, version] as const])))
  const parts = await listPartsThen(store, versions, cells)
  const entryOf = (unit: number, one: KeptUnit['years'][number]): YearEntry => {
    const { name, inclusion, reason, report, version, template, isPast, isAggregate, owes } = one
    const hasCells = template !== undefined && cells.has(template)
    const said = parts.get(report ?? -1) ?? { over: null, under: null }
    return {
      member: { unit, name, inclusion, reason },
      report,
      version,
      template,
      isPast,
      isAggregate,
      owes,
      isAdded: false,
      hasCells,
      ...said
    }
  }
  const yearsOf = new Map(
    kept.units.map((one) => [
      one.unit,
      new Map(
        one.years.flatMap((then) =>
          asked.from <= then.year && then.year <= asked.to ? [[then.year, entryOf(one.unit, then)] as const] : []
        )
      )
    ])
  )
  const all = kept.units.map(
    (one): StatisticsUnit => ({
      ...one,
      years: yearsOf.get(one.unit) ?? new Map(),
      merged: one.merged.flatMap((before) => yearsOf.get(before) ?? [])
    })
  )
  const units = all.filter((one) => isChosen(asked, one))
  addOnce(units, new Map(all.map((one) => [one.unit, one])))
  return { units, groups: [...new Map(all.map(({ group }) => [group.key, group])).values()] }
}
