import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension } from '@/db/people/change-dates'
import { listNotices } from '@/db/people/notices'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { opened } from '@/db/testing/steps'
import { addWaiver } from '@/db/workflow/transitions'
import { type Application, addApplication, endApplication, listApplications, listDecidingUnits } from './applications'

const now = new Date('2020-01-15T02:00:00.000Z')
const later = new Date('2020-01-16T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const setUp = async () => {
    const one = await newCase(store, now)
    const base = { unit: one.bureau, year: 2019, by: one.filler.id, on: now }
    const extend = { ...base, kind: 'extend' as const, report: null, finding: '', says: '', until: '2020-02-20', reason: '系统故障' }
    const finding = 'T3-04 requests/received/person'
    const waive = { ...base, kind: 'waive' as const, report: one.report, finding, says: '不平衡', until: null, reason: '口径不同' }
    const stands = async () => (await listApplications(store, [one.bureau])).map(({ kind, is }) => `${kind} ${is}`).sort()
    const texts = async (user: number) => (await listNotices(store, user)).map(({ text }) => text)
    return { ...one, extend, waive, stands, texts }
  }

  it('is asked for once and told to the nearest administrator, for whom it waits', async () => {
    const { extend, waive, city, admin, stands, texts } = await setUp()
    expect(await addApplication(store, extend)).toBe(true)
    expect(await addApplication(store, extend)).toBe(false)
    expect(await addApplication(store, waive)).toBe(true)
    expect(await stands()).toEqual(['extend open', 'waive open'])
    expect((await texts(admin.id)).filter((text) => /申请/.test(text))).toHaveLength(2)
    const all = await listApplications(store, [extend.unit])
    expect([...(await listDecidingUnits(store, all)).values()]).toEqual([city, city])
  })

  it('is granted by an extension or a waiver, wherever that was given, and moot once the report is handed in', async () => {
    const { extend, waive, admin, report, step, stands } = await setUp()
    for (const one of [extend, waive]) await addApplication(store, one)
    await addExtension(store, { unit: extend.unit, year: 2019, until: '2020-02-10', reason: '同意', by: admin.id, on: later })
    expect(await stands()).toEqual(['extend granted', 'waive open'])
    const right = await opened(store, 'waive', report, admin.id)
    await addWaiver(store, right, { finding: waive.finding, basis: '', text: '情况属实', now: later })
    expect(await stands()).toEqual(['extend granted', 'waive granted'])
    expect(await addApplication(store, { ...extend, until: '2020-03-10', on: new Date(later.getTime() + 1000) })).toBe(true)
    expect(await step('submit', 'filler')).toMatchObject({ ok: true })
    expect(await stands()).toEqual(['extend granted', 'extend moot', 'waive granted'])
  })

  it('is declined with a reason that is told, or taken back; then it may be asked for again', async () => {
    const { extend, filler, admin, stands, texts } = await setUp()
    const last = async () => (await listApplications(store, [extend.unit]))[0] as Application
    await addApplication(store, extend)
    const no = { end: 'declined', reason: '时间充足', by: admin.id, on: later } as const
    expect(await endApplication(store, await last(), no)).toBe(true)
    expect(await endApplication(store, await last(), no)).toBe(false)
    expect(await texts(filler.id)).toContainEqual(expect.stringMatching(/不同意延期（时间充足）/))
    expect(await addApplication(store, extend)).toBe(true)
    await endApplication(store, await last(), { end: 'dropped', reason: '', by: filler.id, on: later })
    expect(await stands()).toEqual(['extend declined', 'extend dropped'])
  })
})
