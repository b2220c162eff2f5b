import { type CellReading, type Kind, printAmount, printCell, readCell } from './input'
import type { Address, Cell, Template } from './template'

/** What was typed, by address; an address that was never filled is absent. */
export type Values = Readonly<Record<Address, string>>

/** Every cell of a report as a number, NaN where it is unfilled or cannot be read. Order of `template.cells`. */
export type Amounts = {
  /** Typed values; for totals and groups nobody typed, what is computed. */
  taken: readonly number[]
  /** What the parts of each total and group add up to; NaN for inputs. */
  computed: readonly number[]
  /** How each typed cell was understood. */
  readings: readonly CellReading[]
}

/** A wrong sum is worse than none. */
const TOO_LARGE: CellReading = { is: 'unread', why: '各项合计过大，无法准确计算，请核对各项' }

/** Reads all cells and adds up the totals. With `asPublished` a blank total stays blank instead of being computed. */
export function readAmounts(template: Template, values: Values, asPublished = false): Amounts {
  const { cells } = template
  const taken: number[] = new Array(cells.length)
  const computed: number[] = new Array(cells.length)
  const readings: CellReading[] = new Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as Cell
    const reading = readCell(values[cell.at], cell.kind)
    readings[i] = reading
    taken[i] = reading.is === 'number' ? reading.amount : Number.NaN
    computed[i] = Number.NaN
  }
  for (const i of template.computed) {
    const { parts, role } = cells[i] as Cell
    let total = 0
    for (const part of parts) total += taken[part] as number
    const isTooLarge = Math.abs(total) > Number.MAX_SAFE_INTEGER
    computed[i] = isTooLarge ? Number.NaN : total
    if (readings[i]?.is !== 'blank' || (asPublished && role === 'total')) continue
    taken[i] = computed[i] as number
    if (isTooLarge) readings[i] = TOO_LARGE
  }
  return { taken, computed, readings }
}

/** One total as its parts make it, read from the typed values alone: NaN while a part is unfilled. */
export function computeTotal(template: Template, values: Values, at: Address): number {
  const add = (i: number): number => {
    const cell = template.cells[i] as Cell
    const reading = readCell(values[cell.at], cell.kind)
    if (reading.is === 'number') return reading.amount
    if (reading.is === 'unread' || cell.parts.length === 0) return Number.NaN
    return addAll(cell.parts)
  }
  const addAll = (parts: readonly number[]) => parts.reduce((total, part) => total + add(part), 0)
  const total = addAll(template.cells[template.index.get(at) ?? -1]?.parts ?? [])
  return Math.abs(total) > Number.MAX_SAFE_INTEGER ? Number.NaN : total
}

/** The addresses a total depends on, through other totals down to what is typed. */
export function partsOfTotal(template: Template, at: Address): Address[] {
  const parts = template.cells[template.index.get(at) ?? -1]?.parts ?? []
  return parts.flatMap((i) => {
    const part = template.cells[i] as Cell
    return part.role === 'group' ? partsOfTotal(template, part.at) : [part.at, ...partsOfTotal(template, part.at)]
  })
}

/** A cell as the finished report shows it: the typed number, or the computed total if none was typed. */
export function printValue(template: Template, values: Values, amounts: Amounts, at: Address): string {
  const i = template.index.get(at)
  const cell = i === undefined ? undefined : template.cells[i]
  if (!cell || i === undefined) return values[at] ?? ''
  if (amounts.readings[i]?.is !== 'blank') return printCell(values[at], cell.kind)
  return printNumber(amounts.taken[i] as number, cell.kind)
}

/** A computed amount, or nothing while it cannot be computed. */
export function printNumber(amount: number, kind: Kind): string {
  return Number.isNaN(amount) ? '' : printAmount(amount, kind)
}
