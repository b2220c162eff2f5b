import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyRepair, balancedForm, brokenForm, brokenIn, columns, typedCells, typeTotals } from '@/server/testing/broken-form'
import { openSheet } from './check'
import { exampleReport } from './example'
import type { Sheet } from './finding'
import { readCell } from './input'
import { findRepairs } from './repair'
import type { Report } from './report'
import type { Address, Cell } from './template'
import { form2021 } from './templates/form-2021'
import { cleanReport } from './testing'
import { printValue, type Values } from './values'

const NONE: ReadonlySet<Address> = new Set()

const repairsOf = (values: Values) => findRepairs(openSheet(cleanReport(2024, values)), NONE)

describe('a repair', () => {
  it('leaves no identity broken, touches no fixed cell and holds only texts that can be read', () => {
    fc.assert(
      fc.property(brokenForm, ({ values, fixed }) => {
        const report = cleanReport(2024, values)
        const sheet = openSheet(report)
        const repairs = findRepairs(sheet, fixed)
        expect(repairs.length).toBeLessThanOrEqual(5)
        for (const repair of repairs) {
          const after = openSheet(applyRepair(report, repair))
          expect(brokenIn(after)).toEqual([])
          expect(repair.changes.length).toBeLessThanOrEqual(3)
          for (const at of fixed) expect(shown(after, at), at).toBe(shown(sheet, at))
          for (const { at, now } of repair.changes) {
            const { kind, role } = form2021.cells[form2021.index.get(at) ?? -1] as Cell
            expect(now === '' ? role : readCell(now, kind)).toEqual(now === '' ? 'total' : expect.objectContaining({ as: 'plain' }))
          }
        }
      }),
      { numRuns: 300 }
    )
  })

  it('is there whenever three cells are wrong or fewer', () => {
    fc.assert(
      fc.property(brokenForm, ({ values }) => {
        const sheet = openSheet(cleanReport(2024, values))
        expect(findRepairs(sheet, NONE).length > 0).toBe(brokenIn(sheet).length > 0)
      })
    )
  })

  it('is there for every single wrong cell of a form whose totals are typed, and takes it back', () => {
    fc.assert(
      fc.property(
        balancedForm.chain((values) =>
          fc.record({
            values: fc.constant(typeTotals(values)),
            at: fc.constantFrom(...typedCells(values)),
            by: fc.integer({ min: 1, max: 40 })
          })
        ),
        ({ values, at, by }) => {
          const wrong = { ...values, [at]: String(Number(values[at]) + by) }
          const sheet = openSheet(cleanReport(2024, wrong))
          fc.pre(brokenIn(sheet).length > 0)
          const repairs = findRepairs(sheet, NONE).map((repair) => applyRepair(cleanReport(2024, wrong), repair))
          expect(repairs.map((report) => shown(openSheet(report), at))).toContain(values[at])
        }
      ),
      { numRuns: 200 }
    )
  })

  it('is mostly the true one where totals are computed and the text names its numbers', () => {
    const isFound = requestCells(exampleReport).flatMap(({ at }) =>
      [-10, -3, -1, 1, 3, 10, 27].flatMap((by): boolean[] => {
        const right = Number(exampleReport.values[at])
        if (right + by < 0) return []
        const wrong = { ...exampleReport, values: { ...exampleReport.values, [at]: String(right + by) } }
        return [findRepairs(openSheet(wrong), NONE).some(({ changes }) => isDeepStrictEqual(changes, [{ at, now: String(right) }]))]
      })
    )
    expect(isFound.filter(Boolean).length / isFound.length).toBeGreaterThan(0.95)
  })

  it('names the cell as on the form, with its number before and after', () => {
    const values = { ...exampleReport.values, 'requests/received/person': '90' }
    expect(findRepairs(openSheet({ ...exampleReport, values }), NONE).map(({ says }) => says)).toEqual([
      '把一、本年新收政府信息公开申请数量的自然人从 90 改为 86',
      '把（二）部分公开的自然人从 4 改为 8',
      '把（三）8 的自然人从 1 改为 5',
      '把（四）2 的自然人从 2 改为 6',
      '把（五）2 的自然人从 2 改为 6'
    ])
  })

  it('gives a typed total back to the computer where it is the total that is wrong', () => {
    expect(repairsOf({ 'requests/handled/person': '8' })).toEqual([
      { changes: [{ at: 'requests/handled/person', now: '' }], says: '把（七）总计的自然人从 8 改为自动计算的 9' }
    ])
  })

  it('mends several sums of different tables at once', () => {
    const [first] = repairsOf({ 'requests/received/person': '11', 'disclosure/normative/made': '8', 'disputes/review/total': '3' })
    expect(first?.changes.map(({ at }) => at)).toEqual(['disclosure/normative/made', 'requests/received/person', 'disputes/review/total'])
  })

  it('keeps away from an opening balance that was carried over, and lets an explained one stand', () => {
    const lastYear = cleanReport(2023, { 'requests/granted/person': '6', 'requests/carried-out/person': '4' })
    const report = cleanReport(2024, { 'requests/carried-in/person': '3', 'requests/received/person': '10' })
    const sheet = openSheet(report, { lastYear })
    const explained = findRepairs(sheet, new Set(['requests/carried-in/total']))
    expect(explained.length).toBeGreaterThan(0)
    expect(explained.flatMap(({ changes }) => changes.map(({ at }) => at))).not.toContain('requests/carried-in/person')
    // Nobody explained it: the balance with last year has to be mended as well.
    expect(findRepairs(sheet, NONE).every(({ changes }) => changes.some(({ at }) => at.startsWith('requests/carried-in/')))).toBe(true)
  })

  it('is not offered for a form in balance, half filled, or broken in too many places', () => {
    expect(repairsOf({})).toEqual([])
    expect(repairsOf({ 'requests/received/person': '', 'requests/granted/company': '3' })).not.toEqual([])
    expect(repairsOf({ 'requests/received/person': '' })).toEqual([])
    expect(repairsOf(Object.fromEntries(columns.map((column) => [`requests/received/${column}`, '50'])))).toEqual([])
  })
})

const shown = ({ template, report, amounts }: Sheet, at: Address) => printValue(template, report.values, amounts, at)
const requestCells = (report: Report) =>
  openSheet(report).template.cells.filter(({ role, table }) => role === 'input' && table.key === 'requests')
