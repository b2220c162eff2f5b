import { words } from '@/report/reading/read-labels'
import { isNumber, isWords } from './cell-texts'
import { cellsIn, type FoundBlock, type FoundCell, type FoundTable, layFound } from './found'
import type { KnownLines } from './known-lines'

/** `- 4 -`, `第 4 页`, and other lines that stand on a page for its own sake. */
export const isFurniture = (text: string) =>
  /^(?:[-—–－·\s]*\d{1,3}[-—–－·\s]*|第\s*\d+\s*页.{0,12}|\d+\s*[/／]\s*\d+)$/.test(text.normalize('NFKC').trim())

/**
 * The tables of a file as they were before a page cut them: pieces with as many columns and nothing but page numbers between
 * them go on with each other, and a row cut in two is one again if only the whole is a label of the form.
 */
export function joinTables(known: KnownLines, blocks: readonly FoundBlock[]): FoundTable[] {
  const tables: FoundTable[] = []
  let isOpen = false
  for (const block of blocks) {
    if (block.is === 'text') {
      if (!isFurniture(block.text)) isOpen = false
      continue
    }
    const last = tables.at(-1)
    const rows = isOpen && last && last.where !== block.where ? joinRows(known, last.rows, block.rows) : undefined
    if (rows && last) tables[tables.length - 1] = { ...last, rows }
    else tables.push(block)
    isOpen = true
  }
  return tables
}

type Rows = FoundTable['rows']

function joinRows(known: KnownLines, above: Rows, below: Rows): Rows | undefined {
  const [first, second] = [layFound(above), layFound(below)]
  const width = (grid: typeof first) => Math.max(0, ...(grid ?? []).map((line) => line.length))
  if (!first || !second || width(first) !== width(second)) return undefined
  const [upper, lower] = [cellsIn(first.at(-1) ?? []), cellsIn(second[0] ?? [])]
  if (upper.length !== lower.length || upper.some(({ column }, i) => column !== lower[i]?.column)) return [...above, ...below]
  const label = (row: typeof upper) => row.findLastIndex(({ cell }) => isWords(cell.text))
  const i = Math.max(label(upper), label(lower))
  const [a, b] = [upper[i]?.cell.text ?? '', lower[i]?.cell.text ?? '']
  const isLabel = (text: string) => known.rows.has(words(text))
  const isCut = isLabel(a + b) && !(isLabel(a) && isLabel(b)) && !(a.trim() && b.trim() && isLabel(b))
  const numbers = upper.slice(i + 1).map(({ cell }, n) => [cell.text.trim(), lower[i + 1 + n]?.cell.text.trim() ?? ''] as const)
  const isFree = numbers.every(([one, other]) => one === '' || other === '') || numbers.every(([one]) => one === '')
  if (i < 0 || !isCut || !isFree || !numbers.some((pair) => pair.some((text) => isNumber(text)))) return [...above, ...below]
  const whole = new Map<FoundCell, FoundCell>()
  upper.forEach(({ cell }, n) => {
    const other = lower[n]?.cell.text ?? ''
    whole.set(cell, { ...cell, text: cell.text + other })
  })
  const isAlone = lower.every(({ cell }) => cell.rowspan === 1)
  const rest = isAlone
    ? below.slice(1)
    : [
        (below[0] ?? []).flatMap((cell) => (cell.rowspan > 1 ? [{ ...cell, rowspan: cell.rowspan }] : [{ ...cell, text: '' }])),
        ...below.slice(1)
      ]
  return [...above.map((row) => row.map((cell) => whole.get(cell) ?? cell)), ...rest]
}
