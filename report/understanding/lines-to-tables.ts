import { bareLabel } from '@/report/reading/read-labels'
import type { FoundBlock, FoundCell, FoundTable } from './found'
import { isNumber } from './tables/cell-texts'
import type { KnownLines } from './tables/known-lines'

const DASH = /^(?:[/／\\—–-]{1,2}|无)$/
const isValue = (text: string) => isNumber(text) || DASH.test(text)

/**
 * Tables that were copied as lines of text become tables again: cells apart by tabs or wide spaces, a label with its numbers
 * behind it, or one value a line below its label. Values that run into each other stay the text of one cell.
 */
export function linesToTables(known: KnownLines, blocks: readonly FoundBlock[]): FoundBlock[] {
  const out: FoundBlock[] = []
  let run: { cells: string[]; block: FoundBlock; line: string }[] = []
  const close = () => {
    const isTable =
      run.some(({ cells }) => cells.length > 1 && cells.some((cell) => known.rows.has(bareLabel(cell)) && cell !== '')) || isUpright(run)
    if (isTable)
      out.push({
        is: 'table',
        rows: gatherRows(
          known,
          run.map(({ cells }) => cells)
        ),
        where: run[0]?.block.where
      })
    else for (const { block, line } of run) out.push({ is: 'text', text: line, where: block.where })
    run = []
  }
  const isUpright = (lines: typeof run) =>
    lines.filter(
      ({ cells: [only = '', ...more] }, i) => more.length === 0 && known.rows.has(bareLabel(only)) && isValue(lines[i + 1]?.cells[0] ?? '')
    ).length > 1
  for (const block of blocks) {
    if (block.is === 'table') {
      close()
      out.push(block)
      continue
    }
    for (const line of block.text.split('\n')) {
      const cells = divide(known, line)
      if (cells) run.push({ cells, block, line })
      else {
        close()
        out.push({ is: 'text', text: line, where: block.where })
      }
    }
  }
  close()
  return out
}

/** The cells of a line that can be part of a table. */
function divide(known: KnownLines, line: string): string[] | undefined {
  const isLabel = (text: string) => known.all.has(bareLabel(text)) && text.trim() !== ''
  const isRow = (cells: readonly string[]) =>
    cells.length > 1 &&
    (cells.some((cell) => isValue(cell)) || cells.every((cell) => cell === '' || isLabel(cell))) &&
    cells.some((cell) => cell !== '')
  const trimmed = line.trim()
  if (trimmed === '' || trimmed.length > 400) return undefined
  for (const separator of ['\t', /\s{2,}/]) {
    const cells = (separator === '\t' ? line : trimmed).split(separator).map((cell) => cell.trim())
    if (isRow(cells)) return cells
  }
  const tokens = trimmed.split(/\s+/)
  const first = tokens.findIndex((_token, i) => i > 0 && tokens.slice(i).every(isValue))
  const label = tokens.slice(0, first).join('')
  if (first > 0 && isLabel(label)) return [label, ...tokens.slice(first)]
  return isLabel(trimmed) || isValue(trimmed) ? [trimmed] : undefined
}

/** Values that stand one a line below a label go into its row. */
function gatherRows(known: KnownLines, lines: readonly (readonly string[])[]): FoundTable['rows'] {
  const rows: string[][] = []
  let open: string[] | undefined
  for (const line of lines) {
    const [only = '', ...more] = line
    if (more.length === 0 && isValue(only) && open) open.push(only)
    else {
      rows.push([...line])
      open = more.length === 0 && known.rows.has(bareLabel(only)) ? rows.at(-1) : undefined
    }
  }
  return rows.map((row) => row.map((text): FoundCell => ({ text, colspan: 1, rowspan: 1 })))
}
