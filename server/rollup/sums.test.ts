import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { readReport } from '@/db/reports/reports'
import { newAggregates } from '@/db/testing/aggregates'
import { openOwnStore } from '@/db/testing/own-store'
import { readInPast } from '@/db/testing/past'
import { opened, openFiling } from '@/db/testing/steps'
import { listMembers } from '@/db/workflow/members'
import { coverageAddress } from '@/report/rollup/coverage-note'
import { coverageOf, sayCoverage } from '@/report/rollup/rollup'
import { openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import type { PassedReport } from '@/server/gate/gate'
import { saveTyped } from '@/server/work/fill-in'
import { readSumPage } from './sum-page'
import { adjust, declareAbsent, takeSums } from './sums'
import { tellAbove } from './tell-above'
import { tellSums } from './tell-sums'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const store = await openOwnStore()

/** What the gate hands over to the filler of an aggregate, who also compiles it. */
async function passAs(report: number, by: number, unit: number) {
  const memberships = (['filler', 'compiler'] as const).map((role) => ({ unit, role }))
  const user = { id: by, name: 'x', fullName: 'x', mustChangePassword: false, memberships }
  const filing = await openFiling(store, report)
  return {
    store,
    now,
    user,
    filing,
    roles: ['filler', 'compiler'],
    opened: await opened(store, 'edit', report, by)
  } as unknown as PassedReport<'edit'> & PassedReport<'read'>
}

it('what an aggregate covers is said in the same words by form, page and note; its cells take no typing; a cell opens to its members', async () => {
  const of = await newAggregates(store, now, YEAR, AT)
  const { office, county } = await of.fileCounty()
  const city = await of.begin(of.city)
  const passed = await passAs(city, of.city.by, of.city.unit.id)
  expect(await tellSums(store, passed.filing)).toMatchObject({ isSummed: false, words: '有 2 个成员单位，尚未汇总' })
  const reviewer = {
    ...passed,
    user: { ...passed.user, id: of.reviewer, memberships: [{ unit: of.city.unit.id, role: 'reviewer' as const }] }
  }
  expect(await declareAbsent(reviewer, { unit: of.bureau.unit.id, year: YEAR, reason: '台账尚未移交' })).toEqual({ ok: true })
  expect(await declareAbsent(passed, { unit: of.bureau.unit.id, year: YEAR, reason: null })).toMatchObject({
    error: '该单位的年报不由您审核'
  })
  expect(await takeSums(passed, {})).toEqual({ ok: true })

  const words = sayCoverage(coverageOf(await listMembers(store, passed.filing)))
  expect(words).toBe(`汇总自 2 个单位中的 1 个；未计入：${of.bureau.unit.name}（缺报：台账尚未移交）`)
  const page = await readSumPage(passed, AT)
  expect([(await tellSums(store, passed.filing))?.words, page?.told?.words]).toEqual([words, words])
  expect(await of.textOf(city, coverageAddress(openTemplate('F2021')))).toContain(words)

  const typed = { saveId: 'by-hand-0001', cells: [{ at: AT, was: '12', now: '13', how: 'typed' as const }] }
  expect(await saveTyped(passed, typed)).toMatchObject({ ok: false, error: expect.stringContaining('由成员单位汇总') })

  expect(await adjust(passed, { at: AT, was: '12', amount: '－２', reason: '联合发文只计一次' })).toEqual({ ok: true })
  expect(await adjust(passed, { at: AT, was: '12', amount: '若干', reason: '联合发文只计一次' })).toMatchObject({
    ok: false,
    field: 'amount'
  })
  expect(await adjust(passed, { at: AT, was: '12', amount: '-2', reason: '联合发文只计一次' })).toMatchObject({
    error: expect.stringMatching(/^此格刚由市员.*汇总或调整，现为 10。/)
  })
  const cell = (await readSumPage(passed, AT))?.opened
  expect(cell).toMatchObject({
    sum: '10',
    rows: [
      { name: of.county.unit.name, value: '12', share: '120.0%' },
      { value: '台账尚未移交', amount: null }
    ]
  })
  expect(cell?.adjustments.map(({ value }) => value)).toEqual(['-2'])
  expect(cell?.rows[0]?.href).toMatch(/\/sum\?at=.*&taking=\d+$/)

  // The time on it is that of the newest report that counts, whenever the page is read.
  const dated = await readSumPage({ ...passed, now: new Date(now.getTime() + 86_400_000) }, AT)
  expect(dated?.newestOn).toEqual((await openFiling(store, county)).submittedOn)

  // Nor does what is corrected since change it: that is not in the sums yet.
  const later = new Date(now.getTime() + 3_600_000)
  await store.tx((db) => db.update(store.t.reports).set({ submittedOn: later }).where(eq(store.t.reports.id, county)))
  expect((await readSumPage(passed, AT))?.newestOn?.getTime()).toBeLessThan(later.getTime())
  await store.tx((db) => db.update(store.t.reports).set({ submittedOn: now }).where(eq(store.t.reports.id, county)))

  // The clerk of the office is told where his figures go, and what his correction changes there.
  const filing = await openFiling(store, office)
  expect(await tellAbove(store, filing, await readReport(store, filing))).toBe(`计入：${of.county.unit.name}汇总`)
  const moved = await of.step('correct', office, of.reviewer)
  const draft = await openFiling(store, moved.ok ? moved.report : 0)
  const report = await readReport(store, draft)
  const corrected = { ...report, values: { ...report.values, [AT]: '8' } }
  expect(await tellAbove(store, draft, corrected)).toMatch(/（已公布）。本次更正审核通过后，该汇总将提示更新：.*7 → 8$/)
})

it('who is not counted is said with where he stands now, not where he stood when the sums were taken', async () => {
  const of = await newAggregates(store, now, YEAR, AT)
  await of.fileCounty()
  const bureau = await of.begin(of.bureau)
  const city = await of.begin(of.city)
  await of.sum(city, of.city)
  const words = async () => (await tellSums(store, await openFiling(store, city)))?.words
  expect(await words()).toMatch(/（填报中）$/)
  await of.step('submit', bureau, of.bureau.by)
  expect(await words()).toMatch(/（待审核）$/)
  expect(await tellSums(store, await openFiling(store, city), await listMembers(store, await openFiling(store, city)))).toMatchObject({
    words: await words(),
    changed: 0
  })
})

it('what the members had last year is added up as well, and says whom that covers where somebody has nothing', async () => {
  const [year, on] = [2023, new Date('2024-01-10T02:00:00.000Z')]
  const of = await newAggregates(store, on, year, AT)
  const readIn = ({ unit, by }: typeof of.office, decisions: string) =>
    readInPast(store, { unit, year: year - 1, by, now: on, values: { ...cleanReport(year - 1).values, [AT]: decisions } })
  const open = async () => (await readSumPage(await passAs(county, of.county.by, of.county.unit.id), AT))?.opened
  await of.file(of.office, '7')
  await of.file(of.town, '5')
  const county = await of.begin(of.county)
  await of.sum(county, of.county)
  expect(await open()).toMatchObject({ sum: '12', lastSum: '', lastCovers: '成员单位均无上年数' })
  await readIn(of.office, '6')
  expect(await open()).toMatchObject({ sum: '12', lastSum: '6', lastCovers: '上年数含 2 个单位中的 1 个' })
  await readIn(of.town, '3')
  expect(await open()).toMatchObject({ sum: '12', lastSum: '9', lastCovers: '' })

  // Of another set of units than this year's sum, what both years have is said beside it.
  await readIn(of.bureau, '4')
  await of.publish(county, of.county)
  const city = await of.begin(of.city)
  await of.sum(city, of.city)
  const above = async () => (await readSumPage(await passAs(city, of.city.by, of.city.unit.id), AT))?.opened
  expect(await above()).toMatchObject({ sum: '12', lastSum: '4', lastCovers: '上年数含 2 个单位中的 1 个' })
  await readIn(of.county, '10')
  expect(await above()).toMatchObject({ sum: '12', lastSum: '14', lastCovers: '今年有数的 1 个上年合计 10' })
})
