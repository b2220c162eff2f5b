import { printAmount } from '@/report/input'
import { type Report, templateOf } from '@/report/report'
import type { Address, Cell } from '@/report/template'
import { printNumber, readAmounts } from '@/report/values'
import { LONGEST_FORMAT } from './number-formats'
import { cellName } from './workbook'

/** A number as a spreadsheet holds it: its digits, and a format that prints unit and remark behind them. */
export type WorksheetNumber = { number: string; format: string }

/** Office programs disagree on how these are quoted in a format. */
const UNQUOTABLE = /["\\\n]/

export type Position = { column: number; row: number }

/** The cells of a report as numbers for a spreadsheet, and its totals as formulas. */
export class WorksheetNumbers {
  private readonly template
  private readonly amounts

  constructor(report: Report) {
    this.template = templateOf(report)
    this.amounts = readAmounts(this.template, report.values, report.outside !== undefined)
  }

  /** Undefined if what is printed at the address is not a number with at most a unit and a remark. */
  find(at: Address, printed: string): WorksheetNumber | undefined {
    const i = this.template.index.get(at) ?? -1
    const [cell, reading, amount] = [this.template.cells[i], this.amounts.readings[i], this.amounts.taken[i] as number]
    if (!cell || Number.isNaN(amount) || reading?.is === 'unread') return undefined
    const unit = reading?.is === 'number' ? reading.unit : undefined
    const digits = printAmount(amount, cell.kind, unit).slice(0, unit ? -unit.length : undefined)
    const suffix = printed.slice(digits.length)
    const decimals = digits.split('.')[1]?.length ?? 0
    const format = `0${decimals ? `.${'0'.repeat(decimals)}` : ''}${suffix && `"${suffix}"`}`
    // A spreadsheet calculates with fifteen digits; what has more stands there as a text.
    const isExact = Number(Number(digits).toPrecision(15)) === Number(digits)
    return isExact && printed.startsWith(digits) && !UNQUOTABLE.test(suffix) && format.length <= LONGEST_FORMAT
      ? { number: digits, format }
      : undefined
  }

  /**
   * `SUM(…)` for a total that equals the sum of its parts. Undefined where somebody typed another total, or where a part is
   * no number in the worksheet: the formula would then compute something else than is printed.
   */
  findFormula(at: Address, printed: string, placeOf: (at: Address) => Position | undefined): string | undefined {
    const i = this.template.index.get(at) ?? -1
    const cell = this.template.cells[i]
    if (cell?.role !== 'total' || printed === '' || printed !== printNumber(this.amounts.computed[i] as number, cell.kind)) return undefined
    const places = this.partsOf(cell).map((part) => placeOf(part.at))
    return places.every((place) => place !== undefined) ? `SUM(${rangesOf(places).join(',')})` : undefined
  }

  /** A group has no cell on the form; its rows have. */
  private partsOf({ parts }: Cell): Cell[] {
    return parts.map((i) => this.template.cells[i] as Cell).flatMap((part) => (part.role === 'group' ? this.partsOf(part) : [part]))
  }
}

/** Cells below or beside one another as ranges. */
function rangesOf(places: readonly Position[]): string[] {
  const isRow = places.every(({ row }) => row === places[0]?.row)
  const ranges: { from: Position; to: Position }[] = []
  for (const place of places) {
    const last = ranges.at(-1)
    const isNext = isRow ? last?.to.column === place.column - 1 : last?.to.column === place.column && last.to.row === place.row - 1
    if (last && isNext) last.to = place
    else ranges.push({ from: place, to: place })
  }
  return ranges.map(({ from, to }) => `${cellName(from.column, from.row)}${from === to ? '' : `:${cellName(to.column, to.row)}`}`)
}
