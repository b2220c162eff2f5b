import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { listMail, listNotices, markRead } from '@/db/people/notices'
import { findOwnSchedule, listSchedules, setQuietHours, setSchedule } from '@/db/people/schedules'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser, setClosed } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { announce, listAnnouncements, listReaders } from './announcements'

const now = new Date('2026-01-10T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newUnit = async (above: number | null) => addUnit(store, { name: `单位${++count}`, kind: 'department', above, now })
  const newUser = async (...units: number[]) => {
    const id = (await addUser(store, { name: `u${++count}`, fullName: `人${count}`, password: null, now })) as number
    for (const unit of units) await addMembership(store, { user: id, unit, role: 'filler' })
    return id
  }

  it('公告 reaches everybody in a unit and below once, and says who has read it', async () => {
    const city = await newUnit(null)
    const [county, bureau, foreign] = [await newUnit(city), await newUnit(city), await newUnit(null)]
    const town = await newUnit(county)
    const [clerk, other, gone, stranger] = [
      await newUser(county, town),
      await newUser(town),
      await newUser(town),
      await newUser(bureau, foreign)
    ]
    await setClosed(store, gone, true)
    expect(await announce(store, { unit: county, text: '明日培训', by: stranger, on: now })).toBe(2)
    expect((await listNotices(store, clerk)).map(({ text }) => text)).toEqual(['公告：明日培训'])
    expect(await listNotices(store, stranger)).toEqual([])
    const [notice] = await listNotices(store, clerk)
    await markRead(store, clerk, { only: notice?.id as number }, now)
    const [made] = await listAnnouncements(store, [county, city])
    expect(made).toMatchObject({ text: '明日培训', sent: 2, read: 1 })
    expect((await listReaders(store, made?.id as number)).map(({ user, readOn }) => [user, readOn])).toEqual([
      [other, null],
      [clerk, now]
    ])
    expect(await listAnnouncements(store, [bureau])).toEqual([])
  })

  it('the nearest 提醒日程 holds, an empty one too, until it is taken back', async () => {
    const city = await newUnit(null)
    const county = await newUnit(city)
    const [town, bureau] = [await newUnit(county), await newUnit(city)]
    const read = async () => [...(await listSchedules(store, [town, bureau]))].sort(([a], [b]) => a - b)
    expect(await read()).toEqual([])
    await setSchedule(store, city, [10, -1])
    await setSchedule(store, county, [])
    expect(await read()).toEqual([
      [town, []],
      [bureau, [10, -1]]
    ])
    await setSchedule(store, county, null)
    expect([await findOwnSchedule(store, county), (await listSchedules(store, [town])).get(town)]).toEqual([undefined, [10, -1]])
  })

  it('by e-mail it waits for the end of the nearest quiet hours, unless it is urgent; the inbox has it at once', async () => {
    const night = new Date('2026-01-10T14:30:00.000Z')
    const morning = new Date('2026-01-11T00:00:00.000Z')
    const since = now
    const city = await newUnit(null)
    const [county, bureau] = [await newUnit(city), await newUnit(city)]
    for (const unit of [county, bureau]) {
      const id = await newUser(unit)
      await store.tx(async (db) => {
        await db
          .update(store.t.users)
          .set({ email: `u${unit}@example.cn` })
          .where(eq(store.t.users.id, id))
      })
    }
    await setQuietHours(store, city, '20-8')
    await setQuietHours(store, bureau, '')
    const dueAt = async (moment: Date) =>
      (await listMail(store, { now: moment, since }))
        .filter(({ to }) => [county, bureau].some((unit) => to === `u${unit}@example.cn`))
        .map(({ to, text }) => `${to} ${text}`)
        .sort()
    await announce(store, { unit: city, text: '不急', by: 1, on: night })
    const calm = [`u${bureau}@example.cn 公告：不急`]
    expect(await dueAt(night)).toEqual(calm)
    await announce(store, { unit: county, text: '很急', by: 1, on: night, isUrgent: true })
    expect(await dueAt(night)).toEqual([...calm, `u${county}@example.cn 公告：很急`].sort())
    expect(await dueAt(morning)).toEqual([...calm, `u${county}@example.cn 公告：不急`, `u${county}@example.cn 公告：很急`].sort())
  })
})
