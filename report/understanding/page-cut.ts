import { z } from 'zod'

const point = z.number().min(-5000).max(5000)

/** Rules and texts a cut may have: a strip of three rows has some hundred. */
export const MOST_IN_CUT = 600

/**
 * A piece of a page as what is drawn there, in points from its upper left corner: rules, texts with the width they take, and the
 * box of what is in question. Plain numbers and texts, so that nothing of a file is ever shown but lines and characters.
 */
export const pageCut = z.object({
  width: point,
  height: point,
  /** x and y of both ends. */
  rules: z.array(z.tuple([point, point, point, point])).max(MOST_IN_CUT),
  /** x, y of the base line, width, size and text. */
  texts: z.array(z.tuple([point, point, point, point, z.string().max(400)])).max(MOST_IN_CUT),
  /** x, y, width and height. */
  mark: z.tuple([point, point, point, point])
})

/** See `pageCut`. */
export type PageCut = z.output<typeof pageCut>
