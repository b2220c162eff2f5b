import type { Reader } from '@/db/engine/client'
import type { Filing } from '@/db/reports/reports'
import { findChanged, includeUnits, listChanged, listContributors, listMembers, type MemberUnit } from '@/db/workflow/members'
import { PAST_REVISION } from '@/report/report'
import { type Coverage, coverageOf, sayCoverage } from '@/report/rollup/rollup'
import { COUNTED, STATE_CLASSES } from '@/report/rollup/state-class'
import { isIn } from '@/report/workflow/states'

/** How many members that are missing the band names; all of them stand in 汇总构成. */
export const NAMED = 5

/** What form and review say of an aggregate: what its sums cover, and how many members changed since they were taken. */
export type ToldSums = { words: string; counting: string; isComplete: boolean; isSummed: boolean; changed: number }

/** Undefined for a report that adds up nobody. `known`: its members, where they were read already. */
export async function tellSums(reader: Reader, filing: Filing, known?: readonly MemberUnit[]): Promise<ToldSums | undefined> {
  if (filing.kind !== 'government' || filing.revision === PAST_REVISION) return undefined
  const taken = await listContributors(reader, filing.id)
  const counting = STATE_CLASSES[filing.counting ?? COUNTED].name
  if (taken.length > 0) {
    const coverage = await tellReasons(reader, filing, coverageOf(taken), known)
    const changed = known ? listChanged(taken, known) : await findChanged(reader, filing)
    const words = sayCoverage(coverage, NAMED)
    return { words, counting, isComplete: coverage.uncovered.length === 0, isSummed: true, changed: changed.length }
  }
  const members = known ?? (await listMembers(reader, filing))
  if (members.length === 0) return undefined
  const { of, uncovered } = coverageOf(members)
  return { words: `有 ${of} 个成员单位，尚未汇总`, counting, isComplete: uncovered.length === 0, isSummed: false, changed: 0 }
}

/**
 * Who is not in the sums as they were taken, with where each stands now: 已退回 is handed in again, and nobody takes the sums for that.
 * Of what is settled it stays as it was.
 */
async function tellReasons(
  reader: Reader,
  filing: Filing,
  coverage: Coverage,
  known: readonly MemberUnit[] | undefined
): Promise<Coverage> {
  if (isIn(filing.state, 'settled')) return coverage
  const units = coverage.uncovered.map(({ unit }) => unit)
  const members = known ?? (await includeUnits(reader, units, filing.year, filing.counting ?? COUNTED))
  const now = new Map(members.map((one) => [one.unit, one]))
  const uncovered = coverage.uncovered.map((one) => {
    const is = now.get(one.unit)
    return is?.inclusion === one.inclusion ? { ...one, reason: is.reason } : one
  })
  return { ...coverage, uncovered }
}
