import type { Line } from '@/report/template'
import type { FoundCell } from '@/report/understanding/found'
import { type Find, figureOf, isOver, isWords, type NameOf, type Row, sourceOf, text } from './cell-texts'
import { addressOf, type KnownLines, type KnownRow } from './known-lines'
import type { MatchedRow, MatchedRows } from './match-rows'

/** A table of a file, as far as it is understood. */
export type MatchedTable = {
  known: KnownLines
  rows: readonly Row[]
  matched: MatchedRows
  nameOf: NameOf
  /** Where it stands in the file, e.g. 第 4 页. */
  where: string
  /** Blocks of the form whose columns a row has named so far, all of them and in the order of the form. */
  headed: ReadonlySet<KnownRow['block']>
}

/** `used`: the cells that were looked at. */
type ReadRow = { finds: Find[]; used: FoundCell[] }

/** Which number of a row belongs into which column of the form: by the headings above it, else by their order if there are as many. */
export function readRow(table: MatchedTable, r: number, match: MatchedRow): ReadRow {
  const row = table.rows[r] ?? []
  const cells = row.filter(({ column }) => column >= match.end)
  const find = (column: Line, said: string, from: readonly FoundCell[], why: string | undefined, isCounted = false): Find => ({
    ...{ at: addressOf(match.row, column), text: said, label: match.label, why, isCounted },
    ...sourceOf(row, table.where, from)
  })
  const { heads, isTwice } = findHeads(table, r, match)
  return heads ? readBelow(heads, isTwice, table, match, cells, find) : readInOrder(table, match, cells, find)
}

type MakeFind = (column: Line, said: string, from: readonly FoundCell[], why: string | undefined, isCounted?: boolean) => Find

function readInOrder({ rows, headed }: MatchedTable, match: MatchedRow, cells: Row, find: MakeFind): ReadRow {
  const { columns, block } = match.row
  const filled = cells.filter(hasText)
  const fitting = [cells, filled].find((some) => some.length === columns.length)
  const why = `这一行有 ${filled.length} 个数，表中是 ${columns.length} 列，不能确定各数对应的列`
  const finds = columns.map((column, c) => {
    const cell = fitting?.[c]?.cell
    if (!cell) return find(column, '', [], why)
    return find(column, figureOf(cell), [cell], match.why ?? whyShared(rows, cell, match), !headed.has(block) || fitting !== cells)
  })
  return { finds, used: cells.map(({ cell }) => cell) }
}

function readBelow(heads: Row, isTwice: boolean, { rows }: MatchedTable, match: MatchedRow, cells: Row, find: MakeFind): ReadRow {
  const below = (head: Row[number]) => cells.filter((one) => isOver(one, head))
  const above = (one: Row[number]) => heads.filter((head) => isOver(one, head))
  const astray = cells.filter((one) => hasText(one) && !isWords(text(one.cell)) && above(one).length === 0)
  // A row with a cell too few, too many, or below two headings has slipped somewhere: only its sum can say where not.
  const hasSlipped =
    astray.length > 0 ||
    heads.some((head) => below(head).length === 0 || below(head).filter(hasText).length > 1) ||
    cells.some((one) => hasText(one) && above(one).length > 1)
  const end = Math.max(...heads.map((head) => head.end))
  const whyAll = isTwice
    ? '表头中有两组同样的列名，不能确定哪一组是本年度的'
    : astray.some(({ column }) => column >= end)
      ? '这一行的数比列名多，不能确定各数对应的列'
      : undefined
  // A number below no heading may belong to any column that looks blank.
  const whyBlank = whyAll ?? (astray.length > 0 ? '这一行有的数不在任何一列的下面，不能确定各数对应的列' : undefined)
  const finds = match.row.columns.map((column, c) => {
    const from = below(heads[c] as Row[number])
    const own = from.map(({ cell }) => cell)
    const [first, ...more] = from.filter(hasText)
    if (!first) {
      if (from.length === 0) return find(column, '', [], '这一行没有这一列的单元格')
      return find(column, '', own, match.why ?? whyBlank, hasSlipped)
    }
    if (more.length > 0) return find(column, [first, ...more].map(({ cell }) => figureOf(cell)).join(' '), own, '这一格的位置有两个数')
    if (above(first).length > 1) return find(column, figureOf(first.cell), own, '合并的单元格跨了几列')
    return find(column, figureOf(first.cell), own, match.why ?? whyAll ?? whyShared(rows, first.cell, match), hasSlipped)
  })
  return { finds, used: heads.flatMap((head) => below(head).map(({ cell }) => cell)) }
}

const hasText = ({ cell }: Row[number]) => text(cell) !== ''

/** A number that reaches over several rows belongs to none of them if they have labels of their own. */
function whyShared(rows: readonly Row[], cell: FoundCell, { label }: MatchedRow): string | undefined {
  if (cell.rowspan <= 1) return undefined
  const covered = rows.filter((row) => row.some((one) => one.cell === cell))
  const own = new Set(covered.filter((row) => row.some((one) => one.cell === label)).flatMap((row) => row.map((one) => one.cell)))
  const isShared = covered.some((row) => row.some((one) => !own.has(one.cell) && isWords(text(one.cell))))
  return isShared ? '合并的单元格跨了几行' : undefined
}

/**
 * Where each column of a row stands: the nearest heading in the rows above that are none of numbers, for 其他 is a row as well.
 * Undefined unless all are there, beside each other. `isTwice`: a row names one of them again.
 */
function findHeads(
  { known, rows, matched, nameOf }: MatchedTable,
  r: number,
  match: MatchedRow
): { heads: Row | undefined; isTwice: boolean } {
  const above = rows.slice(0, r).filter((_, i) => !matched[i])
  let isTwice = false
  const heads = match.row.columns.flatMap((column) => {
    const isNamed = ({ column: from, cell }: Row[number]) => from >= match.end && known.isColumn(column, nameOf(cell))
    const nearest = above.findLast((row) => row.some(isNamed))?.filter(isNamed) ?? []
    if (nearest.length > 1) isTwice = true
    return nearest.slice(0, 1)
  })
  const isWhole =
    heads.length === match.row.columns.length && heads.every((head, i) => heads.every((other, j) => i === j || !isOver(other, head)))
  return { heads: isWhole ? heads : undefined, isTwice }
}
