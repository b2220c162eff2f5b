import type { ReportKind } from '@/report/report'
import { type Coverage, coverageOf, type Member } from '@/report/rollup/rollup'
import type { UnitLevel } from '@/report/unit'
import type { Indicator } from './indicators'
import { measure, NO_TASK, OTHER_FORM, type Sums, sayGap } from './measure'

/** A unit's report for a year as it stands to a sum, with what it says for an indicator. */
export type YearEntry = Sums & {
  member: Member
  /** A 历史年报, read in from a file and never handed in here. */
  isPast: boolean
  hasCells: boolean
  /** Whether it is in sums: see `listAdded`. */
  isAdded: boolean
}

/** A unit with its years; a year in which nothing was asked of it and nothing is there is not among them. */
export type StatisticsUnit = {
  unit: number
  name: string
  level: UnitLevel
  kind: ReportKind
  precedence: number | null
  group: { key: string; name: string }
  years: ReadonlyMap<number, YearEntry>
  /** The years of the units that went into it, each body once: its line goes on from theirs. */
  merged: readonly ReadonlyMap<number, YearEntry>[]
}

/** A value or a gap in a table, and what it was made of. */
export type StatisticsCell = { year: number; value: number | null; gap: string; isMerged: boolean } & Sums

/** What one unit says in a year; with it, what was said by units that went into it, so that its years compare. */
export function cellOf(indicator: Indicator, { years, merged }: StatisticsUnit, year: number): StatisticsCell {
  const own = years.get(year)
  const none = { year, value: null, over: null, under: null, isMerged: false }
  if (own && own.member.inclusion !== 'counted') return { ...none, gap: sayGap(own.member.inclusion, own.member.reason) }
  if (own && merged.length === 0) {
    if (!own.hasCells) return { ...none, gap: OTHER_FORM }
    const { value, gap = '' } = measure(indicator, own)
    return { year, over: own.over, under: own.under, value, gap, isMerged: false }
  }
  const others = merged.flatMap((before) => before.get(year) ?? []).filter(({ member }) => member.inclusion === 'counted')
  const all = own ? [own, ...others] : others
  if (all.length === 0) return { ...none, gap: NO_TASK }
  if (all.some(({ hasCells }) => !hasCells)) return { ...none, gap: OTHER_FORM }
  const sums = { over: sumOfAll(all, 'over'), under: sumOfAll(all, 'under') }
  const { value, gap = '' } = measure(indicator, sums)
  return { year, ...sums, value, gap, isMerged: others.length > 0 }
}

/** Null where one of them has none. */
const sumOfAll = (all: readonly YearEntry[], of: keyof Sums): number | null =>
  all.some((entry) => entry[of] === null) ? null : sum(all, of)

/**
 * The sum of many units in a year, or their share computed from sums. `covered` of `of`: in how many of those that owe this cell
 * it is a number; a report without it is missing here, present as it may be.
 */
export type StatisticsTotal = StatisticsCell & { covered: number; of: number; coverage: Coverage; past: number; aggregates: number }

/** Adds up units in a year, each once: see `listAdded`. */
export function totalOf(indicator: Indicator, units: readonly StatisticsUnit[], year: number): StatisticsTotal {
  const added: YearEntry[] = []
  const summed: YearEntry[] = []
  let aggregates = 0
  // One pass: three thousand units stand in a dozen totals of each of five years.
  for (const { years } of units) {
    const entry = years.get(year)
    if (!entry) continue
    if (!entry.isAdded) {
      aggregates++
      continue
    }
    added.push(entry)
    if (entry.member.inclusion === 'counted' && entry.over !== null && (!indicator.under || entry.under !== null)) summed.push(entry)
  }
  const coverage = coverageOf(added.map(({ member }) => member))
  const sums: Sums =
    summed.length === 0 ? { over: null, under: null } : { over: sum(summed, 'over'), under: indicator.under ? sum(summed, 'under') : null }
  const { value, gap = '' } = measure(indicator, sums)
  const isOtherForm = added.length > 0 && added.every(({ member, hasCells }) => member.inclusion === 'counted' && !hasCells)
  return {
    ...{ year, value, ...sums, isMerged: false, covered: summed.length, of: coverage.of, coverage },
    gap: value !== null || summed.length > 0 ? gap : coverage.of === 0 ? NO_TASK : isOtherForm ? OTHER_FORM : '无数据',
    past: summed.filter(({ isPast }) => isPast).length,
    aggregates
  }
}

function sum(entries: readonly YearEntry[], of: keyof Sums): number {
  const whole = entries.reduce((so, entry) => so + (entry[of] ?? 0), 0)
  if (!Number.isSafeInteger(whole)) throw new RangeError('a sum is beyond what a number holds exactly')
  return whole
}
