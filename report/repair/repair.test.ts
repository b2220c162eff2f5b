import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sheet } from '@/report/finding'
import { readCell } from '@/report/input'
import type { Report } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import type { Address, Cell } from '@/report/template'
import { form2021 } from '@/report/templates/form-2021'
import { cleanReport } from '@/report/testing/clean'
import { printValue, type Values } from '@/report/values'
import { applyRepair, balancedForm, brokenForm, brokenIn, columns, typedCells, typeTotals } from '@/server/testing/broken-form'
import { type Misprint, plantSlips, rankRight } from '@/server/testing/misprints'
import { findRepairs } from './repair'

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
      '把四、结转下年度继续办理的自然人从 4 改为 8',
      '把（四）2 的自然人从 2 改为 6',
      '把（三）8 的自然人从 1 改为 5',
      '把（一）予以公开的自然人从 13 改为 17'
    ])
  })

  it('gives a typed total back to the computer where it is the total that is wrong', () => {
    expect(repairsOf({ 'requests/handled/person': '8' })).toEqual([
      { changes: [{ at: 'requests/handled/person', now: '' }], says: '把（七）总计的自然人从 8 改为自动计算的 9', isClear: true }
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

  const { 'with prose': told, 'without prose': untold } = {
    'with prose': plantSlips(150, 7, 'with prose'),
    'without prose': plantSlips(150, 7, 'without prose')
  }
  const share = (misprints: readonly Misprint[], knowsLast: boolean, most: number) =>
    rankRight(misprints, knowsLast).filter(({ rank }) => rank >= 0 && rank < most).length / misprints.length

  it('of the cell typed last comes first, also where no text tells the number', () => {
    expect(share(untold, true, 1)).toBeGreaterThanOrEqual(0.95)
    expect(share(untold, true, 3)).toBeGreaterThanOrEqual(0.99)
  })

  it('of a misprint anywhere is mostly the first, and hardly ever missing, where the text tells the numbers', () => {
    expect(share(told, false, 1)).toBeGreaterThanOrEqual(0.6)
    expect(share(told, false, 5)).toBeGreaterThanOrEqual(0.95)
  })

  it('of a misprint anywhere is mostly the first also where nothing tells the numbers: small ones are commoner', () => {
    expect(share(untold, false, 1)).toBeGreaterThanOrEqual(0.5)
    expect(share(untold, false, 5)).toBeGreaterThanOrEqual(0.8)
  })

  it('leaves no sum broken, whatever was typed last', () => {
    for (const known of [true, false])
      for (const { report, repairs } of rankRight(untold, known))
        for (const repair of repairs) expect(brokenIn(openSheet(applyRepair(report, repair)))).toEqual([])
  })

  it('may be applied unseen only where it is hardly ever wrong', () => {
    const clear = rankRight(told, false).filter(({ repairs }) => repairs[0]?.isClear)
    expect(clear.length).toBeGreaterThan(told.length / 2)
    expect(clear.filter(({ rank }) => rank === 0).length / clear.length).toBeGreaterThanOrEqual(0.98)
  })

  it('does not offer a row that is 0 for want of better', () => {
    // 3 typed instead of 2 in 结转下年度.
    const values = { 'requests/received/person': '11', 'requests/carried-out/person': '3' }
    const sheet = openSheet(cleanReport(2024, values))
    for (const recent of [[], ['requests/carried-out/person']]) {
      const repairs = findRepairs(sheet, NONE, recent)
      expect(repairs.flatMap(({ changes }) => changes.map(({ at }) => at))).not.toContain('requests/state-secret/person')
      if (recent.length > 0) expect(repairs[0]).toMatchObject({ changes: [{ at: recent[0], now: '2' }], isClear: true })
    }
  })

  it('is likelier with what stood there last year', () => {
    const lastYear = cleanReport(2023, {
      'requests/received/person': '5',
      'requests/granted/person': '5',
      'requests/carried-out/person': '0'
    })
    const values = { 'requests/granted/person': '6', 'requests/partial/person': '4' }
    const [first] = findRepairs(openSheet(cleanReport(2024, values), { lastYear }), NONE)
    expect(first?.changes).toEqual([{ at: 'requests/granted/person', now: '5' }])
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
