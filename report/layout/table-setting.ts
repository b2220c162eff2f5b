import { remember } from '@/report/text/remember'
import type { PrintedBlock, PrintedCell } from './document'
import { layGrid } from './grid'
import { type BrokenLabel, breakLabel, breakLines } from './measure'
import { CELL_MARGIN, DENSITIES, type Density, PAPER } from './paper'

export type TableBlock = Extract<PrintedBlock, { is: 'table' }>

/**
 * A table as it is set: the lines of each cell and the height of each row in points, the same in every file. A row that is
 * higher than half a page may be divided, and then its height is not fixed.
 */
export type TableSetting = Density & {
  rows: readonly { height: number; isTall: boolean }[]
  lines: ReadonlyMap<PrintedCell, readonly string[]>
  /** Labels whose line ends say what belongs together. */
  byMeaning: ReadonlySet<PrintedCell>
  /** Numbers that do not fit a line of their cell. */
  brokenNumbers: number
}

/** A row that is higher may go on over the next page. */
const TALL = PAPER.height / 2

/** The settings of a table from the one wished for on, as `DENSITIES` has them. */
export function setTable(table: TableBlock): TableSetting[] {
  const bySize = new Map<number, Broken>()
  return DENSITIES.map((density) => {
    const broken = bySize.get(density.size) ?? breakCells(table, density.size)
    bySize.set(density.size, broken)
    const { lines, byMeaning } = broken
    const brokenNumbers = [...lines].filter(([{ text }, { length }]) => length > 1 && /^[\d.]+$/.test(text)).length
    return { ...density, lines, byMeaning, brokenNumbers, rows: rowsOf(table, broken, density) }
  })
}

/** The text of a cell for a program that breaks lines itself, with the line ends it cannot know of. */
export function textForOthers(cell: PrintedCell, { lines, byMeaning }: Pick<TableSetting, 'lines' | 'byMeaning'>): string {
  return byMeaning.has(cell) ? (lines.get(cell) ?? []).join('\n') : cell.text
}

/** The height of a table set so, in points. */
export function heightOf({ rows }: TableSetting): number {
  return rows.reduce((sum, { height }) => sum + height, 0)
}

/** `most`: how many lines a cell may have in another program, where that is more than in ours. */
type Broken = Pick<TableSetting, 'lines' | 'byMeaning'> & { most: ReadonlyMap<PrintedCell, number> }

function breakCells({ rows, columns, widths }: TableBlock, size: number): Broken {
  const share = PAPER.width / widths.reduce((sum, width) => sum + width, 0)
  const lines = new Map<PrintedCell, readonly string[]>()
  const byMeaning = new Set<PrintedCell>()
  const most = new Map<PrintedCell, number>()
  for (const line of layGrid(rows, columns)) {
    for (const { cell, column } of line) {
      if (lines.has(cell)) continue
      const width = widths.slice(column, column + cell.colspan).reduce((sum, one) => sum + one, 0) * share
      const room = (width - 2 * (cell.at === undefined || cell.align === 'left' ? CELL_MARGIN.label : CELL_MARGIN.value) - 0.5) / size
      const broken = breakCell(cell, room)
      lines.set(cell, broken.lines)
      if (broken.isByMeaning) byMeaning.add(cell)
      if (HAS_BOTH.test(cell.text)) most.set(cell, breakLines(cell.text, room, { isLoose: true, isGapped: true }).length)
    }
  }
  return { lines, byMeaning, most }
}

/** Chinese beside figures or Latin letters. */
const HAS_BOTH = /\p{Script=Han}[0-9A-Za-z]|[0-9A-Za-z]\p{Script=Han}/u

/** The labels of a form are the same in every report. */
const breakKnownLabel = remember((text, room: string) => breakLabel(text, Number(room)))

function breakCell({ text, at, isVertical }: PrintedCell, room: number): BrokenLabel {
  if (isVertical) return { lines: [...text], isByMeaning: false }
  if (at === undefined) return breakKnownLabel(text, room.toFixed(2))
  return { lines: breakLines(text, room, { isLoose: true }), isByMeaning: false }
}

/** Each row as high as its highest cell; a cell over several rows that needs more makes the last of them higher. */
function rowsOf({ rows }: TableBlock, { lines, most }: Broken, { pitch, padding }: Density): TableSetting['rows'] {
  const need = (cell: PrintedCell) => Math.max(lines.get(cell)?.length ?? 1, most.get(cell) ?? 1) * pitch + 2 * padding
  const heights = rows.map((cells) => Math.max(pitch + 2 * padding, ...cells.filter(({ rowspan }) => rowspan === 1).map(need)))
  rows.forEach((cells, r) => {
    for (const cell of cells) {
      if (cell.rowspan === 1) continue
      const last = r + cell.rowspan - 1
      const room = heights.slice(r, last + 1).reduce((sum, height) => sum + height, 0)
      heights[last] = (heights[last] ?? 0) + Math.max(0, need(cell) - room)
    }
  })
  return heights.map((height) => ({ height, isTall: height > TALL }))
}
