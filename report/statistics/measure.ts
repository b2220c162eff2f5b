import { printAmount } from '@/report/input'
import { type Inclusion, sayInclusion } from '@/report/rollup/inclusion'
import type { Indicator } from './indicators'

/**
 * What a cell or a share comes to: the sum above and below the line, in last decimals; `null` where there is none, NaN where a number
 * does not hold it exactly: a wrong sum is worse than none.
 */
export type Sums = { over: number | null; under: number | null }

/** A value of an indicator, or why there is none: a gap is never a zero. A share is a fraction, all else an amount. */
export type Measured = { value: number; gap?: undefined } | { value: null; gap: string }

/** Always of sums: a share of many units is computed from theirs, never averaged. */
export function measure({ under: isShare }: Pick<Indicator, 'under'>, { over, under }: Sums): Measured {
  if (over === null || (isShare && under === null)) return { value: null, gap: '未填' }
  if (Number.isNaN(over) || (isShare && Number.isNaN(under))) return { value: null, gap: TOO_LARGE }
  if (!isShare) return { value: over }
  return under === 0 ? { value: null, gap: '分母为 0' } : { value: over / (under as number) }
}

/** Adds to a sum, which once inexact stays so. */
export function addExactly(sum: number | null, amount: number): number {
  const whole = (sum ?? 0) + amount
  return Number.isSafeInteger(whole) ? whole : Number.NaN
}

/** Why a unit is in no sum of a year, in the words of a table. */
export const sayGap = (inclusion: Inclusion, reason: string): string =>
  `${inclusion === 'missing' ? '未计入：' : ''}${sayInclusion(inclusion, reason)}`

/** A sum beyond what a number holds exactly. */
const TOO_LARGE = '过大，不作合计'
/** Nothing was asked of it in that year, and nothing of it is there. */
export const NO_TASK = '当年无任务'
/** The form of that year has no such cell. */
export const OTHER_FORM = '表式不同'

/** `61.5%`, `1204`, `3.5`: as tables show it; the unit stands in their head. */
export function printMeasured({ kind }: Pick<Indicator, 'kind'>, value: number): string {
  return kind === 'share' ? `${(value * 100).toFixed(1)}%` : printAmount(value, kind)
}

const UNITS: Record<Indicator['kind'], string> = { share: '', count: '', change: '', fee: '万元', money: '元' }

/** The name with the unit it is counted in, where that is not pieces. */
export const nameWithUnit = ({ name, kind }: Pick<Indicator, 'name' | 'kind'>): string => (UNITS[kind] ? `${name}（${UNITS[kind]}）` : name)

/** How a value stands to last year's: percentage points of a share, percent of the rest; from zero there is no growth. */
export function sayGrowth({ kind }: Pick<Indicator, 'kind'>, now: number | null, before: number | null): string {
  if (now === null || before === null) return ''
  if (now === before) return '持平'
  const sign = now > before ? '+' : '−'
  if (kind === 'share') return `${sign}${Math.abs((now - before) * 100).toFixed(1)} 个百分点`
  if (before === 0) return '上年为 0'
  return `${sign}${Math.abs(((now - before) / before) * 100).toFixed(1)}%`
}
