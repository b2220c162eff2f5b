import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { keepFigures } from '@/db/figures/figures'
import { declareAbsence } from '@/db/people/obligations'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { findSnapshot, readReport } from '@/db/reports/reports'
import { addAdjustment } from '@/db/rollup/adjustments'
import { readContributions } from '@/db/rollup/contributions'
import { findStaleness } from '@/db/rollup/stale'
import { takeSums } from '@/db/rollup/take'
import { readTotals } from '@/db/rollup/totals'
import { newAggregates } from '@/db/testing/aggregates'
import { onEngines } from '@/db/testing/on-engines'
import { readInPast } from '@/db/testing/past'
import { opened, openFiling } from '@/db/testing/steps'
import type { Report } from '@/report/report'
import { figuresOf } from '@/report/rollup/figures'
import { readSnapshot } from '@/report/snapshot'
import { openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import type { Passed, PassedReport } from '@/server/gate/gate'
import { openQueue, readFilter } from '@/server/queue/queue'
import { readAsk } from '@/server/statistics/ask'
import { drawPicture, PICTURES } from '@/server/statistics/pictures'
import { openStatistics, readOverview } from '@/server/statistics/statistics'
import { makeStatisticsCsv } from '@/server/statistics/statistics-csv'
import { orderWorkbook } from '@/server/statistics/statistics-workbook'
import { readSumPage } from './sum-page'
import { takeSums as answerTake } from './sums'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const BOTH = 'requests/granted/person'
/** On the form of this year alone. */
const ONLY = openTemplate('F2021').cells.find(({ at, role }) => role === 'input' && !openTemplate('F2019').index.has(at))?.at ?? ''
const ROUNDS = 6

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('ten units of 10^15 less one: the aggregate names the cell, the statistics say it is too large, and nothing breaks', async () => {
    const city = {
      id: await addUnit(store, { name: '大市', kind: 'government', above: null, now }),
      name: '大市',
      kind: 'government' as const
    }
    const by = (await addUser(store, { name: `大市填报${Math.random()}`, password: null, now })) as number
    await addMembership(store, { user: by, unit: city.id, role: 'reviewer' })
    for (let i = 0; i < 10; i++) {
      const unit = { id: await addUnit(store, { name: `大局${i}`, kind: 'department', above: city.id, now }), name: `大局${i}` }
      const values = { ...cleanReport(YEAR).values, [AT]: '999999999999999' }
      await readInPast(store, { unit: { ...unit, kind: 'department' }, year: YEAR, by, now, values })
    }
    const passed = { store, now, user: { id: by, memberships: [{ unit: city.id, role: 'reviewer' }] } } as unknown as Passed
    const ask = readAsk({ indicator: AT, from: String(YEAR), to: String(YEAR) }, now)
    const statistics = await openStatistics(passed, ask)
    expect(statistics.totals[0]).toMatchObject({ value: null, gap: '过大，不作合计', covered: 10 })
    expect(statistics.ranking[0]?.cells[0]?.value).toBe(999_999_999_999_999)
    await readOverview(passed, statistics)
    for (const name of PICTURES) expect(drawPicture(name, statistics) ?? '').not.toContain('NaN')
    expect(new TextDecoder().decode(makeStatisticsCsv(statistics))).not.toContain('NaN')
    expect(JSON.stringify((await orderWorkbook(passed, statistics)).order)).not.toContain('NaN')
  })

  it('an aggregate whose sum is too large is refused with the name of the cell', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    await of.file(of.office, '999999999999999')
    await of.file(of.town, '5')
    const county = await of.begin(of.county)
    await of.sum(county, of.county)
    const may = await opened(store, 'edit', county, of.county.by)
    const was = '1000000000000004'
    const line = { at: AT, was, amount: 8_100_000_000_000_000, reason: '联合发文只计一次', now }
    expect(await addAdjustment(store, may, line)).toEqual({ ok: false, why: 'too large' })
    // Past the check of one person, as by a member that grew since.
    const { t } = store
    const beyond = {
      unit: of.county.unit.id,
      year: YEAR,
      at: AT,
      amount: 8_900_000_000_000_000,
      reason: '联合发文',
      by: of.county.by,
      on: now
    }
    await store.tx((db) => db.insert(t.adjustments).values(beyond))
    const passed = { store, now, opened: may, filing: await openFiling(store, county) } as unknown as PassedReport<'edit'>
    expect(await answerTake(passed, {})).toMatchObject({ error: expect.stringMatching(/^“.*行政许可.*”合计过大/) })
    expect((await readReport(store, await openFiling(store, county))).values[AT]).toBe(was)
  })

  it('a member taken down while the aggregate is published: refused, or published and said to be out of date', async () => {
    for (let i = 0; i < ROUNDS; i++) {
      const of = await newAggregates(store, now, YEAR, AT)
      const bureau = await of.file(of.bureau, '3')
      await of.fileCounty()
      const city = await of.begin(of.city)
      await of.sum(city, of.city)
      await of.step('submit', city, of.city.by)
      for (const name of ['claim', 'approve'] as const) await of.step(name, city, of.reviewer)
      const other = (await addUser(store, { name: `审二${of.city.unit.id}`, password: null, now })) as number
      await of.step('askTakeDown', bureau, of.reviewer)
      const both = [() => of.step('takeDown', bureau, other), () => of.step('publish', city, of.reviewer)]
      const answers = await Promise.all((i % 2 === 0 ? both : both.toReversed()).map((step) => step()))
      const [down, published] = i % 2 === 0 ? answers : answers.toReversed()
      expect(down).toMatchObject({ ok: true, state: 'WITHDRAWN' })
      const filing = await openFiling(store, city)
      if (published?.ok) {
        expect(filing.state).toBe('PUBLISHED')
        const { members } = await findStaleness(store, filing)
        expect(members).toMatchObject([{ unit: of.bureau.unit.id, was: '已计入' }])
      } else {
        expect(published).toMatchObject({ demand: 'members', detail: expect.stringContaining(of.bureau.unit.name) })
        expect(filing.state).toBe('APPROVED')
      }
    }
  })

  it('putting an aggregate back demands of its members what publishing does, and one that lacks somebody is published by itself', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    const bureau = await of.file(of.bureau, '3')
    await of.fileCounty()
    const city = await of.begin(of.city)
    await of.sum(city, of.city)
    await of.publish(city, of.city)
    const other = (await addUser(store, { name: `审三${of.city.unit.id}`, password: null, now })) as number
    const takeDown = async (report: number) => {
      await of.step('askTakeDown', report, of.reviewer)
      expect(await of.step('takeDown', report, other)).toMatchObject({ ok: true })
    }
    await takeDown(city)
    await takeDown(bureau)
    expect(await of.step('republish', city, of.reviewer)).toMatchObject({ demand: 'members', detail: expect.stringContaining('局') })
    expect(await of.step('republish', bureau, of.reviewer)).toMatchObject({ ok: true })
    expect(await of.step('republish', city, of.reviewer)).toMatchObject({ ok: true, state: 'PUBLISHED' })

    const partial = await newAggregates(store, now, YEAR, AT)
    await partial.fileCounty()
    const absence = { unit: partial.bureau.unit.id, year: YEAR, by: partial.reviewer, on: now, reason: '台账尚未移交' }
    await declareAbsence(store, absence)
    const draft = await partial.begin(partial.city)
    await partial.sum(draft, partial.city)
    await partial.step('submit', draft, partial.city.by)
    const memberships = [{ unit: partial.city.unit.id, role: 'reviewer' as const }]
    const passed = { store, now, user: { id: partial.reviewer, memberships } } as unknown as Passed
    expect((await openQueue(passed, readFilter({}))).plain).toEqual([])
    for (const name of ['claim', 'approve'] as const) await partial.step(name, draft, partial.reviewer)
    const queue = await openQueue(passed, readFilter({}))
    expect(queue.rows.map(({ id }) => id)).toContain(draft)
    expect(queue.publishable).toEqual([])
  })

  it('sums taken while a member is corrected are those of the revision they name', async () => {
    for (let i = 0; i < ROUNDS; i++) {
      const of = await newAggregates(store, now, YEAR, AT)
      const town = await of.file(of.town, '5')
      await of.file(of.office, '7')
      const county = await of.begin(of.county)
      await of.sum(county, of.county)
      await Promise.all([of.correct(town, of.town, AT, '5', '9'), of.sum(county, of.county), of.sum(county, of.county)])
      const filing = await openFiling(store, county)
      const { contributions } = await readContributions(store, filing, AT)
      const parts = contributions.map(({ amount }) => amount ?? 0)
      expect(await of.textOf(county)).toBe(String(parts.reduce((sum, one) => sum + one, 0)))
      await of.sum(county, of.county)
      expect(await of.textOf(county)).toBe('16')
    }
  })

  it('an adjustment while the aggregate is handed in is in what is handed in, or refused', async () => {
    for (let i = 0; i < ROUNDS; i++) {
      const of = await newAggregates(store, now, YEAR, AT)
      await of.fileCounty()
      await of.file(of.bureau, '3')
      const city = await of.begin(of.city)
      await of.sum(city, of.city)
      const may = await opened(store, 'edit', city, of.city.by)
      const line = { at: AT, was: '15', amount: -1, reason: '联合发文只计一次', now }
      const [adjusted, submitted] = await Promise.all([addAdjustment(store, may, line), of.step('submit', city, of.city.by)])
      const filing = await openFiling(store, city)
      const { totals } = await readTotals(store, filing)
      expect(totals.get(AT)?.amount).toBe(adjusted.ok ? 14 : 15)
      // Whoever hands in read a version before the adjustment: he is told, and hands in what he sees then.
      if (!submitted.ok) expect([submitted.why, adjusted.ok]).toEqual(['moved', true])
      else {
        const json = (await findSnapshot(store, city))?.json ?? ''
        expect(figuresOf(readSnapshot(json)).find(({ at }) => at === AT)?.amount).toBe(adjusted.ok ? 14 : 15)
      }
    }
  })

  it('of members on another form or with what is no number each cell says what compares and what does not', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    const [office, town] = [await of.file(of.office, '7'), await of.file(of.town, '5')]
    const county = await of.begin(of.county)
    // No form of this year has it; a file of an older program might.
    const say = async (report: number, content: Report) => {
      const version = (await findSnapshot(store, report))?.version ?? 0
      const { t } = store
      await store.tx(async (db) => {
        await keepFigures({ read: db, t }, { report, version }, content)
        await db.update(t.reports).set({ template: content.template }).where(eq(t.reports.id, report))
      })
    }
    await say(town, { ...cleanReport(2020), values: { ...cleanReport(2020).values, [BOTH]: '9' } })
    await say(office, { ...cleanReport(YEAR), values: { ...cleanReport(YEAR).values, [BOTH]: '4', [ONLY]: '若干' } })
    await of.sum(county, of.county)
    const user = { id: of.county.by, memberships: [{ unit: of.county.unit.id, role: 'filler' }] }
    const passed = { store, now, user, roles: ['filler'], filing: await openFiling(store, county) } as unknown as PassedReport<'read'>
    const rowsOf = async (at: string) => new Map((await readSumPage(passed, at))?.opened?.rows.map(({ unit, value }) => [unit, value]))
    expect([...(await rowsOf(BOTH)).values()].sort()).toEqual(['4', '9'])
    expect((await rowsOf(ONLY)).get(of.town.unit.id)).toBe('表式不同')
    expect((await rowsOf(ONLY)).get(of.office.unit.id)).toBe('不是数字')
    const { totals } = await readTotals(store, await openFiling(store, county))
    expect(totals.get(BOTH)).toMatchObject({ amount: 13, covered: 2, of: 2, uncovered: [] })
    expect(totals.get(ONLY)).toMatchObject({ amount: null, covered: 0, of: 2 })
    expect(
      totals
        .get(ONLY)
        ?.uncovered.map(({ why }) => why)
        .sort()
    ).toEqual(['inapplicable', 'unreadable'])
    expect((await readReport(store, await openFiling(store, county))).values[ONLY] ?? '').toBe('')
  })

  it('a unit that is above itself and below its own county adds up nobody twice', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    await of.fileCounty()
    const filing = { unit: of.county.unit.id, year: YEAR, kind: 'government' as const, template: 'F2021' as const }
    const before = (await readTotals(store, filing)).totals.get(AT)?.amount
    const { t } = store
    // Nobody can make this here; a file restored by hand might have it.
    await store.tx((db) => db.insert(t.unitsAbove).values({ unit: of.county.unit.id, above: of.office.unit.id, steps: 1 }))
    const { members, totals } = await readTotals(store, filing)
    expect(new Set(members.map(({ unit }) => unit)).size).toBe(members.length)
    expect(members.some(({ unit }) => unit === of.county.unit.id)).toBe(false)
    expect(totals.get(AT)?.amount).toBe(before)
  })

  it('of two who take the sums at once both have them, and the history of takings is whole', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    await of.file(of.town, '5')
    await of.file(of.office, '7')
    const county = await of.begin(of.county)
    const other = (await addUser(store, { name: `县二${of.county.unit.id}`, password: null, now })) as number
    await addMembership(store, { user: other, unit: of.county.unit.id, role: 'filler' })
    const both = await Promise.all([of.county.by, other].map((user) => opened(store, 'edit', county, user)))
    const answers = await Promise.all(both.map((may) => takeSums(store, may, now)))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(await of.textOf(county)).toBe('12')
    expect((await readContributions(store, await openFiling(store, county), AT)).contributions).toHaveLength(2)
  })
})
