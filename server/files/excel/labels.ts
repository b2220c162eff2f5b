import { breakLabel } from '@/report/layout/measure'

/** A label in a cell of so many characters of the standard font, broken by meaning, as the programs do not. */
export function breakHead(text: string, width: number): string {
  const { lines, isByMeaning } = breakLabel(text, (width - 1) / 2)
  return isByMeaning ? lines.join('\n') : text
}

/** Spreadsheets do not auto-fit rows of merged cells. A line is 14 pt high, a Chinese character two wide. */
export function heightOf(cells: readonly { text: string; width: number }[]): number {
  const unitsOf = (text: string) => [...text].reduce((sum, character) => sum + (character < '\u2000' ? 1 : 2), 0)
  const lines = cells.map(({ text, width }) =>
    text.split('\n').reduce((sum, one) => sum + Math.max(1, Math.ceil((unitsOf(one) + 1) / (width - 1))), 0)
  )
  return Math.min(409, Math.max(...lines) * 14 + 4)
}
