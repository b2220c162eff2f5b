import { bareLabel, likeness } from '@/report/reading/read-labels'
import type { FoundCell } from '@/report/understanding/found'
import { isNumber, isWords, type NameOf, type Row, text } from './cell-texts'
import type { KnownLines, KnownRow } from './known-lines'

/** A row of a table that is a row of the form. `end`: the column behind its label; `why`: in Chinese what makes that unsure. */
export type MatchedRow = { row: KnownRow; label: FoundCell; end: number; why?: string }

/** Which row of the form each row of a table is; undefined: none. */
export type MatchedRows = readonly (MatchedRow | undefined)[]

/** Matches rows by their labels: as the form has them, else by the likeliest. Rows that are `taken` are read in another way. */
export function matchRows(known: KnownLines, rows: readonly Row[], nameOf: NameOf, taken: ReadonlySet<number>): MatchedRows {
  const matched = rows.map((row, r) => (taken.has(r) ? undefined : matchRow(known, row, nameOf)))
  guessRows(known, rows, matched, nameOf)
  doubtStrays(matched)
  return matched
}

/** The row of the form whose label stands in a row of the file: the rightmost one, because headings stand to its left. */
function matchRow(known: KnownLines, row: Row, nameOf: NameOf): MatchedRow | undefined {
  const found = row.flatMap((laid, i) => {
    const line = known.rows.get(nameOf(laid.cell))
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
  const heads = row.filter(({ cell }) => last.line.columns.some((column) => known.isColumn(column, nameOf(cell))))
  return heads.length > 1 ? undefined : { row: last.line, label: last.laid.cell, end: last.laid.end }
}

/** Rows with numbers whose label is not the form's own: the likeliest line between those of the rows around it. */
function guessRows(known: KnownLines, rows: readonly Row[], matched: (MatchedRow | undefined)[], nameOf: NameOf): void {
  const taken = new Set(matched.map((match) => match?.row))
  rows.forEach((row, r) => {
    if (matched[r]) return
    const first = row.findIndex(({ cell }) => isNumber(text(cell)) || text(cell) === '')
    const label = row[first - 1]
    if (!label || !isWords(text(label.cell)) || !row.some(({ cell }) => isNumber(text(cell)))) return
    const above = matched.slice(0, r).findLast((match) => match)?.row
    const below = matched.slice(r + 1).find((match) => match)?.row
    const free = known.order.filter(
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

/** Shorter labels, like 其他, may stand in any group. */
const SHORT = 4

/** A row with a short label counts only beside the rows it stands beside in the form: elsewhere it is another one. */
function doubtStrays(matched: (MatchedRow | undefined)[]): void {
  matched.forEach((match, r) => {
    if (!match || match.why || match.row.line.lines || bareLabel(match.row.line.label).length >= SHORT) return
    const { block, order, line } = match.row
    const isBeside = (other: MatchedRow | undefined) => other?.row.block === block && !other.row.line.lines
    const above = matched.slice(0, r).findLast(isBeside)?.row.order
    const below = matched.slice(r + 1).find(isBeside)?.row.order
    const isOwn = above === order - 1 || below === order + 1 || (above === undefined && (below ?? order + 1) > order)
    if (!isOwn) match.why = `“${line.label}”不在年报格式中它的位置，可能是另一行`
  })
}
