import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { daysPast, dueAt, stageOf, timelinessOf } from '@/report/workflow/deadline'
import { listCourses } from './season'

const day = (text: string) => new Date(`${text}+08:00`)

it('a day ends at midnight in UTC+8, to the second', () => {
  const last = day('2026-01-31T23:59:59')
  const first = day('2026-02-01T00:00:00')
  expect([dueAt('2026-01-31'), daysPast('2026-01-31', last), daysPast('2026-01-31', first)]).toEqual([first, 0, 1])
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
    const [one, two] = await listCourses(store, [taken.unit, public_.unit], 2025)
    expect(one).toMatchObject({ state: 'DRAFT', handedInOn: null, returns: 0 })
    expect(two).toMatchObject({ revision: 2, handedInOn: day('2026-01-22T09:00:00'), lastOn: day('2026-03-02T09:00:00') })
    await taken.step('submit', '2026-01-30T09:00:00')
    const [again] = await listCourses(store, [taken.unit], 2025)
    expect(again).toMatchObject({ handedInOn: day('2026-01-30T09:00:00') })
  })
})
