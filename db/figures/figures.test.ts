import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { importPastReport } from '@/db/imports/past-reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { openFiling } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { fillFigures, keepFigures, listFigures, pickFigures, readPicked, sumFigures } from './figures'

const now = new Date('2020-01-10T02:00:00.000Z')
const CELL = 'disclosure/normative/public-total'
const [FEES, GRANTED] = ['disclosure/fees/amount', 'requests/granted/person']

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

  it('sums are exact, and tell how many reports have a value in the cell and which have none', async () => {
    const cases = [await newCase(store, now), await newCase(store, now), await newCase(store, now)]
    const reports = cases.map(({ report }) => report)
    const keep = (report: number, text: string) =>
      store.tx((db) => keepFigures({ read: db, t: store.t }, { report, version: 1 }, cleanReport(2019, { [CELL]: text })))
    for (const [i, text] of ['1000000000000000', '', '不详'].entries()) await keep(reports[i] as number, text)
    const { sums, gaps } = await sumFigures(store, reports)
    expect(sums.get(CELL)).toEqual({ amount: 1_000_000_000_000_000, covered: 1 })
    expect(gaps.filter(({ at }) => at === CELL).sort((a, b) => a.report - b.report)).toEqual([
      { report: reports[1], at: CELL, standing: 'blank' },
      { report: reports[2], at: CELL, standing: 'unreadable' }
    ])
    for (const report of reports) await keep(report, '4000000000000000')
    await expect(sumFigures(store, reports)).rejects.toThrow(RangeError)
  })

  it('some cells are read without the rest, on each form that has them', async () => {
    const [first, second] = [await newCase(store, now), await newCase(store, now)]
    await store.tx((db) =>
      keepFigures({ read: db, t: store.t }, { report: first.report, version: 1 }, cleanReport(2024, { [GRANTED]: '6', [FEES]: '' }))
    )
    await store.tx((db) =>
      keepFigures({ read: db, t: store.t }, { report: second.report, version: 1 }, cleanReport(2019, { [GRANTED]: '9' }))
    )
    const picked = pickFigures(store.t, [FEES, GRANTED])
    const asked = new Map([first.report, second.report].map((report) => [report, undefined]))
    const rows = (await readPicked(store, picked, asked)).toSorted((a, b) => a.report - b.report)
    const read = rows.map((row) => picked.read(row.template, row.digits).map(({ at, amount }) => [at, amount]))
    expect(new Map(read[0] as [string, number | null][])).toEqual(
      new Map([
        [FEES, null],
        [GRANTED, 6]
      ])
    )
    expect(rows.map((row) => picked.adder(row.template, [GRANTED])(row.digits))).toEqual([6, 9])
    expect(rows.map((row) => picked.adder(row.template, [GRANTED, FEES])(row.digits))[0]).toBeNull()
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
