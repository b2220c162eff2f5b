import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { newAggregates } from '@/db/testing/aggregates'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling } from '@/db/testing/steps'
import { addAdjustment } from './adjustments'
import { readContributions } from './contributions'
import { findStaleness } from './stale'
import { takeSums } from './take'
import { findTaking, listTakings, listTakingsThen, readTakenContributions } from './takings'
import { readTotals } from './totals'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const later = new Date('2022-01-12T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const NOTE = 'disclosure/note'

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('whoever composes an aggregate chooses what it counts: the sums, the note and what is stale follow, and no step asks less of a member', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    await of.fileCounty()
    const bureau = await of.begin(of.bureau)
    await of.step('submit', bureau, of.bureau.by)
    const city = await of.begin(of.city)
    const take = async (counting?: 'published' | 'submitted') =>
      takeSums(store, await opened(store, 'edit', city, of.city.by), now, counting)
    const covered = async () => (await readTotals(store, await openFiling(store, city))).totals.get(AT)?.covered
    await take()
    expect(await covered()).toBe(1)
    expect(await of.textOf(city, NOTE)).toMatch(/未计入：.*。计入审核通过以上的年报。$/)

    await take('submitted')
    expect(await covered()).toBe(2)
    expect(await of.textOf(city, NOTE)).toBe('注：本报告第二至四部分数据汇总自全部 2 个单位。计入已报送以上的年报。')
    expect((await findStaleness(store, await openFiling(store, city))).members).toEqual([])
    // What it counts stays until another class is chosen.
    await take()
    expect(await covered()).toBe(2)
    expect(await of.step('submit', city, of.city.by)).toMatchObject({ demand: 'members', count: 1 })

    await of.step('claim', bureau, of.reviewer)
    await of.step('approve', bureau, of.reviewer)
    await take('published')
    expect(await covered()).toBe(1)
    expect(await of.step('submit', city, of.city.by)).toMatchObject({ demand: 'members', count: 1 })
    await of.step('publish', bureau, of.reviewer)
    await take()
    expect(await of.textOf(city, NOTE)).toBeUndefined()
    await of.publish(city, of.city)
    const moved = await of.step('correct', city, of.reviewer)
    expect((await openFiling(store, moved.ok ? moved.report : 0)).counting).toBe('published')
    expect((await listTakings(store, city)).map(({ counting }) => counting)).toEqual([
      'published',
      'published',
      'submitted',
      'submitted',
      'approved'
    ])
  })

  it('each taking is kept: an earlier one shows the rows and adjustments it was made of, whatever was taken since', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    const { county, town } = await of.fileCounty()
    const first = (await listTakings(store, county))[0]?.id ?? 0
    const then = async (report: number, id: number) => {
      const filing = await openFiling(store, report)
      const taking = await findTaking(store, report, id)
      const { contributions, adjustments } = taking
        ? await readTakenContributions(store, filing, taking, AT)
        : { contributions: [], adjustments: [] }
      return [...contributions, ...adjustments].map(({ amount }) => amount)
    }
    expect(await then(county, first)).toEqual([7, 5])
    await of.correct(town, of.town, AT, '5', '9')
    const moved = await of.step('correct', county, of.reviewer)
    const draft = moved.ok ? moved.report : 0
    const may = await opened(store, 'edit', draft, of.county.by)
    await takeSums(store, may, now)
    await addAdjustment(store, may, { at: AT, was: '16', amount: -2, reason: '联合发文只计一次', now: later })
    const [adjusted, taken] = (await listTakings(store, draft)).map(({ id }) => id)
    expect(await then(draft, adjusted ?? 0)).toEqual([7, 9, -2])
    expect(await then(draft, taken ?? 0)).toEqual([7, 9])
    // The one that was published shows what it showed on that day, by itself and by its link.
    expect(await then(county, first)).toEqual([7, 5])
    expect((await readContributions(store, await openFiling(store, county), AT)).contributions.map(({ amount }) => amount)).toEqual([7, 5])
    // A link names a taking of its own report and no other.
    expect(await findTaking(store, county, taken ?? 0)).toBeUndefined()
  })

  it('a link through several governments stays the same: each stands on what it had taken when it was counted above', async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    const { county } = await of.fileCounty()
    const counted = (await listTakings(store, county))[0]
    const city = await of.begin(of.city)
    await of.sum(city, of.city)
    const above = (await listTakings(store, city))[0]
    // The county is taken back, adjusted and approved again as the same revision.
    await store.tx((db) => db.update(store.t.reports).set({ state: 'DRAFT' }).where(eq(store.t.reports.id, county)))
    const may = await opened(store, 'edit', county, of.county.by)
    expect(await addAdjustment(store, may, { at: AT, was: '12', amount: -2, reason: '联合发文只计一次', now: later })).toEqual({ ok: true })
    expect(await listTakingsThen(store, [county], above?.on ?? now)).toEqual(new Map([[county, counted?.id]]))
    expect((await listTakingsThen(store, [county], later)).get(county)).toBe((await listTakings(store, county))[0]?.id)
  })
})
