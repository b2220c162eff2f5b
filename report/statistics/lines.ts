import type { ReportKind } from '@/report/report'
import { type Coverage, coverageOf, type NamedMember } from '@/report/rollup/rollup'
import type { TemplateId } from '@/report/template'
import type { UnitLevel } from '@/report/unit'
import type { Indicator } from './indicators'
import { addExactly, measure, NO_TASK, OTHER_FORM, type Sums, sayGap } from './measure'

/** A unit's report for a year as it stands to a sum, with what it says for an indicator. */
export type YearEntry = Sums & {
  member: NamedMember
  /** The revision that counts, of statistics that were kept with the version of its snapshot, and its form. */
  report?: number
  version?: number
  template?: TemplateId
  /** Whether it is an aggregate, and whether the unit owes a report: what `listAdded` goes by. */
  isAggregate: boolean
  owes: boolean
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
  above: number | null
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
  if (own && own.member.inclusion !== 'counted') return none(year, sayGap(own.member.inclusion, own.member.reason))
  if (own && merged.length === 0) {
    if (!own.hasCells) return none(year, OTHER_FORM)
    const { value, gap = '' } = measure(indicator, own)
    return { year, ...keepExact(own), value, gap, isMerged: false }
  }
  const others = merged.flatMap((before) => before.get(year) ?? []).filter(({ member }) => member.inclusion === 'counted')
  const all = own ? [own, ...others] : others
  if (all.length === 0) return none(year, NO_TASK)
  if (all.some(({ hasCells }) => !hasCells)) return none(year, OTHER_FORM)
  const sums = { over: sumOfAll(all, 'over'), under: sumOfAll(all, 'under') }
  const { value, gap = '' } = measure(indicator, sums)
  return { year, ...keepExact(sums), value, gap, isMerged: others.length > 0 }
}

const none = (year: number, gap: string): StatisticsCell => ({ year, over: null, under: null, value: null, gap, isMerged: false })

/** Null where one of them has none. */
const sumOfAll = (all: readonly YearEntry[], of: keyof Sums): number | null =>
  all.some((entry) => entry[of] === null) ? null : all.reduce<number | null>((sum, entry) => addExactly(sum, entry[of] ?? 0), null)

/** What is not exact is shown nowhere. */
const keepExact = ({ over, under }: Sums): Sums => ({
  over: Number.isNaN(over) ? null : over,
  under: Number.isNaN(under) ? null : under
})

/**
 * The sum of many units in a year, or their share computed from sums. `covered` of `of`: in how many of those that owe this cell
 * it is a number; a report without it is missing here, present as it may be.
 */
export type StatisticsTotal = StatisticsCell & { covered: number; of: number; coverage: Coverage; past: number; aggregates: number }

/** Adds up units in a year, each once: see `listAdded`. */
export function totalOf(indicator: Indicator, units: readonly StatisticsUnit[], year: number): StatisticsTotal {
  const added: NamedMember[] = []
  const sums: Sums = { over: null, under: null }
  let [covered, past, aggregates, isOtherForm] = [0, 0, 0, true]
  // One pass: three thousand units stand in a dozen totals of each of five years.
  for (const { years } of units) {
    const entry = years.get(year)
    if (!entry) continue
    if (!entry.isAdded) {
      aggregates++
      continue
    }
    const { member, over, under, hasCells } = entry
    added.push(member)
    const isCounted = member.inclusion === 'counted'
    if (!isCounted || hasCells) isOtherForm = false
    if (!isCounted || over === null || (indicator.under && under === null)) continue
    covered++
    if (entry.isPast) past++
    sums.over = addExactly(sums.over, over)
    if (indicator.under) sums.under = addExactly(sums.under, under ?? 0)
  }
  const coverage = coverageOf(added)
  const { value, gap = '' } = measure(indicator, sums)
  return {
    ...{ year, value, ...keepExact(sums), isMerged: false, covered, of: coverage.of, coverage, past, aggregates },
    gap: value !== null || covered > 0 ? gap : coverage.of === 0 ? NO_TASK : added.length > 0 && isOtherForm ? OTHER_FORM : '无数据'
  }
}
