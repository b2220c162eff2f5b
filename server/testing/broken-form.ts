import fc from 'fast-check'
import type { Sheet } from '@/report/finding'
import type { Repair } from '@/report/repair/repair'
import type { Report } from '@/report/report'
import { differenceOf, isBroken } from '@/report/rules/arithmetic'
import type { Address } from '@/report/template'
import { form2021 } from '@/report/templates/form-2021'
import { cleanReport } from '@/report/testing/clean'
import { computeTotal, printNumber, type Values } from '@/report/values'

export function applyRepair(report: Report, { changes }: Repair): Report {
  return { ...report, values: { ...report.values, ...Object.fromEntries(changes.map(({ at, now }) => [at, now])) } }
}

/** The identities that do not hold. */
export const brokenIn = (sheet: Sheet) =>
  sheet.template.equations.filter((equation) => equation.rule.level === 'error' && isBroken(equation, differenceOf(sheet, equation)))

/** With every total of the form typed as it is computed. */
export function typeTotals(values: Values): Values {
  const totals = form2021.cells.filter(({ role }) => role === 'total')
  return { ...values, ...Object.fromEntries(totals.map(({ at, kind }) => [at, printNumber(computeTotal(form2021, values, at), kind)])) }
}

/** The columns of table three that are typed. */
export const columns = ['person', 'company', 'research', 'welfare', 'legal', 'other']
const results = form2021.cells.filter(
  ({ at, role, column }) => at.startsWith('requests/') && role === 'input' && column.key === 'person' && !/\/(received|carried-)/.test(at)
)
const few = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.nat(5000) })

/** A filled form of 2021 without a broken sum; its totals typed or left to be computed. */
export const balancedForm = fc
  .record({
    outcomes: fc.array(few, { minLength: results.length * 6, maxLength: results.length * 6 }),
    left: fc.array(few, { minLength: 6, maxLength: 6 }),
    typed: fc.boolean()
  })
  .map(({ outcomes, left, typed }) => {
    const values: Record<Address, string> = { ...cleanReport(2024).values }
    columns.forEach((column, c) => {
      const own = outcomes.slice(c * results.length, (c + 1) * results.length)
      results.forEach(({ row }, r) => {
        values[`requests/${row.key}/${column}`] = String(own[r])
      })
      values[`requests/carried-out/${column}`] = String(left[c])
      values[`requests/received/${column}`] = String(own.reduce((sum, one) => sum + one, left[c] as number))
    })
    return typed ? typeTotals(values) : values
  })

/** The cells of the form that hold something. */
export const typedCells = (values: Values) => Object.keys(values).filter((at) => form2021.index.has(at) && values[at] !== '')
const places = (values: Values, most: number) => fc.uniqueArray(fc.constantFrom(...typedCells(values)), { minLength: 1, maxLength: most })

/** The same with one to three cells wrong, and some that must keep their number. */
export const brokenForm = balancedForm.chain((values) =>
  fc
    .record({
      wrong: places(values, 3),
      by: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 3 }),
      fixed: places(values, 20)
    })
    .map(({ wrong, by, fixed }) => ({
      values: { ...values, ...Object.fromEntries(wrong.map((at, i) => [at, String(Math.max(0, Number(values[at]) + (by[i] as number)))])) },
      fixed: new Set(fixed)
    }))
)
