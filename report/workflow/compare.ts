import { amountAt, type Sheet } from '@/report/finding'
import { type Kind, printAmount } from '@/report/input'
import type { Address } from '@/report/template'
import { readLastYear } from './opening'

/** A cell beside last year's: the value then, the change, and the change in percent where there was something to change. */
export type YearComparison = { last: string; change: string; share: string }

/** Every cell that last year's report, on the same form, has something for; where both are 0 there is nothing to compare. */
export function compareYears(sheet: Sheet): Map<Address, YearComparison> {
  const compared = new Map<Address, YearComparison>()
  if (sheet.last?.template !== sheet.template) return compared
  const lastYear = readLastYear(sheet)
  for (const { at, kind, role } of sheet.template.cells) {
    const [last, now] = [lastYear(at), amountAt(sheet, at)]
    if (role === 'group' || Number.isNaN(last) || (last === 0 && now === 0)) continue
    const change = now - last
    compared.set(at, {
      last: printAmount(last, kind),
      change: Number.isNaN(change) ? '' : signed(change, kind),
      share: Number.isNaN(change) || last === 0 ? '' : `${change > 0 ? '+' : ''}${Math.round((1000 * change) / last) / 10}%`
    })
  }
  return compared
}

const signed = (change: number, kind: Kind) => (change > 0 ? `+${printAmount(change, kind)}` : printAmount(change, kind))
