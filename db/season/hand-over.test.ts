import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addNotices, listNotices } from '@/db/people/notices'
import { setReviewer } from '@/db/people/units'
import { addMembership, addUser, findAccount, findCredentials, setClosed } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { listHistory, verifyHistory } from '@/db/reports/events'
import { findFiling } from '@/db/reports/reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { opened } from '@/db/testing/steps'
import { expireClaims } from '@/db/workflow/transitions'
import { closeWithWork, countOpenWork, handOverAccount, takeRole } from './hand-over'
import { listUnfilled } from './unfilled'

const now = new Date('2020-01-15T02:31:00.000Z')
const anything = () => true
/** Whoever has read nothing accepts only that nothing is left undone. */
const nothing = (unfilled: readonly unknown[]) => unfilled.length === 0

onEngines('an account handed over on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const handOver = (from: number, to: number, by: number) =>
    handOverAccount(store, { from, to, by, words: '周小禾交接', now, accepts: anything })

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

  it('closed without a successor it leaves nothing waiting for it', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    expect(await closeWithWork(store, { user: one.reviewer.id, by: one.admin.id, words: '停用', now, accepts: nothing })).toBe('left')
    expect(await findFiling(store, one.report)).toMatchObject({ state: 'SUBMITTED', claimedBy: null })
    expect(await countOpenWork(store, one.reviewer.id)).toMatchObject({ claims: 0 })
    expect(await verifyHistory(store, one.report)).toBeUndefined()
  })

  it('what it claimed in the moment in which it was closed goes back to the queue by itself', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    await setClosed(store, one.reviewer.id, true)
    await expireClaims(store, now)
    expect(await findFiling(store, one.report)).toMatchObject({ state: 'SUBMITTED', claimedBy: null })
    expect((await listHistory(store, one.report)).at(-1)).toMatchObject({ name: 'expire', reason: '领取人的账号已停用', actor: null })
    expect(await verifyHistory(store, one.report)).toBeUndefined()
  })

  it('of the only one who fills in, reviews or checks nothing happens until what is left undone was accepted', async () => {
    const one = await newCase(store, now, 'CHECKING')
    const leaving = { by: one.admin.id, words: '停用', now }
    const missing = (role: string) => ({ unfilled: [{ unit: expect.any(String), role, units: 1, years: [2019] }] })
    const isOpen = async (name: string) => (await findCredentials(store, name))?.closed === false
    expect(await closeWithWork(store, { user: one.filler.id, ...leaving, accepts: nothing })).toEqual(missing('filler'))
    expect(await closeWithWork(store, { user: one.checker.id, ...leaving, accepts: nothing })).toEqual(missing('checker'))
    expect([await isOpen(one.filler.name), await isOpen(one.checker.name)]).toEqual([true, true])
    // Nothing waits for a step the unit does not take, and a colleague is left.
    for (const { id } of [one.secrecy, one.reviewer])
      expect(await closeWithWork(store, { user: id, ...leaving, accepts: nothing })).toBe('left')
    expect(await closeWithWork(store, { user: one.colleague.id, ...leaving, accepts: nothing })).toEqual(missing('reviewer'))
    await addMembership(store, { user: one.colleague.id, unit: one.city, role: 'reader' })
    const role = { user: one.colleague.id, unit: one.city, role: 'reviewer' as const, by: one.admin.id }
    expect(await takeRole(store, { ...role, accepts: nothing })).toEqual(missing('reviewer'))
    expect((await findAccount(store, role.user))?.memberships).toHaveLength(2)
    expect(await takeRole(store, { ...role, accepts: anything })).toBe('removed')
    expect(await closeWithWork(store, { user: one.filler.id, ...leaving, accepts: anything })).toBe('left')
    expect(await isOpen(one.filler.name)).toBe(false)
  })

  it('nothing is missed of what is public, need not be reported, or comes on paper', async () => {
    const one = await newCase(store, now)
    const miss = (user: number) => listUnfilled(store, { user })
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    await one.step('approve', 'reviewer')
    expect(await miss(one.filler.id)).toHaveLength(1)
    await one.step('publish', 'reviewer')
    expect(await miss(one.filler.id)).toEqual([])
    const paper = await newCase(store, now)
    await store.tx(async (db) => {
      await db.update(store.t.units).set({ onPaper: true }).where(eq(store.t.units.id, paper.bureau))
    })
    expect(await miss(paper.filler.id)).toEqual([])
  })

  it('a successor who would have to review what he alone fills in is no successor for that', async () => {
    const one = await newCase(store, now)
    await closeWithWork(store, { user: one.colleague.id, by: one.admin.id, words: '停用', now, accepts: anything })
    const leave = (accepts: typeof nothing) =>
      handOverAccount(store, { from: one.filler.id, to: one.reviewer.id, by: one.admin.id, words: '交接', now, accepts })
    const alone = { unit: expect.any(String), role: 'reviewer', units: 1, years: [2019], alone: one.reviewer.name }
    expect(await leave(nothing)).toEqual({ unfilled: [alone] })
    expect(await findCredentials(store, one.filler.name)).toMatchObject({ closed: false })
    // A unit that reviews itself may.
    await setReviewer(store, one.bureau, one.bureau)
    await addMembership(store, { user: one.reviewer.id, unit: one.bureau, role: 'reviewer' })
    expect(await leave(nothing)).toBe('left')
  })

  it('what comes back goes to those who serve the unit now, not to who handed it in', async () => {
    const one = await newCase(store, now)
    await one.step('submit', 'filler')
    const heir = (await addUser(store, {
      ...{ name: `heir${one.report}`, password: null, now },
      memberships: [{ unit: one.bureau, role: 'filler' }]
    })) as number
    await closeWithWork(store, { user: one.filler.id, by: one.admin.id, words: '停用', now, accepts: nothing })
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
