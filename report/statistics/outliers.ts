import { LEVEL_NAMES, type UnitLevel } from '@/report/unit'
import type { Indicator } from './indicators'
import { printMeasured } from './measure'

/** A unit's values of an indicator by year, the last one of the year asked for; null where it has none. */
export type UnitValues = { unit: number; name: string; level: UnitLevel; cells: readonly { value: number | null }[] }

/** 异常值: a value far from the unit's own earlier ones, or from those of its level; why, in one sentence. */
export type Outlier = { unit: number; against: 'history' | 'peers'; distance: number; sentence: string }

/** So many earlier years, and so many peers, before anything is called unusual. */
const LEAST_YEARS = 3
const LEAST_PEERS = 8

/** The value below which a part of the sorted values lies, interpolated. */
function quantileOf(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  return low + ((sorted[below + 1] ?? low) - low) * (place - below)
}

/** The middle half of values, and their middle. */
export type Spread = { low: number; middle: number; high: number; count: number }

/** Their quartiles, interpolated; undefined of no values. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) return undefined
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantileOf(sorted, part)) as [number, number, number]
  return { low, middle, high, count: sorted.length }
}

/**
 * What is unusual in a year, the farthest first. Far means more than three times the middle half away from it (Tukey's outer
 * fence), and by what matters: ten percentage points of a share, five pieces and half the middle of a number.
 */
export function listOutliers(indicator: Pick<Indicator, 'kind' | 'name'>, units: readonly UnitValues[], year: number): Outlier[] {
  const peers = new Map<UnitLevel, Spread>()
  for (const level of new Set(units.map((one) => one.level))) {
    const spread = spreadOf(units.flatMap((one) => (one.level === level ? (lastOf(one) ?? []) : [])))
    if (spread && spread.count > LEAST_PEERS) peers.set(level, spread)
  }
  const print = (value: number) => printMeasured(indicator, indicator.kind === 'share' ? value : Math.round(value))
  const found = units.flatMap((one): Outlier[] => {
    const value = lastOf(one)
    if (value === null) return []
    const earlier = one.cells.slice(0, -1).flatMap((past) => past.value ?? [])
    const own = earlier.length >= LEAST_YEARS ? spreadOf(earlier) : undefined
    const level = peers.get(one.level)
    const is = `${one.name} ${year} 年${indicator.name}为 ${print(value)}`
    const said: (Outlier | undefined)[] = [
      own && {
        ...{ unit: one.unit, against: 'history', distance: distanceOf(indicator, value, own) },
        sentence: `${is}，此前 ${earlier.length} 年在 ${print(Math.min(...earlier))} 至 ${print(Math.max(...earlier))} 之间。`
      },
      level && {
        ...{ unit: one.unit, against: 'peers', distance: distanceOf(indicator, value, level) },
        sentence: `${is}，${level.count} 个${LEVEL_NAMES[one.level]}单位中居中的一半在 ${print(level.low)} 至 ${print(level.high)} 之间。`
      }
    ]
    return said.flatMap((outlier) => (outlier && outlier.distance > 0 ? [outlier] : []))
  })
  return found.sort((a, b) => b.distance - a.distance || a.unit - b.unit)
}

const lastOf = ({ cells }: UnitValues) => cells.at(-1)?.value ?? null

/** How far outside the fence, in widths of what matters; 0: not outside. */
function distanceOf({ kind }: Pick<Indicator, 'kind'>, value: number, { low, middle, high }: Spread): number {
  const matters = kind === 'share' ? 0.1 : Math.max(kind === 'count' || kind === 'change' ? 5 : 0, Math.abs(middle) / 2)
  const width = Math.max(3 * (high - low), matters)
  const beyond = Math.max(value - high, low - value)
  return beyond > width ? beyond / Math.max(width, Number.MIN_VALUE) : 0
}
