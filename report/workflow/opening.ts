import { addressLastYear, amountAt, amountOf, type Sheet } from '@/report/finding'
import { printAmount } from '@/report/input'
import type { Address, Cell, IndexedTerm } from '@/report/template'

/** A figure that last year's report settles: 上年结转, 上一年项目数量. */
export type Opening = { at: Address; text: string }

/** The cells that figures of last year's report alone settle (Y-01, Y-03), with what these come to, NaN where unfilled. */
function readOpenings({ template, last }: Required<Pick<Sheet, 'template' | 'last'>>): Map<Cell, number> {
  const read = ({ cell, minus }: IndexedTerm) => amountOf(last, (template.cells[cell] as Cell).meaning) * (minus ? -1 : 1)
  return new Map(
    template.equations.flatMap(({ rule, left: [opening, ...others], right }): [Cell, number][] => {
      const cell = opening && template.cells[opening.cell]
      if (!cell || others.length > 0 || rule.relation !== '=' || !right.every((term) => term.last)) return []
      return [[cell, right.reduce((sum, term) => sum + read(term), 0)]]
    })
  )
}

/**
 * The inputs that must equal figures of last year's report alone, with those figures: whatever the template declares
 * as such (Y-01, Y-03). Empty without a report of last year.
 */
export function listOpenings({ template, last }: Sheet): Opening[] {
  if (!last) return []
  return [...readOpenings({ template, last })].flatMap(([cell, amount]) =>
    cell.role === 'input' && !Number.isNaN(amount) ? [{ at: cell.at, text: printAmount(amount, cell.kind) }] : []
  )
}

/**
 * What last year's report has to set beside each cell, NaN where it has nothing: the cell as it was then, or, of a figure
 * carried over, the one it must equal: 上年结转 is last year's 结转下年度, not what had been carried into that year.
 */
export function readLastYear({ template, last }: Pick<Sheet, 'template' | 'last'>): (at: Address) => number {
  if (!last) return () => Number.NaN
  const openings = new Map([...readOpenings({ template, last })].map(([cell, amount]) => [cell.at, amount]))
  return (at) => openings.get(at) ?? amountAt(last, addressLastYear({ template, last }, at))
}
