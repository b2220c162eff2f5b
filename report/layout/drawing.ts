import { type Address, type Block, type Line, leaves, type Table } from '@/report/template'
import type { Spanning } from './grid'

/**
 * One cell of a table in its statutory shape. `head` cells stand above the values, `label` cells at their left,
 * `value` cells carry the address of what is typed into them.
 */
export type DrawnCell = Spanning & {
  is: 'caption' | 'corner' | 'head' | 'label' | 'value'
  text: string
  at?: Address
  /** One character below the other: a label beside rows that have labels of two more levels. */
  isVertical?: true
}

export type TableDrawing = { columns: number; widths: readonly number[]; rows: { isHead: boolean; cells: DrawnCell[] }[] }

/** The official drawing of a table: every rowspan and colspan follows from its two trees of labels. */
export function drawTable(table: Table): TableDrawing {
  const blocks = table.sideways ? table.blocks.map(turned) : table.blocks
  const labelColumns = Math.max(...blocks.map((block) => depth(block.rows)))
  const valueColumns = blocks.map((block) => leaves(block.columns).length).reduce(leastCommonMultiple)
  const columns = labelColumns + valueColumns
  const rows = blocks.flatMap((block) => drawBlock(table, block, labelColumns, valueColumns))
  return { columns, rows, widths: table.widths ?? new Array(columns).fill(1) }
}

function drawBlock(table: Table, block: Block, labelColumns: number, valueColumns: number): TableDrawing['rows'] {
  const columns = leaves(block.columns)
  const width = valueColumns / columns.length
  const caption: DrawnCell[][] = block.caption
    ? [[{ is: 'caption', text: block.caption, colspan: labelColumns + valueColumns, rowspan: 1 }]]
    : []

  const heads = spread(block.columns, depth(block.columns)).map((line) =>
    line.map(({ text, along, across }): DrawnCell => ({ is: 'head', text, colspan: along * width, rowspan: across }))
  )
  if (block.corner) heads[0]?.unshift({ is: 'corner', text: block.corner, colspan: labelColumns, rowspan: heads.length })

  // Rows are the same tree lying on its side: a line of the spread is one column of labels.
  const labels = spread(block.rows, labelColumns)
  const body = leaves(block.rows).map((row, i) => [
    ...labels.flatMap((line) =>
      line
        .filter(({ first }) => first === i)
        .map(
          ({ text, along, across, isVertical }): DrawnCell => ({
            is: 'label',
            text,
            colspan: across,
            rowspan: along,
            ...(isVertical && { isVertical })
          })
        )
    ),
    ...columns.map(
      (column): DrawnCell => ({
        is: 'value',
        text: '',
        at: [table.key, row.key, column.key].filter(Boolean).join('/'),
        colspan: width,
        rowspan: 1
      })
    )
  ])
  return [...caption, ...heads, ...body].map((cells, i) => ({ isHead: i < caption.length + heads.length, cells }))
}

type Spread = { text: string; first: number; along: number; across: number; isVertical: boolean }

/** A tree of labels as levels: how many leaves each label runs along, and how many levels a leaf reaches across. */
function spread(lines: readonly Line[], levels: number): Spread[][] {
  const out: Spread[][] = Array.from({ length: levels }, () => [])
  const place = (line: Line, level: number, first: number): number => {
    const along = line.lines ? leaves(line.lines).length : 1
    const isVertical = line.lines !== undefined && depth(line.lines) > 1
    if (line.label) out[level]?.push({ text: line.label, first, along, across: line.lines ? 1 : levels - level, isVertical })
    line.lines?.reduce((next, child) => place(child, level + 1, next), first)
    return first + along
  }
  lines.reduce((next, line) => place(line, 0, next), 0)
  return out
}

function depth(lines: readonly Line[]): number {
  return Math.max(...lines.map((line) => (line.label ? 1 : 0) + (line.lines ? depth(line.lines) : 0)))
}

/** 第四部分 has its rows side by side: each row becomes a heading over its own columns, leaving one row without a label. */
function turned(block: Block): Block {
  const over = (row: Line): Line => ({
    ...row,
    lines: row.lines ? row.lines.map(over) : block.columns.map((column) => ({ ...column, key: `${row.key}/${column.key}` }))
  })
  return { ...block, columns: block.rows.map(over), rows: [{ key: '', label: '' }] }
}

function leastCommonMultiple(a: number, b: number): number {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y))
  return (a * b) / divisor(a, b)
}
