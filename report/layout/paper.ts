// The printed page as GB/T 9704 has it. Word and PDF read their measures here and nowhere else. Lengths in points.

const mm = (millimetres: number) => (millimetres * 72) / 25.4

/** A4 with a type area of 156 mm × 225 mm: 22 lines of 28 characters. */
export const PAPER = {
  width: mm(156),
  height: mm(225),
  top: mm(37),
  bottom: mm(35),
  left: mm(28),
  right: mm(26),
  lines: 22,
  characters: 28
} as const

/** From one line of text to the next. */
export const PITCH = PAPER.height / PAPER.lines

/** What is free between two lines of text. */
export const LEADING = PITCH - PAPER.width / PAPER.characters

/** 二号: the title, a line and from line to line. */
export const TITLE = { size: 22, pitch: 35 } as const

/** What is free between a heading and its table, and between a table and its note. */
export const TABLE_GAP = 6

/** The lines of a table; what they add to the height of its rows. */
export const RULE = 0.5

/** 五号: a note under a table. */
export const NOTE = { size: 10.5, pitch: 16 } as const

/** 版头: lines of text the line with 发文字号 and what is free below it fill; from it to the red line below, in points. */
export const LETTERHEAD = { lines: 4, rule: mm(4) } as const

/** 四号: 抄送 at the foot of the last page; `hang`: characters before its organs, `padding`: free above and below. */
export const COPIES = { size: 14, pitch: 22, padding: 5, hang: 4, rule: mm(0.35) } as const

/** Where to check a published file: its picture, what is free beside it, the size of its words, the width of a letter of them in em. */
export const SEAL = { picture: mm(13), gap: mm(2), size: 7.5, letter: 0.55 } as const

/** The title on 封面, a line and from line to line; what is free above it, and where the name of the unit stands. */
export const COVER = { size: 26, pitch: 46, above: mm(45), unit: mm(190) } as const

/** Room kept at the left and right of a cell: labels want more than figures. */
export const CELL_MARGIN = { label: 2.5, value: 1 } as const

/** How close a table is set: its type, from line to line in a cell, and what is free above and below in each row. */
export type Density = { size: number; pitch: number; padding: number }

const FIVE = { size: 10.5, pitch: 13 }
const BETWEEN = { size: 9.5, pitch: 12 }
const SMALL_FIVE = { size: 9, pitch: 11.5 }

/**
 * From the one wished for to the one that is barely acceptable: 五号, and no smaller than 小五; then the loose ones, for a
 * table that stands on a page of its own and does not fill half of it.
 */
export const DENSITIES: readonly Density[] = [
  { ...FIVE, padding: 4 },
  { ...FIVE, padding: 2.5 },
  { ...FIVE, padding: 1.5 },
  { ...BETWEEN, padding: 3 },
  { ...BETWEEN, padding: 1.5 },
  { ...SMALL_FIVE, padding: 2 },
  { ...SMALL_FIVE, padding: 1 },
  { ...FIVE, padding: 6.5 },
  { ...FIVE, padding: 9 }
]

/** No page but the last is filled less than this. A little more than half, since text may run a line shorter. */
export const LEAST_FULL = 0.52
