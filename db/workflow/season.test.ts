import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { listNotices } from '@/db/people/notices'
import { listObligationChanges } from '@/db/people/obligations'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { datesNow, daysPast, hasPassed, proposeReturnDue, stageOf, timelinessOf } from '@/report/workflow/deadline'
import { listStands, type StandOfUnit } from './stands'

const day = (text: string) => new Date(`${text}+08:00`)

it('a day ends at midnight in UTC+8, to the second', () => {
  const last = day('2026-01-31T23:59:59')
  const first = day('2026-02-01T00:00:00')
  expect([last, first].map((moment) => [hasPassed('2026-01-31', moment), daysPast('2026-01-31', moment)])).toEqual([
    [false, 0],
    [true, 1]
  ])
  const stand = (handedInOn: Date | null, now: Date) => timelinessOf({ due: '2026-01-31', handedInOn }, now)
  expect([stand(last, first), stand(first, first), stand(null, last), stand(null, first)]).toEqual(['on time', 'late', 'open', 'overdue'])
})

it('returned in time is not overdue, late and returned is, and what is corrected stays public', () => {
  expect(stageOf({ state: 'RETURNED', revision: 1, timeliness: 'on time' })).toBe('returned')
  expect(stageOf({ state: 'RETURNED', revision: 1, timeliness: 'late' })).toBe('overdue')
  expect(stageOf({ state: 'DRAFT', revision: 2, timeliness: 'on time' })).toBe('published')
  expect(stageOf({ state: 'SUBMITTED', revision: 1, timeliness: 'late' })).toBe('review')
  expect(stageOf({ state: 'NOT_REQUIRED', revision: 1, timeliness: 'overdue' })).toBeUndefined()
})

it('the date of a return takes the place of the first one while the report lies with its unit, and keeps it open', () => {
  const owed = { due: '2026-01-31', close: '2026-02-05', extendedUntil: null, returnDue: '2026-02-12' }
  const returned = { state: 'RETURNED', revision: 1 } as const
  expect(datesNow(owed, returned)).toEqual({ due: '2026-02-12', close: '2026-02-12', isExtended: false, isReturned: true })
  expect(datesNow({ ...owed, extendedUntil: '2026-02-20' }, returned)).toMatchObject({ due: '2026-02-20', close: '2026-02-20' })
  for (const stand of [{ state: 'SUBMITTED', revision: 1 } as const, { state: 'RETURNED', revision: 2 } as const, undefined])
    expect(datesNow(owed, stand)).toEqual({ due: '2026-01-31', close: '2026-02-12', isExtended: false })
  expect(datesNow({ ...owed, returnDue: null }, returned)).toEqual({ due: '2026-01-31', close: '2026-02-05', isExtended: false })
  // A week after a Thursday, a Saturday and a Sunday.
  expect(['2026-02-05', '2026-02-07', '2026-02-08'].map(proposeReturnDue)).toEqual(['2026-02-12', '2026-02-16', '2026-02-16'])
})

onEngines('on %s', (open) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('what was withdrawn was not handed in; returns count over all revisions, the first arrival of the first one alone', async () => {
    const start = day('2026-01-10T09:00:00')
    const city = await addUnit(store, { name: '甲市', kind: 'government', above: null, now: start })
    const newUser = async (name: string, unit: number, role: 'filler' | 'reviewer') => {
      const id = (await addUser(store, { name, password: null, now: start })) as number
      await addMembership(store, { user: id, unit, role })
      return id
    }
    const reviewer = await newUser('r', city, 'reviewer')
    const begin = async (name: string) => {
      const unit = { id: await addUnit(store, { name, kind: 'department', above: city, now: start }), name, kind: 'department' as const }
      const filler = await newUser(name, unit.id, 'filler')
      const report = (await startReport(store, { unit, year: 2025, by: filler, now: start, values: cleanReport(2025).values })) as number
      const step = async (what: Parameters<typeof take>[1], at: string, on = report) =>
        take(store, what, on, what === 'submit' || what === 'withdraw' ? filler : reviewer, {
          now: day(at),
          reason: '请核对数字',
          changeNote: '更正数字'
        })
      return { unit: unit.id, report, step }
    }
    const [taken, public_] = [await begin('甲局'), await begin('乙局')]
    await taken.step('submit', '2026-01-20T09:00:00')
    await taken.step('withdraw', '2026-01-21T09:00:00')
    await public_.step('submit', '2026-01-22T09:00:00')
    for (const [i, name] of (['claim', 'approve', 'publish'] as const).entries()) await public_.step(name, `2026-01-23T0${i}:00:00`)
    const corrected = await public_.step('correct', '2026-03-01T09:00:00')
    if (!corrected.ok) throw new Error('not corrected')
    await public_.step('submit', '2026-03-02T09:00:00', corrected.report)
    const [one, two] = await listStands(store, [taken.unit, public_.unit], 2025)
    expect(one).toMatchObject({ state: 'DRAFT', handedInOn: null, returns: 0 })
    expect(two).toMatchObject({ revision: 2, handedInOn: day('2026-01-22T09:00:00'), lastOn: day('2026-03-02T09:00:00') })
    await taken.step('submit', '2026-01-30T09:00:00')
    const [again] = await listStands(store, [taken.unit], 2025)
    expect(again).toMatchObject({ handedInOn: day('2026-01-30T09:00:00') })
  })
  it('a return sets a date that is told, stands with what is owed, and is overdue by itself; the next one without a date takes it back', async () => {
    const one = await newCase(store, day('2020-01-10T09:00:00'))
    const back = async (until: string | undefined, at: string) => {
      await one.step('submit', 'filler', { now: day(at) })
      await one.step('claim', 'reviewer', { now: day(at) })
      await one.comment('reviewer', 'requests/received/person')
      expect(await one.step('return', 'reviewer', { reason: '请核对数字', until, now: day(at) })).toMatchObject({ ok: true })
      return (await listStands(store, [one.bureau], 2019))[0] as StandOfUnit
    }
    const stand = await back('2020-01-20', '2020-01-12T09:00:00')
    const { due } = datesNow(stand, stand)
    const stageAt = (now: Date) => stageOf({ ...stand, timeliness: timelinessOf({ due, handedInOn: null }, now) })
    expect([due, stageAt(day('2020-01-20T23:59:59')), stageAt(day('2020-01-21T00:00:00'))]).toEqual(['2020-01-20', 'returned', 'overdue'])
    const [notice] = await listNotices(store, one.filler.id)
    expect(notice?.text).toContain('（请核对数字；请于 2020年1月20日 24:00 前重新报送）')
    expect(await listObligationChanges(store, [one.bureau], 2019)).toMatchObject([{ reason: '请核对数字', by: one.reviewer.byline }])

    await store.tx(async (db) => {
      await db.update(store.t.comments).set({ closedOn: new Date(), closedBy: one.reviewer.id })
    })
    expect(await back(undefined, '2020-01-14T09:00:00')).toMatchObject({ returnDue: null })
  })
})
