import type { Comparison, ImportPlace } from '@/report/understanding/plan-import'

/** How a comparison looks beside its colour: a sign and a word. */
export const COMPARISONS: Record<Comparison, { sign: string; words: string }> = {
  new: { sign: '＋', words: '新' },
  same: { sign: '＝', words: '相同' },
  different: { sign: '≠', words: '不同' },
  unclear: { sign: '？', words: '存疑' },
  missing: { sign: '○', words: '未找到' }
}

export const COMPARISON_NAMES = Object.keys(COMPARISONS) as Comparison[]

/** How many places there are of each, in words: `新 12 处`; those there are none of are left out. */
export function countPlaces(places: readonly ImportPlace[]): { is: Comparison; says: string }[] {
  return COMPARISON_NAMES.flatMap((is) => {
    const count = places.filter((place) => place.is === is).length
    return count > 0 ? [{ is, says: `${COMPARISONS[is].sign} ${COMPARISONS[is].words} ${count} 处` }] : []
  })
}
