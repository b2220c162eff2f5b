import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnits } from '@/db/people/listed-units'
import { listNotices } from '@/db/people/notices'
import { addUnit, listUnitsBelow } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { chaseUnits, listChased } from './chase'

const now = new Date('2026-02-10T02:00:00.000Z')
const later = new Date('2026-02-10T05:00:00.000Z')
const tomorrow = new Date('2026-02-11T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let city: number
  let count = 0

  beforeAll(async () => {
    store = await open()
    city = await addUnit(store, { name: '庚市人民政府', kind: 'government', above: null, now })
  })
  afterAll(() => store.close())

  const newBureau = async () => {
    const name = `庚市${++count}局`
    const id = await addUnit(store, { name, kind: 'department', above: city, now })
    const filler = (await addUser(store, {
      name: `filler${count}`,
      password: null,
      memberships: [{ unit: id, role: 'filler' }],
      now
    })) as number
    return { id, name, kind: 'department' as const, filler }
  }
  const texts = async (user: number) =>
    (await listNotices(store, user)).map(({ text }) => text).filter((text) => !/请于 .* 前报送/.test(text))
  const chase = (units: readonly { id: number }[], given: { words?: string; again?: boolean; now?: Date } = {}) =>
    chaseUnits(store, { units: units.map(({ id }) => id), year: 2025, words: '', again: false, now, ...given })

  it('tells each unit’s own facts with the words of whoever asks, once a day unless he means it', async () => {
    const bureau = await newBureau()
    await owe(store, city, 2025, now)
    expect(await chase([bureau], { words: '请于明日中午前报送' })).toEqual({ people: 1, units: 1, unreached: [] })
    expect(await texts(bureau.filler)).toEqual([
      `${bureau.name} 2025 年年报：报送截止 2026年1月31日 24:00，已过 10 天，现为“未开始”。请于明日中午前报送`
    ])
    expect(await chase([bureau], { now: later })).toMatchObject({ people: 0 })
    expect(await chase([bureau], { now: later, again: true })).toMatchObject({ people: 1 })
    expect((await listChased(store, [bureau.id], 2025, later)).get(bureau.id)).toEqual({ times: 2, last: later, isToday: true })
    expect((await listChased(store, [bureau.id], 2025, tomorrow)).get(bureau.id)).toMatchObject({ isToday: false })
    expect(await chase([bureau], { now: tomorrow })).toMatchObject({ people: 1 })
    expect(await texts(bureau.filler)).toHaveLength(3)
  })

  it('one message a person; nothing to whom has handed in since he was chosen; units nobody serves are named', async () => {
    const [one, two, done] = [await newBureau(), await newBureau(), await newBureau()]
    const empty = { id: await addUnit(store, { name: '庚市空局', kind: 'department', above: city, now }) }
    for (const { id } of [two, done]) await addMembership(store, { user: one.filler, unit: id, role: 'filler' })
    await owe(store, city, 2025, now)
    const report = (await startReport(store, { unit: done, year: 2025, by: done.filler, now, values: cleanReport(2025).values })) as number
    expect(await take(store, 'submit', report, done.filler, { now: new Date('2026-01-20T02:00:00Z') })).toMatchObject({ ok: true })
    expect(await chase([one, two, done, empty])).toEqual({ people: 2, units: 2, unreached: ['庚市空局'] })
    const [digest = '', ...more] = await texts(one.filler)
    expect(more).toEqual([])
    expect(digest).toMatch(/^您负责的 2 份年报尚未报送：/)
    expect(digest).not.toContain(`${done.name} `)
    expect(await texts(done.filler)).toEqual([])
  })

  it('somebody with three hundred late units gets one message: how many, the first twenty by name, and where the others are', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `辛市第${i + 1}所`)
    const district = await addUnit(store, { name: '辛市人民政府', kind: 'government', above: null, now })
    const units = names.map((name) => ({ name, kind: 'department' as const, above: district, reviewedBy: null, now }))
    await addUnits(store, units, [])
    const below = (await listUnitsBelow(store, [district])).filter(({ id }) => id !== district)
    const memberships = below.map(({ id }) => ({ unit: id, role: 'filler' as const }))
    const officer = (await addUser(store, { name: 'officer', password: null, now, memberships })) as number
    await owe(store, district, 2025, now)
    expect(await chase(below)).toEqual({ people: 1, units: 300, unreached: [] })
    const [digest = '', ...more] = await texts(officer)
    expect(more).toEqual([])
    expect(digest).toMatch(/^您负责的 300 份年报尚未报送：/)
    expect(digest).toMatch(/；其余 280 份请在工作台查看$/)
    expect(names.filter((name) => digest.includes(`${name} `))).toHaveLength(20)
  })
})
