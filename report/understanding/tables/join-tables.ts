import { bareLabel } from '@/report/reading/read-labels'
import { cellsIn, type FoundBlock, type FoundCell, type FoundTable, layFound } from '@/report/understanding/found'
import { isNumber } from './cell-texts'
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
    if (isOpen && last && last.where !== block.where) {
      const { above, below } = joinRows(known, last.rows, block.rows)
      const isSame = widthOf(above) === widthOf(below)
      tables[tables.length - 1] = { ...last, rows: isSame ? [...above, ...below] : above }
      if (!isSame) tables.push({ ...block, rows: below })
    } else tables.push(block)
    isOpen = true
  }
  return tables
}

type Rows = FoundTable['rows']

const widthOf = (rows: Rows) => (layFound(rows) ?? []).reduce((most, line) => Math.max(most, line.length), 0)

/** Two pieces of a table, with the row that the page cut in the upper one. */
function joinRows(known: KnownLines, above: Rows, below: Rows): { above: Rows; below: Rows } {
  const asTheyAre = { above, below }
  const upper = cellsIn(layFound(above)?.at(-1) ?? [])
  const lower = cellsIn(layFound(below)?.[0] ?? [])
  if (upper.length === 0 || upper.length !== lower.length) return asTheyAre
  const label = (row: typeof upper) => row.findLastIndex(({ cell }) => /\p{Script=Han}/u.test(cell.text))
  const i = Math.max(label(upper), label(lower))
  const [a, b] = [upper[i]?.cell.text ?? '', lower[i]?.cell.text ?? '']
  const isLabel = (text: string) => known.rows.has(bareLabel(text))
  const isCut = isLabel(a + b) && !(isLabel(a) && isLabel(b)) && !(a.trim() && b.trim() && isLabel(b))
  const numbers = upper.slice(i + 1).map(({ cell }, n) => [cell.text.trim(), lower[i + 1 + n]?.cell.text.trim() ?? ''] as const)
  const isRow = i >= 0 && isCut && numbers.some((pair) => pair.some((text) => isNumber(text)))
  if (!isRow && !isHeadCut(known, upper, lower)) return asTheyAre
  const whole = new Map<FoundCell, FoundCell>()
  upper.forEach(({ cell }, n) => {
    const rest = lower[n]?.cell.text ?? ''
    // A number cut in two stays two lines: nobody knows whether they are one.
    const isCutNumber = n > i && cell.text.trim() !== '' && rest.trim() !== ''
    whole.set(cell, { ...cell, text: cell.text + (isCutNumber ? '\n' : '') + rest })
  })
  // A cell that reaches down into other rows stays with them, a heading with all of its name.
  const nameOf = new Map(lower.map(({ cell }, n) => [cell, isRow ? cell.text : (upper[n]?.cell.text ?? '') + cell.text]))
  const rest = (below[0] ?? []).map((cell) => ({ ...cell, text: cell.rowspan > 1 ? (nameOf.get(cell) ?? cell.text) : '' }))
  const isAlone = (below[0] ?? []).every(({ rowspan }) => rowspan === 1)
  return {
    above: above.map((row) => row.map((cell) => whole.get(cell) ?? cell)),
    below: isAlone ? below.slice(1) : [rest, ...below.slice(1)]
  }
}

/** Whether a row of headings was cut: of every two texts above each other only both together are a label of the form. */
function isHeadCut(known: KnownLines, upper: ReturnType<typeof cellsIn>, lower: ReturnType<typeof cellsIn>): boolean {
  const isLabel = (text: string) => known.all.has(bareLabel(text))
  const both = upper
    .map(({ cell }, n) => [cell.text, lower[n]?.cell.text ?? ''] as const)
    .filter(([a, b]) => a.trim() !== '' && b.trim() !== '')
  return both.length > 0 && both.every(([a, b]) => isLabel(a + b)) && !both.some(([, b]) => isLabel(b))
}
