import { placeName } from '@/report/finding'
import type { Expected, FileDifference } from '@/server/files/compare-document'
import { guardFormula, printedCells } from './csv'

/** Where the lines of a CSV file of ours differ from the report; 位置 names the cell. */
export function compareLines(rows: readonly string[][], { report, template }: Expected): FileDifference[] {
  const found = new Map(rows.slice(1).map((row) => [row[6], row[5] ?? '']))
  return printedCells(report).flatMap(({ at, text }) => {
    const [expected, read] = [guardFormula(text), found.get(at) ?? '']
    return expected === read ? [] : [{ place: `“${placeName(template, at)}”`, expected, found: read }]
  })
}
