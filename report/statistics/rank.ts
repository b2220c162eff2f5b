/** A place in a ranking: equals share it, and whoever comes after them is as far down as there are before him. */
export type Ranked<T> = { one: T; rank: number | null; isTied: boolean }

/**
 * Ranks by a value, the highest first unless `isRising`; equals share a place and stand in the order of `compare`, so that the
 * same figures give the same order each time. What has no value comes last and has no place.
 */
export function rankBy<T>(
  all: readonly T[],
  measureOf: (one: T) => number | null,
  compare: (a: T, b: T) => number,
  isRising = false
): Ranked<T>[] {
  const sign = isRising ? 1 : -1
  const valued = all.flatMap((one) => {
    const value = measureOf(one)
    return value === null ? [] : [{ one, value }]
  })
  valued.sort((a, b) => sign * (a.value - b.value) || compare(a.one, b.one))
  const often = new Map<number, number>()
  for (const { value } of valued) often.set(value, (often.get(value) ?? 0) + 1)
  let rank = 0
  const placed = valued.map(({ one, value }, i): Ranked<T> => {
    if (value !== valued[i - 1]?.value) rank = i + 1
    return { one, rank, isTied: (often.get(value) ?? 0) > 1 }
  })
  const rest = all.filter((one) => measureOf(one) === null).sort(compare)
  return [...placed, ...rest.map((one) => ({ one, rank: null, isTied: false }))]
}

/** `3`, `3（并列）`, or nothing. */
export const sayRank = ({ rank, isTied }: Pick<Ranked<unknown>, 'rank' | 'isTied'>): string =>
  rank === null ? '' : isTied ? `${rank}（并列）` : String(rank)
