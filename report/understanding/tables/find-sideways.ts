import { bareLabel } from '@/report/reading/read-labels'
import type { Line } from '@/report/template'
import type { FoundCell } from '@/report/understanding/found'
import { type Find, figureOf, isNumber, isOver, isWords, type NameOf, type Row, sourceOf, text } from './cell-texts'
import { addressOf, type KnownLines, type KnownRow } from './known-lines'

type Sideways = { finds: Find[]; taken: Set<number>; used: FoundCell[] }

/**
 * Tables whose row labels stand above the columns: the columns repeated for each row, the numbers below them. `taken`: the rows that
 * are theirs.
 */
export function findSideways(known: KnownLines, rows: readonly Row[], nameOf: NameOf, where: string): Sideways {
  const out: Sideways = { finds: [], taken: new Set(), used: [] }
  for (const table of known.template.tables.filter(({ sideways }) => sideways)) {
    const lines = known.order.filter((one) => one.table === table)
    rows.forEach((_, r) => {
      if (!out.taken.has(r)) readAt(known, lines, rows, r, nameOf, where, out)
    })
  }
  return out
}

function readAt(
  known: KnownLines,
  lines: readonly KnownRow[],
  rows: readonly Row[],
  r: number,
  nameOf: NameOf,
  where: string,
  out: Sideways
): void {
  const columns = lines[0]?.columns ?? []
  const all = lines.flatMap((row) => columns.map((column) => ({ row, column })))
  const isHead = ({ cell }: Row[number]) => columns.some((column) => known.isColumn(column, nameOf(cell)))
  const own = (rows[r] ?? []).filter(isHead)
  // Lines of text do not say which heads reach down: some stand a line above the others.
  const above = (rows[r - 1] ?? []).filter(isHead)
  const isFlat = own.length < all.length && own.length + above.length === all.length
  const heads = isFlat ? [...above, ...own] : own
  const inOrder = heads.every(({ cell }, i) => known.isColumn(columns[i % columns.length] as Line, nameOf(cell)))
  if (heads.length !== all.length || !inOrder) return
  const below = rows.slice(r + 1)
  const end = below.findIndex((row) => row.some(({ cell }) => isWords(text(cell)) && !known.all.has(nameOf(cell))))
  const candidates = (end < 0 ? below : below.slice(0, end)).filter((row) => !row.some(({ cell }) => known.all.has(nameOf(cell))))
  const numbers = candidates.filter((row) => row.some(({ cell }) => isNumber(text(cell))))
  const values = numbers[0] ?? candidates[0]
  if (!values || (isFlat && values.length !== all.length)) return
  for (let i = 0; i < r; i++)
    if (rows[i]?.some(({ cell }) => lines.some(({ line }) => bareLabel(line.label) === nameOf(cell)))) out.taken.add(i)
  out.taken.add(r).add(rows.indexOf(values))
  const hasSlipped =
    !isFlat &&
    (heads.some((head) => values.filter((cell) => isOver(cell, head)).length !== 1) ||
      values.some((cell) => heads.filter((head) => isOver(cell, head)).length > 1) ||
      values.some((cell) => cell.column >= (own[0]?.column ?? 0) && isNumber(text(cell.cell)) && !heads.some((head) => isOver(cell, head))))
  heads.forEach((head, i) => {
    const place = all[i] as (typeof all)[number]
    const group = heads.slice(i - (i % columns.length), i - (i % columns.length) + columns.length)
    const [left, right] = [group[0]?.column ?? 0, group.at(-1)?.end ?? 0]
    const over = rows.slice(0, r).flatMap((row) => row.filter(({ column, end: to }) => column <= left && to >= right))
    const named = isFlat
      ? undefined
      : over.flatMap(({ cell }) => lines.find(({ line }) => bareLabel(line.label) === nameOf(cell)) ?? []).at(-1)
    const cells = isFlat ? values.slice(i, i + 1) : values.filter((cell) => isOver(cell, head))
    const isShared = !isFlat && cells.some((cell) => heads.filter((one) => isOver(cell, one)).length > 1)
    out.used.push(...cells.map(({ cell }) => cell))
    const said = cells.map(({ cell }) => figureOf(cell)).filter((one) => one !== '')
    out.finds.push({
      at: addressOf(named ?? place.row, place.column),
      text: said.join(' '),
      ...sourceOf(
        values,
        where,
        cells.map(({ cell }) => cell)
      ),
      label: head.cell,
      why: numbers.length > 1 ? '这张表下面有几行数' : said.length > 1 || isShared || hasSlipped ? '单元格与列名没有对齐' : undefined,
      isCounted: named === undefined
    })
  })
}
