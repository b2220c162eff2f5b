import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { importPastReport } from '@/db/imports/past-reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { openFiling } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { fillFigures, keepFigures, listFigures, sumFigures } from './figures'

const now = new Date('2020-01-10T02:00:00.000Z')
const CELL = 'disclosure/normative/public-total'

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  const amountOf = async (report: number) => (await listFigures(store, [report], [CELL])).map(({ amount }) => amount)

  it('a report has figures once it is handed in, and those of its latest submission', async () => {
    const one = await newCase(store, now)
    expect(await listFigures(store, [one.report])).toEqual([])
    await one.step('submit', 'filler')
    const first = await amountOf(one.report)
    await one.step('claim', 'reviewer')
    await one.comment('reviewer', CELL)
    await one.step('return', 'reviewer', { reason: '请核对数字' })
    await one.type(CELL, String(first[0]), '3')
    expect(await amountOf(one.report)).toEqual(first)
    expect(await one.step('submit', 'filler')).toMatchObject({ ok: true })
    expect(await amountOf(one.report)).toEqual([3])
  })

  it('a report of an earlier year that is read in has figures', async () => {
    const one = await newCase(store, now)
    const unit = { id: one.bureau, name: '史局', kind: 'department' as const }
    const file = { name: 'x', hash: 'a'.repeat(64), words: 'x' }
    const read = await importPastReport(store, { unit, year: 2023, values: cleanReport(2023).values, file, by: one.filler.id, now })
    expect(read.ok && (await listFigures(store, [read.report])).length).toBeGreaterThan(100)
  })

  it('sums are exact, and tell how many reports have a value in the cell', async () => {
    const cases = [await newCase(store, now), await newCase(store, now), await newCase(store, now)]
    const reports = cases.map(({ report }) => report)
    for (const [i, text] of ['999999999999', '', '不详'].entries())
      await store.tx((db) => keepFigures({ read: db, t: store.t }, reports[i] as number, cleanReport(2019, { [CELL]: text })))
    expect(await sumFigures(store, reports, [CELL])).toEqual([{ at: CELL, amount: 999_999_999_999, covered: 1 }])
    await store.tx((db) =>
      db
        .update(store.t.figures)
        .set({ amount: 1_000_000_000_000_001 })
        .where(eq(store.t.figures.report, reports[0] as number))
    )
    expect(await sumFigures(store, reports, [CELL])).toEqual([{ at: CELL, amount: 1_000_000_000_000_001, covered: 1 }])
    await store.tx((db) =>
      db
        .update(store.t.figures)
        .set({ amount: 2 ** 53 })
        .where(eq(store.t.figures.at, CELL))
    )
    await expect(sumFigures(store, reports, [CELL])).rejects.toThrow(RangeError)
  })

  it('what was handed in before figures were kept is filled in, and an interrupted filling goes on', async () => {
    const cases = [await newCase(store, now), await newCase(store, now)]
    for (const one of cases) await one.step('submit', 'filler')
    const before = await listFigures(store, [cases[0]?.report as number])
    await store.tx((db) => db.delete(store.t.figures))
    const again = new Error('interrupted')
    await expect(
      fillFigures(store, () => {
        throw again
      })
    ).rejects.toBe(again)
    await fillFigures(store)
    expect(await listFigures(store, [cases[0]?.report as number])).toEqual(before)
    expect(await fillFigures(store)).toBe(0)
    expect((await openFiling(store, cases[0]?.report as number)).state).toBe('SUBMITTED')
  })
})
