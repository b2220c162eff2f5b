import type { Spanning } from '@/report/layout/grid'
import type { PageCut } from './page-cut'

/** Where something stands in a drawing, in points: one of the tables a file draws, by its number in the file. */
export type FilePlace = { drawing: number; left: number; right: number; top: number; bottom: number }

/** A cell as a file draws it; lines of its text are separated by `\n`. The places it covers are left out, as in HTML. */
export type FoundCell = Spanning & { text: string; place?: FilePlace }

/** Stands in a cell for what it shows and is no text: a picture, a field to type into, another table. */
export const PICTURE = '\ufffc'

/** A table as a file draws it, and where it stands in the file, e.g. 第 4 页. */
export type FoundTable = { is: 'table'; rows: readonly (readonly FoundCell[])[]; where?: string }

export type FoundBlock = { is: 'text'; text: string; where?: string } | FoundTable

/** What any reader of files answers: texts and tables in the order of the file. */
export type FoundFile = {
  blocks: readonly FoundBlock[]
  /** A title that stands outside the text, like that of a page or a field of the file. */
  title?: string
  /** The tables were put together from lines and places on a page, so that sums have to confirm each number. */
  isDrawn?: boolean
  /** What is drawn at a place and around it, of files that have pages. */
  cut?: (place: FilePlace) => PageCut
}

type Laid = { cell: FoundCell; row: number; column: number }

/** Every place of a table holds the cell that covers it; a place without a cell is undefined. */
export type Grid = readonly (readonly (Laid | undefined)[])[]

/** No form has a tenth of it: a larger table is none of a report. */
const MOST_PLACES = 20_000
const WIDEST = 80
const TALLEST = 80

/** Lays a table as browsers do: cells flow around those that reach down, whatever their spans say. Undefined if it is too large. */
export function layFound(rows: FoundTable['rows']): Grid | undefined {
  const grid: (Laid | undefined)[][] = rows.slice(0, MOST_PLACES).map(() => [])
  let places = 0
  for (const [row, cells] of grid.entries()) {
    let column = 0
    for (const cell of rows[row] ?? []) {
      while (cells[column]) column++
      const right = column + Math.min(Math.max(cell.colspan, 1), WIDEST)
      const bottom = Math.min(row + Math.min(Math.max(cell.rowspan, 1), TALLEST), grid.length)
      for (let r = row; r < bottom; r++)
        for (let c = column; c < right; c++) {
          if (++places > MOST_PLACES) return undefined
          const line = grid[r] as (Laid | undefined)[]
          line[c] ??= { cell, row, column }
        }
      column = right
    }
  }
  return grid
}

/** The cells that a row of a grid shows, from left to right, each once, with the columns they cover in it. */
export function cellsIn(line: Grid[number]): (Laid & { end: number })[] {
  const out: (Laid & { end: number })[] = []
  line.forEach((laid, column) => {
    const last = out.at(-1)
    if (laid && last?.cell === laid.cell) last.end = column + 1
    else if (laid) out.push({ ...laid, column, end: column + 1 })
  })
  return out
}
