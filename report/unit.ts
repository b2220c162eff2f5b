import { type Chain, STEPS } from './status'

/** Where a unit stands in the tree; how it reports is its kind. */
export const UNIT_LEVELS = ['province', 'city', 'county', 'department', 'town'] as const
export type UnitLevel = (typeof UNIT_LEVELS)[number]

export const LEVEL_NAMES: Record<UnitLevel, string> = {
  province: '省',
  city: '市',
  county: '县区',
  department: '部门',
  town: '乡镇街道'
}

/** The steps inside a unit in words, as lists and rosters show them. */
export function chainWords(chain: Chain): string {
  return STEPS.filter(({ state }) => chain.includes(state))
    .map(({ name }) => name)
    .join('、')
}

/** Whether a unit still owes a report due on a day: one that was closed by then is not missing. */
export function owesReport({ closedOn }: { closedOn: string | null }, due: string): boolean {
  return closedOn === null || closedOn > due
}
