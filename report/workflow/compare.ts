import { amountAt, type Sheet } from '@/report/finding'
import { type Kind, printAmount } from '@/report/input'
import { type Report, templateOf } from '@/report/report'
import type { Address } from '@/report/template'
import { readAmounts, type Values } from '@/report/values'
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

/**
 * Reports of one year and form added up cell by cell, as the unit they went into opens with them; a cell none of them has
 * stays blank, and so does one that is not a number in any. `texts`: whose prose it has, for there is no sum of that.
 */
export function sumReports(reports: readonly Report[], texts: Values): Report {
  const [first] = reports
  if (!first) throw new Error('no reports to add up')
  const template = templateOf(first)
  const all = reports.filter((one) => one.template === first.template).map((one) => readAmounts(template, one.values))
  const values = Object.fromEntries(Object.entries(texts).filter(([at]) => !template.index.has(at)))
  template.cells.forEach(({ at, kind, role }, i) => {
    if (role === 'group') return
    const told = all.filter(({ readings, taken }) => readings[i]?.is !== 'blank' || !Number.isNaN(taken[i]))
    const sum = told.reduce((total, { taken }) => total + (taken[i] as number), 0)
    if (told.length > 0 && !Number.isNaN(sum)) values[at] = printAmount(sum, kind, kind === 'money' ? '元' : undefined)
  })
  return { ...first, values }
}
