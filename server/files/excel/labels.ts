import { breakLabel } from '@/report/layout/measure'

/** A longer label is a sentence, and its lines are left to the program. */
const LONGEST_HEAD = 8

/**
 * A label in a cell of so many characters of the standard font, broken between its words and after its numbers. Programs differ in
 * how many characters fit a cell and know nothing of words, so a head that needs several lines has them written.
 */
export function breakHead(text: string, width: number): string {
  const { lines, isByMeaning } = breakLabel(text, (width - 1) / 2)
  return isByMeaning || text.length <= LONGEST_HEAD ? lines.join('\n') : text
}

/** Spreadsheets do not auto-fit rows of merged cells. A line is 14 pt high, a Chinese character two wide. */
export function heightOf(cells: readonly { text: string; width: number }[]): number {
  const unitsOf = (text: string) => [...text].reduce((sum, character) => sum + (character < '\u2000' ? 1 : 2), 0)
  const lines = cells.map(({ text, width }) =>
    text.split('\n').reduce((sum, one) => sum + Math.max(1, Math.ceil((unitsOf(one) + 1) / (width - 1))), 0)
  )
  return Math.min(409, Math.max(...lines) * 14 + 4)
}
