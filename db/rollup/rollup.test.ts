import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { declareAbsence } from '@/db/people/obligations'
import { addMembership, addUser } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { listHistory, verifyHistory } from '@/db/reports/events'
import { newAggregates } from '@/db/testing/aggregates'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling } from '@/db/testing/steps'
import { moveUnit } from '@/db/testing/unit-verbs'
import { findAggregateAbove, listMembers } from '@/db/workflow/members'
import { addAdjustment, endAdjustment } from './adjustments'
import { readContributions } from './contributions'
import { findStaleness } from './stale'
import { readTotals } from './totals'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const NOTE = 'disclosure/note'

onEngines('on %s', (open) => {
  let store: Store
  const newCity = () => newAggregates(store, now, YEAR, AT)
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('a county is the sum of its office and town, a city that of its bureau and its county, each unit once', async () => {
    const of = await newCity()
    const { county } = await of.fileCounty()
    expect(await of.textOf(county)).toBe('12')
    await of.file(of.bureau, '3')
    const city = await of.begin(of.city)
    await of.sum(city, of.city)
    expect(await of.textOf(city)).toBe('15')
    const { contributions } = await readContributions(store, await openFiling(store, city), AT)
    expect(contributions.map(({ name, amount }) => [name, amount])).toEqual([
      [of.bureau.unit.name, 3],
      [of.county.unit.name, 12]
    ])
    expect((await readTotals(store, await openFiling(store, city))).totals.get(AT)).toMatchObject({ covered: 2, of: 2 })
    expect(await findAggregateAbove(store, { unit: of.town.unit.id, year: YEAR })).toMatchObject({ unit: of.county.unit.id })
  })

  it('an aggregate that lacks a member is refused with its name and telephone, until it is declared 缺报 and its note says so', async () => {
    const of = await newCity()
    await of.fileCounty()
    const city = await of.begin(of.city)
    // Of two who fill in there, whoever came first is named, as on the board.
    const second = (await addUser(store, { name: `${of.bureau.unit.name}后来的人`, password: null, now })) as number
    await addMembership(store, { user: second, unit: of.bureau.unit.id, role: 'filler' })
    expect(await of.step('submit', city, of.city.by)).toMatchObject({
      demand: 'members',
      count: 1,
      detail: `${of.bureau.unit.name}（未开始，联系人 局员 0554-0000100）`
    })
    const absence = { unit: of.bureau.unit.id, year: YEAR, by: of.reviewer, on: now }
    expect(await declareAbsence(store, { ...absence, reason: '机构改革，台账尚未移交' })).toBe(true)
    expect(await declareAbsence(store, { ...absence, reason: '机构改革，台账尚未移交' })).toBe(false)
    expect(await of.step('submit', city, of.city.by)).toMatchObject({ demand: 'summed' })
    await of.sum(city, of.city)
    const note = `注：本报告第二至四部分数据汇总自 2 个单位中的 1 个；未计入：${of.bureau.unit.name}（缺报：机构改革，台账尚未移交）。计入审核通过以上的年报。`
    expect(await of.textOf(city, NOTE)).toBe(note)
    const write = async (was: string, text: string) =>
      saveCells(store, await opened(store, 'edit', city, of.city.by), {
        saveId: `note-${text}`,
        now,
        cells: [{ at: NOTE, was, now: text, how: 'typed' }]
      })
    await write(note, '注：一个单位缺报。')
    expect(await of.step('submit', city, of.city.by)).toMatchObject({ demand: 'coverage note', detail: of.bureau.unit.name })
    await write('注：一个单位缺报。', `注：不含${of.bureau.unit.name}。`)
    // The office's own words stay where the sums are taken again.
    await of.sum(city, of.city)
    expect(await of.textOf(city, NOTE)).toBe(`注：不含${of.bureau.unit.name}。`)
    await of.publish(city, of.city)
  })

  it('a member withdrawn while the aggregate is being published stops it', async () => {
    const of = await newCity()
    const bureau = await of.file(of.bureau, '3')
    await of.fileCounty()
    const city = await of.begin(of.city)
    await of.sum(city, of.city)
    for (const [name, by] of [
      ['submit', of.city.by],
      ['claim', of.reviewer],
      ['approve', of.reviewer]
    ] as const)
      await of.step(name, city, by)
    const other = (await addUser(store, { name: `审二`, password: null, now })) as number
    await of.step('askTakeDown', bureau, of.reviewer)
    expect(await of.step('takeDown', bureau, other)).toMatchObject({ ok: true })
    expect(await of.step('publish', city, of.reviewer)).toMatchObject({ demand: 'members' })
  })

  it('a circle is refused where it would be made, and a tree that has one names each unit once and nobody himself', async () => {
    const of = await newCity()
    expect(await moveUnit(store, of.city.unit.id, of.town.unit.id)).toHaveProperty('refused')
    expect(await moveUnit(store, of.county.unit.id, of.county.unit.id)).toHaveProperty('refused')
    await store.tx(async (db) => {
      await db.update(store.t.units).set({ above: of.town.unit.id }).where(eq(store.t.units.id, of.county.unit.id))
      await db.insert(store.t.unitsAbove).values({ unit: of.county.unit.id, above: of.town.unit.id, steps: 1 })
    })
    const members = await listMembers(store, { unit: of.county.unit.id, year: YEAR, kind: 'government' })
    expect(members.map(({ unit }) => unit)).toEqual([of.office.unit.id, of.town.unit.id])
  })

  it('a member that is corrected makes the aggregate stale, with what it was and is; taken, it is up to date', async () => {
    const of = await newCity()
    const { town, county } = await of.fileCounty()
    expect(await findStaleness(store, await openFiling(store, county))).toMatchObject({ isSummed: true, members: [], cells: [] })
    await of.correct(town, of.town, AT, '5', '9')
    const stale = await findStaleness(store, await openFiling(store, county))
    expect(stale.members).toEqual([{ unit: of.town.unit.id, name: of.town.unit.name, was: '已计入', is: '已计入' }])
    expect(stale.cells).toEqual([{ at: AT, was: 5, now: 9 }])
    // What the published one was summed from stays to be seen.
    expect((await readContributions(store, await openFiling(store, county), AT)).contributions.map(({ amount }) => amount)).toEqual([7, 5])
    const moved = await of.step('correct', county, of.reviewer)
    const draft = moved.ok ? moved.report : 0
    expect((await findStaleness(store, await openFiling(store, draft))).cells).toEqual(stale.cells)
    expect(await of.sum(draft, of.county)).toEqual({ ok: true, changed: 1 })
    expect((await findStaleness(store, await openFiling(store, draft))).members).toEqual([])
    expect(await of.textOf(draft)).toBe('16')
    await of.publish(draft, of.county)
  })

  it('an adjustment is a line of its own beside the members and in the history; taken back, it stays on record', async () => {
    const of = await newCity()
    const { county } = await of.fileCounty()
    const moved = await of.step('correct', county, of.reviewer)
    const draft = moved.ok ? moved.report : 0
    const may = await opened(store, 'edit', draft, of.county.by)
    const line = { at: AT, was: '12', amount: -2, reason: '联合发文只计一次', now }
    expect(await addAdjustment(store, may, line)).toEqual({ ok: true })
    expect(await addAdjustment(store, may, { ...line, was: '10', amount: -11 })).toEqual({ ok: false, why: 'negative' })
    expect(await addAdjustment(store, may, { ...line, at: 'requests/received/total' })).toEqual({ ok: false, why: 'no cell' })
    const later = new Date(now.getTime() + 1000)
    expect(await addAdjustment(store, may, { ...line, was: '10', amount: -3, now: later })).toEqual({ ok: true })
    const { adjustments } = await readContributions(store, await openFiling(store, draft), AT)
    expect(adjustments.map(({ amount }) => amount)).toEqual([-2, -3])
    expect(await endAdjustment(store, may, { id: adjustments[0]?.id ?? 0, now: later })).toEqual({ ok: true })
    expect(await endAdjustment(store, may, { id: adjustments[0]?.id ?? 0, now: later })).toEqual({ ok: false, why: 'gone' })
    expect(await of.textOf(draft)).toBe('9')
    expect((await readTotals(store, await openFiling(store, draft))).totals.get(AT)).toMatchObject({ amount: 9, adjusted: -3 })
    const history = await listHistory(store, draft)
    expect(history.slice(-3).map(({ name, reason }) => [name, reason])).toEqual([
      ['adjust', expect.stringMatching(/行政许可.* -2：联合发文只计一次$/)],
      ['adjust', expect.stringMatching(/ -3：联合发文只计一次$/)],
      ['unadjust', expect.stringMatching(/ -2：联合发文只计一次$/)]
    ])
    expect(await verifyHistory(store, draft)).toBeUndefined()
    await of.publish(draft, of.county)
  })

  it('of two who adjust a cell at once the second is told what the first made of it, and nothing is lost', async () => {
    const of = await newCity()
    const { county } = await of.fileCounty()
    const moved = await of.step('correct', county, of.reviewer)
    const draft = moved.ok ? moved.report : 0
    const other = (await addUser(store, { name: `${of.county.unit.name}另一人`, password: null, now })) as number
    await addMembership(store, { user: other, unit: of.county.unit.id, role: 'filler' })
    const both = await Promise.all([of.county.by, other].map((by) => opened(store, 'edit', draft, by)))
    const line = { at: AT, was: '12', amount: -1, reason: '联合发文只计一次', now }
    const answers = await Promise.all(both.map((may) => addAdjustment(store, may, line)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ why: 'changed', is: '11', by: expect.stringContaining(of.county.unit.name) })
    expect(await of.textOf(draft)).toBe('11')
    // Different cells are in nobody's way, though one of the requests began before the other was done.
    const earlier = new Date(now.getTime() - 60_000)
    const beside = { ...line, at: 'disclosure/normative/made', was: (await of.textOf(draft, 'disclosure/normative/made')) ?? '', amount: 2 }
    const [first, second] = both as [(typeof both)[0], (typeof both)[0]]
    const again = { ...line, was: '11', amount: 4, now: earlier }
    expect(await Promise.all([addAdjustment(store, first, beside), addAdjustment(store, second, again)])).toEqual([
      { ok: true },
      { ok: true }
    ])
    const filing = await openFiling(store, draft)
    const openedNow = await readContributions(store, filing, AT)
    expect(openedNow.adjustments.map(({ amount }) => amount).sort()).toEqual([-1, 4])
    expect(await of.textOf(draft)).toBe('15')
    expect((await readContributions(store, filing, beside.at)).adjustments.map(({ amount }) => amount)).toEqual([2])
  })
})
