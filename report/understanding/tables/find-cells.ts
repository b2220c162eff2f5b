import { bareLabel } from '@/report/reading/read-labels'
import { cellsIn, type FoundCell, type FoundTable, type Grid, layFound } from '@/report/understanding/found'
import { type FoundCells, isNumber, isWords, type Row, sourceOf, text } from './cell-texts'
import { findSideways } from './find-sideways'
import type { KnownLines, KnownRow } from './known-lines'
import { type MatchedRow, type MatchedRows, matchRows } from './match-rows'
import { readRow } from './read-row'

/** The cells of the form in tables of any cut: by the labels at the left of a row and above a column, never by position alone. */
export function findCells(known: KnownLines, tables: readonly FoundTable[]): FoundCells {
  const out: FoundCells = { finds: [], left: [] }
  const reader = new TableReader(known, out)
  for (const { rows, where } of tables) {
    const grid = layFound(rows.flatMap((row) => splitLines(known, row)))
    if (grid) reader.read(grid, where)
  }
  return out
}

/** The label of a cell as `bareLabel`; where the border to a heading was not drawn, that of the lines that are a label of a row. */
function nameIn(known: KnownLines, said: string): string {
  const name = bareLabel(said)
  const lines = said.split('\n')
  if (known.all.has(name) || lines.length < 2 || lines.length > 8) return name
  for (let from = 0; from < lines.length; from++)
    for (let to = lines.length; to > from; to--) {
      const own = bareLabel(lines.slice(from, to).join(''))
      const rest = bareLabel([...lines.slice(0, from), ...lines.slice(to)].join(''))
      if (own.length >= 4 && known.rows.has(own) && known.headings.some((heading) => heading.includes(rest))) return own
    }
  return name
}

/** Several rows drawn as one, a line of each cell for each of them, are several rows. */
function splitLines(known: KnownLines, row: readonly FoundCell[]): (readonly FoundCell[])[] {
  const parts = row.map((cell) => cell.text.trim().split('\n'))
  const labels = parts.filter((lines) => lines.length > 1 && lines.every((line) => known.rows.has(bareLabel(line))))
  const count = labels[0]?.length ?? 0
  const fits = parts.every((lines) => lines.length === count || lines.join('') === '' || labels.length === 0)
  if (labels.length !== 1 || !fits) return [row]
  return Array.from({ length: count }, (_, i) => row.map((cell, c) => ({ ...cell, rowspan: 1, text: parts[c]?.[i] ?? '' })))
}

/** Reads one table after the other: what a page cut may go on in the next. */
class TableReader {
  private readonly known: KnownLines
  private readonly out: FoundCells
  /** Blocks whose columns a row has named so far, all of them and in the order of the form. */
  private readonly headed = new Set<KnownRow['block']>()
  private readonly used = new Set<FoundCell>()
  /** The last row of the table before. */
  private last: MatchedRow | undefined
  /** Numbers without the name of a row stood below it. */
  private isNamelessBefore = false

  constructor(known: KnownLines, out: FoundCells) {
    this.known = known
    this.out = out
  }

  read(grid: Grid, where = ''): void {
    const { known, headed } = this
    const rows = grid.map(cellsIn)
    const names = new Map(rows.flatMap((row) => row.map(({ cell }) => [cell, nameIn(known, cell.text)] as const)))
    for (const row of rows) this.noteHeads(row.map(({ cell }) => names.get(cell) ?? ''))
    const nameOf = (cell: FoundCell) => names.get(cell) ?? ''
    const before = this.out.finds.length
    const sideways = findSideways(known, rows, nameOf, where)
    this.take(sideways)
    const matched = matchRows(known, rows, nameOf, sideways.taken)
    matched.forEach((match, r) => {
      if (match) this.take(readRow({ known, rows, matched, nameOf, where, headed }, r, match))
    })
    const table = this.out.finds.length > before ? this.out.finds.at(-1)?.at.split('/')[0] : undefined
    this.doubtNeighbours(rows, matched)
    if (table) this.leaveRows(rows, matched, table, where)
    this.last = matched.findLast((match) => match) ?? this.last
  }

  private take({ finds, used }: { finds: FoundCells['finds']; used: readonly FoundCell[] }): void {
    this.out.finds.push(...finds)
    for (const cell of used) this.used.add(cell)
  }

  private noteHeads(names: readonly string[]): void {
    for (const { block, columns } of this.known.order) {
      const said = names.filter((name) => columns.some((column) => this.known.isColumn(column, name)))
      if (said.length === columns.length && columns.every((column, i) => this.known.isColumn(column, said[i] ?? ''))) this.headed.add(block)
    }
  }

  /** Numbers without the name of a row may be the rest of those in the row above or below, cut by the end of a page. */
  private doubtNeighbours(rows: readonly Row[], matched: MatchedRows): void {
    const unsure = new Set<FoundCell>()
    const first = matched.find((match) => match)
    if (this.isNamelessBefore && first) unsure.add(first.label)
    if (first) this.isNamelessBefore = false
    rows.forEach((row, r) => {
      const isNameless =
        !matched[r] && row.some(({ cell }) => isNumber(text(cell))) && row.every(({ cell, row: own }) => own < r || !isWords(text(cell)))
      if (!isNameless || row.some(({ cell }) => this.used.has(cell))) return
      const above = matched.slice(0, r).findLast((match) => match) ?? this.last
      const below = matched.slice(r + 1).find((match) => match)
      if (!below) this.isNamelessBefore = true
      for (const match of [above, below]) if (match) unsure.add(match.label)
    })
    if (unsure.size === 0) return
    for (const find of this.out.finds) if (unsure.has(find.label)) find.why ??= '旁边有一行没有行名的数，可能是这一行的'
  }

  private leaveRows(rows: readonly Row[], matched: MatchedRows, table: string, where: string): void {
    rows.forEach((row, r) => {
      const left = row.filter(
        ({ cell, column }) =>
          isNumber(text(cell)) && !this.used.has(cell) && column >= (matched[r]?.end ?? 0) && !this.known.all.has(bareLabel(cell.text))
      )
      for (const { cell } of left) this.used.add(cell)
      if (left.length === 0) return
      const numbers = left.map(({ cell }) => text(cell)).join('、')
      const label = row.findLast(({ cell }) => isWords(text(cell)))
      const near = matched.slice(0, r + 1).findLast((match) => match)?.row.table.key ?? table
      const why = matched[r]
        ? `“${matched[r]?.row.line.label}”一行多出 ${numbers}`
        : label
          ? `没有认出行名“${text(label.cell).replace(/\s+/g, '')}”，未采用 ${numbers}`
          : `没有行名，未采用 ${numbers}`
      this.out.left.push({
        at: near,
        why,
        ...sourceOf(
          row,
          where,
          left.map(({ cell }) => cell)
        )
      })
    })
  }
}
