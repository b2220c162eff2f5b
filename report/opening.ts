import type { Sheet } from './finding'
import { printAmount } from './input'
import type { Address, Cell, IndexedTerm } from './template'

/** A figure that last year's report settles: 上年结转, 上一年项目数量. */
export type Opening = { at: Address; text: string }

/**
 * The inputs that must equal figures of last year's report alone, with those figures: whatever the template declares
 * as such (Y-01, Y-03). Empty without a report of last year.
 */
export function listOpenings({ template, last }: Sheet): Opening[] {
  if (!last) return []
  const amountOf = ({ cell, minus }: IndexedTerm) => {
    const i = last.template.index.get((template.cells[cell] as Cell).at)
    return i === undefined ? Number.NaN : (last.amounts.taken[i] as number) * (minus ? -1 : 1)
  }
  return template.equations.flatMap(({ rule, left: [opening, ...others], right }): Opening[] => {
    const cell = opening && template.cells[opening.cell]
    if (cell?.role !== 'input' || others.length > 0 || rule.relation !== '=' || !right.every((term) => term.last)) return []
    const amount = right.reduce((sum, term) => sum + amountOf(term), 0)
    return Number.isNaN(amount) ? [] : [{ at: cell.at, text: printAmount(amount, cell.kind) }]
  })
}
