import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { findLastYear } from '@/db/reports/last-year'
import { startReport } from '@/db/reports/reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { newPublisher } from '@/db/testing/publisher'
import { moveUnit, renameUnit } from '@/db/testing/unit-verbs'
import { listStands } from '@/db/workflow/stands'
import { describeSuccession, listSuccessions } from './succession'
import { changeUnits, listChanges, undoChange } from './unit-changes'
import { listProposals, planMerger, planSplit, planStop } from './unit-plans'
import { listTreeOn } from './unit-tree'
import { addUnit, findUnit, listUnitsBelow, setReviewer } from './units'
import { addMembership, addUser, findAccount } from './users'

const now = new Date('2020-01-15T02:00:00.000Z')
const later = new Date('2020-02-15T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newUnit = async (above: number | null = null) => {
    const name = `单位${++count}`
    return { id: await addUnit(store, { name, kind: 'department', above, now }), name, kind: 'department' as const }
  }
  const newUser = async (unit: number, role: 'filler' | 'reviewer') =>
    (await addUser(store, { name: `u${++count}`, password: null, memberships: [{ unit, role }], now })) as number
  type Merger = Parameters<typeof planMerger>[1]
  const merge = async (given: Pick<Merger, 'units' | 'successor'> & Partial<Merger>) =>
    changeUnits(store, (inside) => planMerger(inside, { kind: 'merge', day: '2020-01-10', document: '甲编〔2020〕1号', ...given }), {
      by: null,
      now: later
    })
  const undo = (made: { change: number } | { refused: unknown }) =>
    undoChange(store, 'change' in made ? made.change : -1, { by: 1, now: new Date('2020-03-01T00:00:00Z') })
  /** Everything a change of units must not touch. */
  const readReports = async () => {
    const { read, t } = store
    return JSON.stringify([
      await read.select().from(t.reports),
      await read.select().from(t.events),
      await read.select().from(t.snapshots),
      await read.select().from(t.cells)
    ])
  }

  it('a merger while a report is under review closes the unit, moves what hangs on it, and leaves every report as it is', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    const [target, office] = [await newUnit(one.city), await newUnit(one.bureau)]
    const reviewed = await newUnit(one.city)
    await setReviewer(store, reviewed.id, one.bureau)
    const before = await readReports()
    const made = await merge({ units: [one.bureau], successor: target.id })
    expect(made).toMatchObject({ change: expect.any(Number) })
    expect(await readReports()).toBe(before)
    expect(await findUnit(store, one.bureau)).toMatchObject({ closedOn: '2020-01-10', successor: target.id })
    expect(await findUnit(store, office.id)).toMatchObject({ above: target.id })
    expect(await findUnit(store, reviewed.id)).toMatchObject({ reviewedBy: target.id })
    expect((await listUnitsBelow(store, [target.id])).map(({ id }) => id)).toContain(office.id)
    const succession = (await listSuccessions(store, [one.bureau])).get(one.bureau)
    expect(succession && describeSuccession(succession)).toBe(`2020年1月起并入${target.name}`)
    // Finished where it lies, by whoever had it.
    expect(await one.step('approve', 'reviewer')).toMatchObject({ ok: true })
    expect(await undo(made)).toBe('undone')
    expect(await findUnit(store, one.bureau)).toMatchObject({ closedOn: null, successor: null })
    expect(await findUnit(store, office.id)).toMatchObject({ above: one.bureau })
    expect(await findUnit(store, reviewed.id)).toMatchObject({ reviewedBy: one.bureau })
    expect((await listSuccessions(store, [one.bureau])).size).toBe(0)
    expect(await undo(made)).toEqual({ why: 'gone' })
    expect(await listChanges(store, [target.id])).toMatchObject([
      { kind: 'merge', document: '甲编〔2020〕1号', undoneOn: expect.any(Date) }
    ])
  })

  it('only the roles that were named go over, and go again when it is undone', async () => {
    const city = await newUnit()
    const [old, target] = [await newUnit(city.id), await newUnit(city.id)]
    const [clerk, chief] = [await newUser(old.id, 'filler'), await newUser(old.id, 'reviewer')]
    await addMembership(store, { user: chief, unit: target.id, role: 'filler' })
    const proposals = await listProposals(store, [old.id], target.id)
    expect(proposals.map(({ user, role, unit }) => [user, role, unit])).toEqual([
      [clerk, 'filler', target.id],
      [chief, 'reviewer', target.id]
    ])
    const grants = [
      { user: clerk, unit: target.id, role: 'filler' as const },
      // What no preview has named is not given.
      { user: clerk, unit: city.id, role: 'admin' as const }
    ]
    const made = await merge({ units: [old.id], successor: target.id, grants })
    const roles = async (user: number) => (await findAccount(store, user))?.memberships.map(({ unit, role }) => `${unit} ${role}`).sort()
    expect(await roles(clerk)).toEqual([`${old.id} filler`, `${target.id} filler`].sort())
    expect(await roles(chief)).toEqual([`${old.id} reviewer`, `${target.id} filler`].sort())
    expect(await undo(made)).toBe('undone')
    expect(await roles(clerk)).toEqual([`${old.id} filler`])
  })

  it('whoever comes over with a reviewer’s role still does not approve what he filled in', async () => {
    const one = await newCase(store, now)
    await addMembership(store, { user: one.filler.id, unit: one.bureau, role: 'reviewer' })
    await merge({ units: [one.bureau], successor: one.city, grants: [{ user: one.filler.id, unit: one.city, role: 'reviewer' }] })
    expect((await findAccount(store, one.filler.id))?.memberships).toContainEqual(
      expect.objectContaining({ unit: one.city, role: 'reviewer' })
    )
    await one.step('submit', 'filler')
    expect(await one.step('claim', 'filler')).toMatchObject({ ok: false, demand: "other's work" })
  })

  it('it is refused into a closed unit, into itself, into a unit below, and out of the order of days', async () => {
    const city = await newUnit()
    const [a, b] = [await newUnit(city.id), await newUnit(city.id)]
    const below = await newUnit(a.id)
    expect(await merge({ units: [a.id], successor: a.id })).toMatchObject({ refused: { why: 'successor' } })
    expect(await merge({ units: [a.id], successor: below.id })).toMatchObject({ refused: { why: 'circle', unit: a.name } })
    expect(await merge({ units: [city.id], successor: b.id })).toMatchObject({ refused: { why: 'circle', unit: city.name } })
    await renameUnit(store, b.id, `新${b.name}`, '2019-06-01')
    expect(await merge({ units: [a.id], successor: b.id, day: '2019-05-31' })).toMatchObject({
      refused: { why: 'order', day: '2019-06-01' }
    })
    expect(await merge({ units: [a.id], successor: b.id })).toMatchObject({ change: expect.any(Number) })
    expect(await merge({ units: [a.id], successor: b.id })).toMatchObject({ refused: { why: 'closed' } })
    expect(await merge({ units: [b.id], successor: a.id })).toMatchObject({ refused: { why: 'successor', unit: a.name } })
  })

  it('it is undone only until something stands on it: a later change, a column written since, a report begun', async () => {
    const city = await newUnit()
    const [a, b, c] = [await newUnit(city.id), await newUnit(city.id), await newUnit(city.id)]
    const first = await merge({ units: [a.id], successor: b.id })
    const second = await merge({ units: [b.id], successor: c.id, day: '2020-01-12' })
    expect(await undo(first)).toEqual({ why: 'changed later', unit: b.id })
    expect(await undo(second)).toBe('undone')
    await startReport(store, { unit: b, year: 2019, by: await newUser(b.id, 'filler'), now: new Date('2020-02-20T00:00:00Z') })
    expect(await undo(first)).toEqual({ why: 'report', unit: b.id, year: 2019 })
  })

  it('one body entered twice is folded into the one that stays, and the other never owed anything', async () => {
    const city = await newUnit()
    const [twice, kept] = [await newUnit(city.id), await newUnit(city.id)]
    await owe(store, city.id, 2019, now)
    await merge({ kind: 'duplicate', units: [twice.id], successor: kept.id, day: '2020-02-15' })
    const states = (await listStands(store, [twice.id, kept.id], 2019)).map(({ unit, state }) => [unit, state])
    expect(states).toEqual([
      [twice.id, 'NOT_REQUIRED'],
      [kept.id, 'NOT_STARTED']
    ])
    const succession = (await listSuccessions(store, [twice.id])).get(twice.id)
    expect(succession && describeSuccession(succession)).toBe(`与${kept.name}为同一单位，以其为准`)
  })

  it('one that takes nothing new finishes its year and is not missing in the next', async () => {
    const city = await newUnit()
    const unit = await newUnit(city.id)
    for (const year of [2019, 2020]) await owe(store, city.id, year, now)
    const made = await changeUnits(store, (inside) => planStop(inside, { units: [unit.id], lastYear: 2019, day: '2020-01-15' }), {
      by: null,
      now
    })
    const isMissing = async (year: number) => (await listStands(store, [unit.id], year))[0]?.state === 'NOT_STARTED'
    expect([await isMissing(2019), await isMissing(2020)]).toEqual([true, false])
    expect(await undo(made)).toBe('undone')
    expect(await isMissing(2020)).toBe(true)
  })

  it('one that is divided is closed with several after it, or stays', async () => {
    const city = await newUnit()
    const [old, a, b] = [await newUnit(city.id), await newUnit(city.id), await newUnit(city.id)]
    const split = (ends: boolean) =>
      changeUnits(store, (inside) => planSplit(inside, { unit: old.id, successors: [a.id, b.id], ends, day: '2020-01-10' }), {
        by: null,
        now
      })
    const office = await newUnit(old.id)
    expect(await split(true)).toMatchObject({ refused: { why: 'under way', below: [office.name] } })
    await moveUnit(store, office.id, a.id)
    await split(true)
    const succession = (await listSuccessions(store, [old.id])).get(old.id)
    expect(succession && describeSuccession(succession)).toBe(`2020年1月起职能转入${a.name}、${b.name}`)
    expect(await findUnit(store, old.id)).toMatchObject({ closedOn: '2020-01-10' })
  })

  it('the tree of any day has the names and places of that day, and none that was closed by then', async () => {
    const city = await newUnit()
    const [one, other, office] = [await newUnit(city.id), await newUnit(city.id), await newUnit()]
    await moveUnit(store, office.id, city.id, '2010-01-01')
    await moveUnit(store, office.id, one.id, '2015-01-01')
    await renameUnit(store, office.id, '新名', '2017-07-01')
    await merge({ units: [one.id], successor: other.id, day: '2019-03-01' })
    const on = async (day: string) => (await listTreeOn(store, [city.id], day)).map(({ id, name, above }) => [id, name, above])
    expect(await on('2014-12-31')).toContainEqual([office.id, office.name, city.id])
    expect(await on('2015-01-01')).toContainEqual([office.id, office.name, one.id])
    expect(await on('2019-02-28')).toContainEqual([office.id, '新名', one.id])
    expect(await on('2019-03-01')).toContainEqual([office.id, '新名', other.id])
    expect((await on('2019-02-28')).map(([id]) => id)).toContain(one.id)
    expect((await on('2019-03-01')).map(([id]) => id)).not.toContain(one.id)
  })

  describe('the year after a merger', () => {
    const published = async (granted: string) => {
      const one = await newPublisher(store, `局${++count}`)
      await one.publish(2019, { 'requests/received/person': granted, 'requests/granted/person': granted })
      return one
    }
    const lastOf = (unit: number, year = 2020) => findLastYear(store, { unit, year, kind: 'department' })

    it('is compared with the sum of what went into it, told so; a year both reported themselves is not', async () => {
      const [a, b] = [await published('3'), await published('4')]
      await merge({ units: [a.unit.id], successor: b.unit.id, day: '2020-06-01' })
      const last = await lastOf(b.unit.id)
      expect(last?.of).toEqual([b.unit.name, a.unit.name])
      expect(last?.report.values['requests/received/person']).toBe('7')
      // Both have a report for 2019: neither is in the other's.
      expect((await lastOf(b.unit.id, 2019))?.of).toBeUndefined()
      expect((await lastOf(a.unit.id))?.of).toBeUndefined()
    })

    it('counts a body entered twice once, and a merger of mergers whole', async () => {
      const [a, b, c] = [await published('3'), await published('4'), await newUnit()]
      await merge({ kind: 'duplicate', units: [a.unit.id], successor: b.unit.id, day: '2020-02-01' })
      expect((await lastOf(b.unit.id))?.report.values['requests/received/person']).toBe('4')
      await merge({ units: [b.unit.id], successor: c.id, day: '2020-06-01' })
      expect((await lastOf(c.id))?.of).toEqual([b.unit.name])
    })
  })
})
