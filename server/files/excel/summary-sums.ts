import { type Kind, printAmount } from '@/report/input'
import type { Report } from '@/report/report'
import { cellName, type WorksheetCell } from './workbook'

/** A report among many: the state it is in, and whether it is in the sums, which have each unit once. */
export type SummaryLine = { report: Report; state: string; isAdded: boolean }

/** An amount of a column, in the last decimal; NaN where there is none. `unit`: the one somebody typed with it. */
export type ColumnAmount = { amount: number; isAdded: boolean; unit?: '元' | '万元' }

/**
 * The sum over a column of those that are in it: a formula that looks at the column which says so (`是`). Where numbers stand in
 * different units, and where there is no line, a formula would add up something else: then it is a number alone.
 */
export function sumOf(
  amounts: readonly ColumnAmount[],
  kind: Kind,
  { column, flags, from }: { column: number; flags: number; from: number }
): WorksheetCell {
  const valued = amounts.filter(({ amount }) => !Number.isNaN(amount))
  const added = valued.filter(({ isAdded }) => isAdded)
  if (added.length === 0) return { column, style: 'head', text: '' }
  const sum = added.reduce((whole, { amount }) => whole + amount, 0)
  if (!Number.isSafeInteger(sum)) return { column, style: 'head', text: '超出可精确相加的范围' }
  const number = printAmount(sum, kind)
  const decimals = number.split('.')[1]?.length ?? 0
  const format = `0${decimals ? `.${'0'.repeat(decimals)}` : ''}`
  const range = (of: number, fixed = '') => {
    const letters = cellName(of, 0).slice(0, -1)
    return `${fixed}${letters}$${from + 1}:${fixed}${letters}$${from + amounts.length}`
  }
  const isMixed = valued.some(({ unit }) => unit !== undefined)
  return isMixed
    ? { column, style: 'head', number, format: `${format}"元"` }
    : { column, style: 'head', number, format, formula: `SUMIF(${range(flags, '$')},"是",${range(column)})` }
}
