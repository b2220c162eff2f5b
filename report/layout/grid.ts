/** One drawn cell of any table; the cells it covers are left out, as in HTML. */
export type Spanning = { colspan: number; rowspan: number }

/** Where a cell lies: its upper left corner in the grid. */
export type PlacedCell<C> = { cell: C; row: number; column: number }

/**
 * Lays rows of spanning cells into a grid of `columns`. Every place holds the cell that covers it.
 * Throws if two cells overlap, a place stays empty or a row runs over the edge.
 */
export function layGrid<C extends Spanning>(rows: readonly (readonly C[])[], columns: number): PlacedCell<C>[][] {
  const grid: PlacedCell<C>[][] = rows.map(() => [])
  rows.forEach((cells, row) => {
    let column = 0
    for (const cell of cells) {
      while (grid[row]?.[column]) column++
      for (let r = row; r < row + cell.rowspan; r++) {
        for (let c = column; c < column + cell.colspan; c++) {
          const line = grid[r]
          if (!line || c >= columns) throw new Error(`row ${row + 1}: a cell runs over the edge`)
          if (line[c]) throw new Error(`row ${row + 1}, column ${c + 1}: two cells overlap`)
          line[c] = { cell, row, column }
        }
      }
      column += cell.colspan
    }
  })
  grid.forEach((line, row) => {
    for (let c = 0; c < columns; c++) if (!line[c]) throw new Error(`row ${row + 1}, column ${c + 1}: no cell`)
  })
  return grid
}

/**
 * A grid read from a file, on the columns of the form: office programs leave out lines at which no cell ends. Each column
 * takes what stands at its middle. `widths` are those of the grid, `wanted` those of the form, each in a unit of its own.
 */
export function fitColumns(rows: readonly (readonly string[])[], widths: readonly number[], wanted: readonly number[]): string[][] {
  const isTold = widths.length > 0 && widths.length !== wanted.length && rows.every((row) => row.length === widths.length)
  if (!isTold) return rows.map((row) => [...row])
  const edges = edgesOf(widths)
  const places = edgesOf(wanted)
    .slice(0, -1)
    .map((edge, i) => {
      const middle = edge + (wanted[i] ?? 0) / sum(wanted) / 2
      return edges.findLastIndex((one) => one <= middle)
    })
  return rows.map((row) => places.map((column) => row[column] ?? ''))
}

/** Where columns begin and end, as parts of the whole width. */
function edgesOf(widths: readonly number[]): number[] {
  const whole = sum(widths)
  let before = 0
  return [...widths, 0].map((width) => {
    const edge = before / whole
    before += width
    return edge
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
