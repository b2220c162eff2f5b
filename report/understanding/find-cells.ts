import { bareLabel, likeness } from '@/report/reading/read-labels'
import type { Line } from '@/report/template'
import { type FoundCells, figureOf, isNumber, isWords, type Row, sourceOf, text } from './cell-texts'
import { findSideways } from './find-sideways'
import { cellsIn, type FoundCell, type FoundTable, type Grid, layFound } from './found'
import { addressOf, type KnownLines, type KnownRow } from './known-lines'

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

class TableReader {
  private readonly known: KnownLines
  private readonly out: FoundCells
  /** Blocks whose columns a row has named so far, all of them and in the order of the form. */
  private readonly headed = new Set<KnownRow['block']>()
  private readonly used = new Set<FoundCell>()
  /** The last row of the table before. */
  private last: Match | undefined
  /** Numbers without the name of a row stood below it. */
  private isNamelessBefore = false

  constructor(known: KnownLines, out: FoundCells) {
    this.known = known
    this.out = out
  }

  read(grid: Grid, where = ''): void {
    const rows = grid.map(cellsIn)
    const names = new Map(rows.flatMap((row) => row.map(({ cell }) => [cell, nameIn(this.known, cell.text)] as const)))
    for (const row of rows) this.noteHeads(row.map(({ cell }) => names.get(cell) ?? ''))
    const nameOf = (cell: FoundCell) => names.get(cell) ?? ''
    const before = this.out.finds.length
    const sideways = findSideways(this.known, rows, nameOf, where)
    this.out.finds.push(...sideways.finds)
    for (const cell of sideways.used) this.used.add(cell)
    const matched = rows.map((row, r) => (sideways.taken.has(r) ? undefined : this.matchRow(row, nameOf)))
    this.guessRows(rows, matched, nameOf)
    doubtStrays(matched)
    matched.forEach((match, r) => {
      const row = rows[r]
      if (match && row) this.readRow(row, r, match, rows, matched, nameOf, where)
    })
    const table = this.out.finds.length > before ? this.out.finds.at(-1)?.at.split('/')[0] : undefined
    this.doubtNeighbours(rows, matched)
    if (table) this.leaveRows(rows, matched, table, where)
    this.last = matched.findLast((match) => match) ?? this.last
  }

  private noteHeads(names: readonly string[]): void {
    for (const { block, columns } of this.known.order) {
      const said = names.filter((name) => columns.some((column) => this.known.isColumn(column, name)))
      if (said.length === columns.length && columns.every((column, i) => this.known.isColumn(column, said[i] ?? ''))) this.headed.add(block)
    }
  }

  /** The row of the form whose label stands in a row of the file: the rightmost one, because headings stand to its left. */
  private matchRow(row: Row, nameOf: (cell: FoundCell) => string): Match | undefined {
    const found = row.flatMap((laid, i) => {
      const line = this.known.rows.get(nameOf(laid.cell))
      return line ? [{ line, laid, i }] : []
    })
    const last = found.at(-1)
    if (!last) return undefined
    const rest = row.slice(last.i + 1)
    // A heading at the left of rows stands before a label nobody knows.
    const isOpened =
      last.line.line.lines !== undefined && (isWords(text((rest[0] ?? last.laid).cell)) || !rest.some(({ cell }) => isNumber(text(cell))))
    // A head of a column beside the blanks of others is no row either.
    const isShort = rest.length < last.line.columns.length && !rest.some(({ cell }) => text(cell) !== '')
    const isHeading = isShort || isOpened
    if (isHeading || (last.line.table.sideways && rest.some(({ cell }) => isWords(text(cell))))) return undefined
    const heads = row.filter(({ cell }) => last.line.columns.some((column) => this.known.isColumn(column, nameOf(cell))))
    return heads.length > 1 ? undefined : { row: last.line, label: last.laid.cell, end: last.laid.end }
  }

