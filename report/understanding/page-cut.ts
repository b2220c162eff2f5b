import { z } from 'zod'

const point = z.number().min(-5000).max(5000)

/** Rules and texts a cut may have: a strip of three rows has some hundred. */
const MOST = 600

/**
 * A piece of a page as what is drawn there, in points from its upper left corner: rules, texts with the width they take, and the
 * box of what is in question. Plain numbers and texts, so that nothing of a file is ever shown but lines and characters.
 */
export const pageCut = z.object({
  width: point,
  height: point,
  /** x and y of both ends. */
  rules: z.array(z.tuple([point, point, point, point])).max(MOST),
  /** x, y of the base line, width, size and text. */
  texts: z.array(z.tuple([point, point, point, point, z.string().max(400)])).max(MOST),
  /** x, y, width and height. */
  mark: z.tuple([point, point, point, point])
})

/** See `pageCut`. */
export type PageCut = z.output<typeof pageCut>

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
