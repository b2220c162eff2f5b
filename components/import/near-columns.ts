import type { PageCut } from '@/report/understanding/page-cut'

/** Points of a row a phone shows so large that they can be read. */
const NEAR = 240

/**
 * The whole columns around the mark that fit on a phone, from left to right: where the strip would be too small to read, and a piece
 * that begins in the middle of a character would be read wrongly.
 */
export function nearColumns({ width, rules, mark: [left, top, wide, high] }: PageCut): readonly [from: number, to: number] {
  const middle = top + high / 2
  const crossing = rules.flatMap(([x1, y1, x2, y2]) => (x1 === x2 && Math.min(y1, y2) <= middle && middle <= Math.max(y1, y2) ? [x1] : []))
  const before = [0, ...crossing.filter((x) => x <= left + 1)].sort((a, b) => b - a)
  const behind = [...crossing.filter((x) => x >= left + wide - 1), width].sort((a, b) => a - b)
  let [from, to] = [before.shift() ?? 0, behind.shift() ?? width]
  // One column on either side in turn, what lies before first: it says more of which row this is.
  for (let hasRoom = true; hasRoom; ) {
    hasRoom = false
    if (before[0] !== undefined && to - before[0] <= NEAR) {
      from = before.shift() as number
      hasRoom = true
    }
    if (behind[0] !== undefined && behind[0] - from <= NEAR) {
      to = behind.shift() as number
      hasRoom = true
    }
  }
  return [from, to]
}
