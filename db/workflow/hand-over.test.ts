import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addNotices, listNotices } from '@/db/people/notices'
import { addMembership, addUser, findAccount, findCredentials } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { listHistory, verifyHistory } from '@/db/reports/events'
import { findFiling } from '@/db/reports/reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { opened } from '@/db/testing/steps'
import { closeWithWork, countOpenWork, handOverAccount } from './hand-over'

const now = new Date('2020-01-15T02:31:00.000Z')

onEngines('an account handed over on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const handOver = (from: number, to: number, by: number) => handOverAccount(store, { from, to, by, words: '周小禾交接', now })

  it('leaves roles, claims and unread notices to its successor, and its name in the history', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    const [from, to] = [one.reviewer.id, one.colleague.id]
    await addMembership(store, { user: from, unit: 1, role: 'reader' })
    await store.tx(async (db) => {
      const inside = { t: store.t, read: db }
      await addNotices(inside, [from, to], { report: one.report, text: '两人都有', on: now, once: 'both' })
      await addNotices(inside, [from], { report: one.report, text: '只有一人', on: now })
    })
    expect(await countOpenWork(store, from)).toMatchObject({ roles: 2, claims: 1 })

    await handOver(from, to, one.admin.id)
    expect(await countOpenWork(store, from)).toMatchObject({ claims: 0, notices: 1 })
    expect(await findCredentials(store, one.reviewer.name)).toMatchObject({ closed: true })
    expect((await findAccount(store, to))?.memberships.map(({ role }) => role).sort()).toEqual(['reader', 'reviewer'])
    const texts = (await listNotices(store, to)).map(({ text }) => text)
    expect(texts.filter((text) => text === '两人都有')).toHaveLength(1)
    expect(texts).toContain('只有一人')
    expect(await findFiling(store, one.report)).toMatchObject({ state: 'IN_REVIEW', claimedBy: to })
    const history = await listHistory(store, one.report)
    expect(history.at(-2)).toMatchObject({ name: 'claim', by: one.reviewer.byline })
    expect(history.at(-1)).toMatchObject({ name: 'handOver', by: one.admin.byline, reason: '周小禾交接' })
    expect(await verifyHistory(store, one.report)).toBeUndefined()
    expect(await one.step('approve', 'colleague')).toMatchObject({ state: 'APPROVED' })
  })

  it('closed without a successor it leaves nothing waiting for it, and says which roles nobody holds now', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    const close = (user: number) => closeWithWork(store, { user, by: one.admin.id, words: '停用', now })
    expect(await close(one.reviewer.id)).toEqual([])
    expect(await findFiling(store, one.report)).toMatchObject({ state: 'SUBMITTED', claimedBy: null })
    expect(await countOpenWork(store, one.reviewer.id)).toMatchObject({ claims: 0 })
    expect(await close(one.filler.id)).toEqual([{ unitName: expect.any(String), role: 'filler' }])
    expect(await verifyHistory(store, one.report)).toBeUndefined()
  })

  it('what comes back goes to those who serve the unit now, not to who handed it in', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    const heir = (await addUser(store, {
      ...{ name: `heir${one.report}`, password: null, now },
      memberships: [{ unit: one.bureau, role: 'filler' }]
    })) as number
    await closeWithWork(store, { user: one.filler.id, by: one.admin.id, words: '停用', now })
    await one.step('claim', 'reviewer')
    await one.comment('reviewer', 'problems')
    const before = (await listNotices(store, one.filler.id)).length
    expect(await one.step('return', 'reviewer', { reason: '请核对数字' })).toMatchObject({ ok: true })
    expect((await listNotices(store, heir))[0]?.text).toContain('退回')
    expect(await listNotices(store, one.filler.id)).toHaveLength(before)
  })

  it('gives back to the queue what its successor wrote himself', async () => {
    const one = await newCase(store, now)
    await addMembership(store, { user: one.colleague.id, unit: one.bureau, role: 'filler' })
    const edit = await opened(store, 'edit', one.report, one.colleague.id)
    const saved = await saveCells(store, edit, {
      saveId: 's',
      cells: [{ at: 'overview/further', was: '本年度按要求办理，今后继续改进。', now: '今后继续改进。', how: 'typed' }],
      now
    })
    expect(saved).toEqual({ ok: true, conflicts: [] })
    expect(await one.step('submit', 'filler')).toMatchObject({ ok: true })
    await one.step('claim', 'reviewer')
    await handOver(one.reviewer.id, one.colleague.id, one.admin.id)
    expect(await findFiling(store, one.report)).toMatchObject({ state: 'SUBMITTED', claimedBy: null, claimEnds: null })
    expect(await verifyHistory(store, one.report)).toBeUndefined()
  })
})