  /** Rows with numbers whose label is not the form's own: the likeliest line between those of the rows around it. */
  private guessRows(rows: readonly Row[], matched: (Match | undefined)[], nameOf: (cell: FoundCell) => string): void {
    const taken = new Set(matched.map((match) => match?.row))
    rows.forEach((row, r) => {
      if (matched[r]) return
      const first = row.findIndex(({ cell }) => isNumber(text(cell)) || text(cell) === '')
      const label = row[first - 1]
      if (!label || !isWords(text(label.cell)) || !row.some(({ cell }) => isNumber(text(cell)))) return
      const above = matched.slice(0, r).findLast((match) => match)?.row
      const below = matched.slice(r + 1).find((match) => match)?.row
      const free = this.known.order.filter(
        (one) =>
          !one.line.lines &&
          !taken.has(one) &&
          one.block === (above ?? below)?.block &&
          one.order > (above?.block === one.block ? above.order : -1) &&
          one.order < (below?.block === one.block ? below.order : Number.POSITIVE_INFINITY)
      )
      const likely = free
        .map((one) => ({ one, score: likeness(nameOf(label.cell), bareLabel(one.line.label)) }))
        .sort((a, b) => b.score - a.score)[0]
      if (!likely || likely.score < 0.6) return
      taken.add(likely.one)
      const isCertain = free.length === 1 && above !== undefined && below !== undefined
      const why = `行名“${text(label.cell).replace(/\s+/g, '')}”与年报格式的“${likely.one.line.label}”不同`
      matched[r] = { row: likely.one, label: label.cell, end: label.end, why: isCertain ? undefined : why }
    })
  }

  private readRow(
    row: Row,
    r: number,
    match: Match,
    rows: readonly Row[],
    matched: readonly (Match | undefined)[],
    nameOf: (cell: FoundCell) => string,
    where: string
  ): void {
    const { columns } = match.row
    const cells = row.filter(({ column }) => column >= match.end)
    const put = (column: Line, said: string, from: readonly FoundCell[], why = match.why, isCounted = false) =>
      this.out.finds.push({
        at: addressOf(match.row, column),
        text: said,
        ...sourceOf(row, where, from),
        label: match.label,
        why,
        isCounted
      })
    const { heads, isTwice } = this.findHeads(
      columns,
      rows.slice(0, r).map((one, i) => (matched[i] ? [] : one)),
      match.end,
      nameOf
    )
    if (!heads) {
      const filled = cells.filter(({ cell }) => text(cell) !== '')
      const fitting = [cells, filled].find((some) => some.length === columns.length)
      for (const { cell } of cells) this.used.add(cell)
      columns.forEach((column, c) => {
        const cell = fitting?.[c]?.cell
        if (cell)
          put(
            column,
            figureOf(cell),
            [cell],
            match.why ?? this.whyShared(rows, cell, match),
            !this.headed.has(match.row.block) || fitting !== cells
          )
        else put(column, '', [], `这一行有 ${filled.length} 个数，表中是 ${columns.length} 列，不能确定各数对应的列`)
      })
      return
    }
    const isOver = ({ column, end }: { column: number; end: number }, head: { column: number; end: number }) =>
      column < head.end && end > head.column
    const end = Math.max(...heads.map((head) => head?.end ?? 0))
    const astray = cells.filter(
      (one) => text(one.cell) !== '' && !isWords(text(one.cell)) && !heads.some((head) => head && isOver(one, head))
    )
    // A row with a cell too few, too many, or below two headings has slipped somewhere: only its sum can say where not.
    const hasSlipped =
      astray.length > 0 ||
      heads.some((head) => head && !cells.some((one) => isOver(one, head))) ||
      heads.some((head) => head && cells.filter((one) => isOver(one, head) && text(one.cell) !== '').length > 1) ||
      cells.some((one) => text(one.cell) !== '' && heads.filter((head) => head && isOver(one, head)).length > 1)
    const isBehind = astray.some(({ column }) => column >= end)
    const whyAll = isTwice
      ? '表头中有两组同样的列名，不能确定哪一组是本年度的'
      : isBehind
        ? '这一行的数比列名多，不能确定各数对应的列'
        : undefined
    // A number below no heading may belong to any column that looks blank.
    const whyBlank = whyAll ?? (astray.length > 0 ? '这一行有的数不在任何一列的下面，不能确定各数对应的列' : undefined)
    columns.forEach((column, c) => {
      const head = heads[c] as { column: number; end: number }
      const over = cells.filter((one) => isOver(one, head))
      const filled = over.filter(({ cell }) => text(cell) !== '')
      for (const { cell } of over) this.used.add(cell)
      const [first] = filled
      const from = over.map(({ cell }) => cell)
      if (filled.length > 1) put(column, filled.map(({ cell }) => figureOf(cell)).join(' '), from, '这一格的位置有两个数')
      else if (first && heads.filter((one) => one && isOver(first, one)).length > 1)
        put(column, figureOf(first.cell), from, '合并的单元格跨了几列')
      else if (over.length === 0) put(column, '', [], '这一行没有这一列的单元格')
      else
        put(
          column,
          first ? figureOf(first.cell) : '',
          from,
          match.why ?? (first ? (whyAll ?? this.whyShared(rows, first.cell, match)) : whyBlank),
          hasSlipped
        )
    })
  }

