import type { FoundCell } from '@/report/understanding/found'

/** A cell between two vertical lines, in any unit of length; `continues`: it is the lower part of the cell above. */
export type EdgedCell = { text: string; left: number; right: number; continues?: boolean }

/**
 * Rows of cells that know only where they begin and end, as cells with spans: every line at which any cell of the table ends
 * is a column. Lines nearer to each other than `tolerance` are one.
 */
export function layEdges(rows: readonly (readonly EdgedCell[])[], tolerance: number): FoundCell[][] {
  const edges: number[] = []
  const all = rows.flatMap((row) => row.flatMap(({ left, right }) => [left, right])).sort((a, b) => a - b)
  for (const edge of all) if (edges.length === 0 || edge - (edges.at(-1) ?? 0) > tolerance) edges.push(edge)
  const column = (edge: number) =>
    Math.max(
      0,
      edges.findLastIndex((one) => one <= edge)
    )
  let above = new Map<number, FoundCell>()
  return rows.map((row) => {
    const here = new Map<number, FoundCell>()
    const line: FoundCell[] = []
    let next = 0
    for (const { text, left, right, continues } of row) {
      const [from, to] = [Math.max(column(left), next), Math.max(column(right), next + 1)]
      if (from > next) line.push({ text: '', colspan: from - next, rowspan: 1 })
      const upper = continues ? above.get(from) : undefined
      if (upper) {
        upper.rowspan++
        if (text.trim()) upper.text += `\n${text}`
      }
      const cell = upper ?? { text, colspan: to - from, rowspan: 1 }
      if (!upper) line.push(cell)
      here.set(from, cell)
      next = to
    }
    above = here
    return line
  })
}