  /** A number that reaches over several rows belongs to none of them if they have labels of their own. */
  private whyShared(rows: readonly Row[], cell: FoundCell, { label }: Match): string | undefined {
    if (cell.rowspan <= 1) return undefined
    const covered = rows.filter((row) => row.some((one) => one.cell === cell))
    const own = new Set(covered.filter((row) => row.some((one) => one.cell === label)).flatMap((row) => row.map((one) => one.cell)))
    const isShared = covered.some((row) => row.some((one) => !own.has(one.cell) && isWords(text(one.cell))))
    return isShared ? '合并的单元格跨了几行' : undefined
  }

  /** Where each column of a row stands: the nearest heading in rows above that are none of numbers (其他 is a row as well); undefined unless all are there, beside each other. `isTwice`: it names one again. */
  private findHeads(columns: readonly Line[], above: readonly Row[], from: number, nameOf: (cell: FoundCell) => string) {
    let isTwice = false
    const heads = columns.map((column) => {
      for (let r = above.length - 1; r >= 0; r--) {
        const named = above[r]?.filter((one) => one.column >= from && this.known.isColumn(column, nameOf(one.cell))) ?? []
        if (named.length > 1) isTwice = true
        if (named[0]) return named[0]
      }
      return undefined
    })
    const isWhole = heads.every(
      (head, i) => head && heads.every((other, j) => i === j || (other && (other.end <= head.column || other.column >= head.end)))
    )
    return { heads: isWhole ? heads : undefined, isTwice }
  }

  /** Numbers without the name of a row may be the rest of those in the row above or below, cut by the end of a page. */
  private doubtNeighbours(rows: readonly Row[], matched: readonly (Match | undefined)[]): void {
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

  private leaveRows(rows: readonly Row[], matched: readonly (Match | undefined)[], table: string, where: string): void {
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

/** Shorter labels, like 其他, may stand in any group. */
const SHORT = 4

/** A row with a short label counts only beside the rows it stands beside in the form: elsewhere it is another one. */
function doubtStrays(matched: (Match | undefined)[]): void {
  matched.forEach((match, r) => {
    if (!match || match.why || match.row.line.lines || bareLabel(match.row.line.label).length >= SHORT) return
    const { block, order, line } = match.row
    const isBeside = (other: Match | undefined) => other?.row.block === block && !other.row.line.lines
    const above = matched.slice(0, r).findLast(isBeside)?.row.order
    const below = matched.slice(r + 1).find(isBeside)?.row.order
    const isOwn = above === order - 1 || below === order + 1 || (above === undefined && (below ?? order + 1) > order)
    if (!isOwn) match.why = `“${line.label}”不在年报格式中它的位置，可能是另一行`
  })
}

type Match = { row: KnownRow; label: FoundCell; end: number; why?: string }
