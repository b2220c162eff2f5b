import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension, setCampaign } from '@/db/people/change-dates'
import { countUnread, listNotices, markRead } from '@/db/people/notices'
import { addReply, judgeThreads, listThreads, settleThread } from '@/db/reports/comments'
import { listHistory, verifyHistory } from '@/db/reports/events'
import { findSnapshot, listRevisions, readReport } from '@/db/reports/reports'
import { newCase as openBureau } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling, take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { statutoryCampaign } from '@/report/workflow/deadline'
import type { Step } from '@/report/workflow/states'
import { judgeFiling } from './demands'
import { listQueued } from './queue'
import { addWaiver, expireClaims } from './transitions'

const now = new Date('2020-01-15T02:00:00.000Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

onEngines('on %s', (open) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newCase = (...chain: Step[]) => openBureau(store, now, ...chain)
  const unmet = { ok: false, why: 'demand' }

  it('goes through the chain of its unit, each step by its own person and nobody who typed', async () => {
    const one = await newCase('CHECKING', 'SECRECY', 'SIGNING')
    expect(await one.step('submit', 'filler')).toMatchObject({ ok: true, state: 'CHECKING' })
    expect(await one.step('pass', 'filler')).toEqual({ ...unmet, demand: "other's work" })
    expect(await one.step('pass', 'checker')).toMatchObject({ ok: true, state: 'SECRECY' })
    expect(await one.step('pass', 'secrecy')).toMatchObject({ ok: true, state: 'SIGNING' })
    expect(await openFiling(store, one.report)).toMatchObject({ submittedOn: null })
    expect(await one.step('pass', 'signer')).toMatchObject({ ok: true, state: 'SUBMITTED' })
    expect((await openFiling(store, one.report)).submittedOn).toEqual(now)
    const told = await Promise.all([one.checker, one.secrecy, one.signer, one.reviewer].map(({ id }) => listNotices(store, id)))
    expect(told.map((notices) => notices.map(({ text }) => text.split('：')[1]))).toEqual([['提交审核'], ['同意'], ['同意'], ['同意']])
  })

  it('skips the steps its unit does not take', async () => {
    const one = await newCase('SIGNING')
    expect(await one.step('submit', 'filler')).toMatchObject({ state: 'SIGNING' })
    const none = await newCase()
    expect(await none.step('submit', 'filler')).toMatchObject({ state: 'SUBMITTED' })
  })

  it('is sent back inside the unit with a reason and a comment, and handed in again once that is answered', async () => {
    const one = await newCase('CHECKING')
    await one.step('submit', 'filler')
    expect(await one.step('sendBack', 'checker', { reason: '请核对' })).toEqual({ ...unmet, demand: 'reason' })
    expect(await one.step('sendBack', 'checker', { reason: '请核对数字' })).toEqual({ ...unmet, demand: 'comment' })
    expect(await one.comment('checker', 'requests/received/person')).toMatchObject({ ok: true })
    expect(await one.step('sendBack', 'checker', { reason: '请核对数字' })).toMatchObject({ state: 'RETURNED' })
    expect(await one.step('submit', 'filler')).toEqual({ ...unmet, demand: 'answers', count: 1 })
    const [thread] = await listThreads(store, one.report, 'comments')
    const reply = await opened(store, 'reply', one.report, one.filler.id)
    expect(await addReply(store, reply, 'comments', { thread: thread?.id ?? 0, text: '已核对无误。', asks: false, now })).toMatchObject({
      ok: true
    })
    expect(await one.step('submit', 'filler')).toMatchObject({ state: 'CHECKING' })
    expect(await one.comment('checker', 'requests/received/person')).toMatchObject({ ok: true })
    expect(await one.step('pass', 'checker')).toEqual({ ...unmet, demand: 'answers', count: 1 })
    const asked = (await listThreads(store, one.report, 'comments')).at(-1)
    await settleThread(store, await opened(store, 'comment', one.report, one.checker.id), 'comments', {
      thread: asked?.id ?? 0,
      isClosed: true,
      now
    })
    // The one that was answered stays open: what a superior asked is for him to close, and must not hold up the unit.
    expect(await one.step('pass', 'checker')).toMatchObject({ state: 'SUBMITTED' })
  })

  it('is reviewed by whoever claimed it and by nobody else, until the claim ends', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    const claims = await Promise.all([one.step('claim', 'reviewer'), one.step('claim', 'colleague')])
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1)
    const [winner, loser] = claims[0]?.ok ? (['reviewer', 'colleague'] as const) : (['colleague', 'reviewer'] as const)
    expect(claims.find(({ ok }) => !ok)).toMatchObject({ why: 'moved', state: 'IN_REVIEW', by: one[winner].byline })
    expect(await one.step('approve', loser)).toEqual({ ...unmet, demand: 'own claim' })
    expect(await one.comment(loser, 'requests')).toEqual({ ok: false, why: 'moved' })
    expect(await one.step('withdraw', 'filler')).toMatchObject({ why: 'moved', state: 'IN_REVIEW' })
    expect(await one.step('askWithdraw', 'filler', { reason: '发现一处错误' })).toMatchObject({ ok: true, state: 'IN_REVIEW' })

    await expireClaims(store, hours(23))
    expect(await one.state()).toBe('IN_REVIEW')
    expect(await one.step('approve', winner, { now: hours(25) })).toEqual({ ...unmet, demand: 'own claim' })
    await expireClaims(store, hours(24))
    expect(await one.state()).toBe('SUBMITTED')
    expect((await listHistory(store, one.report)).at(-1)).toMatchObject({ name: 'expire', by: '系统' })
    expect((await listNotices(store, one[winner].id))[0]?.text).toContain('领取到期')
    expect(await verifyHistory(store, one.report)).toBeUndefined()
  })

  it('is handed over to a colleague with a note, or put back', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    const handOver = (to: number) => take(store, 'handOver', one.report, one.reviewer.id, { reason: '出差请代办', to, now })
    expect(await handOver(one.filler.id)).toEqual({ ...unmet, demand: 'colleague' })
    expect(await handOver(one.reviewer.id)).toEqual({ ...unmet, demand: 'colleague' })
    expect(await handOver(one.colleague.id)).toMatchObject({ ok: true, state: 'IN_REVIEW' })
    expect((await listNotices(store, one.colleague.id))[0]?.text).toContain('转交（出差请代办）')
    expect(await one.step('release', 'reviewer')).toEqual({ ...unmet, demand: 'own claim' })
    expect(await one.step('release', 'colleague')).toMatchObject({ state: 'SUBMITTED' })
  })

  it('comes back with what was changed beside what was asked', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    expect(await one.comment('reviewer', 'requests/nobody/person')).toEqual({ ok: false, why: 'no place' })
    expect(await one.comment('reviewer', 'problems', '不准确', '这句话不在文中')).toEqual({ ok: false, why: 'no place' })
    for (const at of ['requests/granted', 'problems', '']) await one.comment('reviewer', at)
    expect(await one.step('return', 'reviewer', { reason: '三处请修改' })).toMatchObject({ state: 'RETURNED' })
    expect((await listNotices(store, one.filler.id))[0]?.text).toContain('退回修改（三处请修改）')

    await one.type('requests/granted/person', '9', '8')
    await one.type('requests/partial/person', '0', '1')
    const threads = await listThreads(store, one.report, 'comments')
    const reply = async (thread: number | undefined, asks: boolean, who = one.filler.id) =>
      addReply(store, await opened(store, 'reply', one.report, who), 'comments', { thread: thread ?? 0, text: '已核对。', asks, now })
    await reply(threads[1]?.id, false)
    const outcomes = async () => {
      const filing = await openFiling(store, one.report)
      const report = await readReport(store, filing)
      return (await judgeThreads(store, filing, report, await listThreads(store, one.report, 'comments'))).map(({ outcome }) => outcome)
    }
    expect(await outcomes()).toEqual(['changed', 'answered', 'untouched'])
    expect(await reply(9_999_999, false)).toEqual({ ok: false, why: 'no thread' })
    await reply(threads[2]?.id, false)
    await reply(threads[2]?.id, true, one.reviewer.id)
    expect(await outcomes()).toEqual(['changed', 'answered', 'untouched'])
    await reply(threads[2]?.id, false)
    expect(await one.step('submit', 'filler')).toMatchObject({ state: 'SUBMITTED' })
    const { changed, isFirst } = (await listQueued(store, [one.bureau], ['SUBMITTED']))[0]?.risk ?? {}
    expect([changed, isFirst]).toEqual([2, false])

    await one.step('claim', 'reviewer')
    expect(await outcomes()).toEqual(['changed', 'answered', 'answered'])
    expect(await one.step('approve', 'reviewer')).toEqual({ ...unmet, demand: 'closed comments', count: 3 })
    for (const { id } of threads)
      await settleThread(store, await opened(store, 'comment', one.report, one.reviewer.id), 'comments', {
        thread: id,
        isClosed: true,
        now
      })
    expect(await one.step('approve', 'reviewer')).toMatchObject({ state: 'APPROVED' })
    expect((await listThreads(store, one.report, 'comments'))[0]).toMatchObject({ closedBy: one.reviewer.byline, closedOn: now })
    expect(await listThreads(store, one.report, 'internalComments')).toEqual([])
  })

  it('stays public while a correction is under way, and gives place to it at once', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    for (const step of ['claim', 'approve'] as const) await one.step(step, 'reviewer')
    expect(await one.step('unapprove', 'reviewer', { reason: '发现漏项' })).toMatchObject({ state: 'SUBMITTED' })
    for (const step of ['claim', 'approve'] as const) await one.step(step, 'reviewer')
    expect(await one.step('publish', 'signer')).toMatchObject({ state: 'PUBLISHED' })
    expect(await one.step('askCorrection', 'filler', { reason: '结转数填错' })).toMatchObject({ ok: true })
    const granted = await one.step('correct', 'reviewer', { reason: '同意更正' })
    const second = granted.ok ? granted.report : 0
    expect(await openFiling(store, second)).toMatchObject({ revision: 2, state: 'DRAFT' })
    expect(await one.step('correct', 'reviewer', { reason: '再来一次' })).toEqual({ ...unmet, demand: 'only revision' })
    expect((await readReport(store, await openFiling(store, second))).values).toEqual(cleanReport(2019).values)
    expect(await one.state()).toBe('PUBLISHED')

    await one.step('submit', 'filler', {}, second)
    for (const step of ['claim', 'approve'] as const) await one.step(step, 'reviewer', {}, second)
    expect(await one.step('publish', 'reviewer', {}, second)).toEqual({ ...unmet, demand: 'change note' })
    expect(await one.step('publish', 'reviewer', { changeNote: '更正结转数' }, second)).toMatchObject({ state: 'PUBLISHED' })
    expect((await listRevisions(store, await openFiling(store, second))).map(({ state }) => state)).toEqual(['SUPERSEDED', 'PUBLISHED'])
    expect((await listHistory(store, one.report)).at(-1)).toMatchObject({ name: 'supersede', reason: '第 2 版公布' })
    for (const id of [one.report, second]) expect(await verifyHistory(store, id)).toBeUndefined()
  })

  it('is taken down by two people, and published again', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    for (const step of ['claim', 'approve', 'publish'] as const) await one.step(step, 'reviewer')
    expect(await one.step('takeDown', 'reviewer', { reason: '内容有误' })).toEqual({ ...unmet, demand: 'second person' })
    await one.step('askTakeDown', 'reviewer', { reason: '内容有误' })
    expect(await one.step('takeDown', 'reviewer', { reason: '内容有误' })).toEqual({ ...unmet, demand: 'second person' })
    expect(await one.step('takeDown', 'colleague', { reason: '内容有误' })).toMatchObject({ state: 'WITHDRAWN' })
    expect(await one.step('republish', 'colleague', { reason: '核实无误' })).toMatchObject({ state: 'PUBLISHED' })
  })

  it('may be excused and asked for again', async () => {
    const one = await newCase()
    expect(await one.step('excuse', 'reviewer', { reason: '机构已撤并' })).toMatchObject({ state: 'NOT_REQUIRED' })
    expect(await one.type('problems', '', '迟了')).toEqual({ ok: false, state: 'NOT_REQUIRED' })
    expect(await one.step('askRequire', 'filler', { reason: '仍在运行' })).toMatchObject({ ok: true })
    expect(await one.step('require', 'reviewer', { reason: '恢复报送' })).toMatchObject({ state: 'DRAFT' })
  })

  it('closes to the second in UTC+8, and opens for a unit with an extension', async () => {
    const one = await newCase()
    const year = {
      ...statutoryCampaign(2019),
      dueDepartment: '2020-01-31',
      closeDepartment: '2020-02-10',
      correctionEndDepartment: '2020-03-01'
    }
    await setCampaign(store, one.city, 2019, year)
    await setCampaign(store, one.city, 2019, year)
    expect(await one.step('submit', 'filler', { now: new Date('2020-02-10T15:59:59.999Z') })).toEqual({
      ...unmet,
      demand: 'clean',
      count: 1,
      detail: '1 处待说明'
    })
    expect(await one.step('submit', 'filler', { now: new Date('2020-02-10T16:00:00.000Z') })).toEqual({
      ...unmet,
      demand: 'clean',
      count: 1,
      detail: '1 处待说明'
    })
    await addWaiverFor(one.report, one.admin.id)
    expect(await one.step('submit', 'filler', { now: new Date('2020-02-10T16:00:00.000Z') })).toEqual({
      ...unmet,
      demand: 'in time',
      detail: '2020-02-10'
    })
    await addExtension(store, { unit: one.bureau, year: 2019, until: '2020-02-12', reason: '系统故障', by: one.reviewer.id, on: now })
    expect(await one.step('submit', 'filler', { now: new Date('2020-02-12T15:59:59.999Z') })).toMatchObject({ ok: true })
    for (const step of ['claim', 'approve', 'publish'] as const) await one.step(step, 'reviewer')
    expect(await one.step('correct', 'reviewer', { reason: '同意更正', now: new Date('2020-03-01T16:00:00Z') })).toEqual({
      ...unmet,
      demand: 'correction time',
      detail: '2020-03-01'
    })
  })

  /** Waives the one finding a late report has. */
  const addWaiverFor = async (report: number, admin: number) => {
    const filing = await openFiling(store, report)
    const [late] = await judgeFiling(store, filing, new Date('2020-02-10T16:00:00Z'))
    return addWaiver(store, await opened(store, 'waive', report, admin), {
      finding: late?.key ?? '',
      basis: late?.basis ?? '',
      text: '同意补报',
      now
    })
  }

  it('tells of a waiver in its history', async () => {
    const one = await newCase()
    expect(await addWaiverFor(one.report, one.admin.id)).toBe(true)
    expect((await listHistory(store, one.report)).at(-1)).toMatchObject({
      name: 'waive',
      from: 'DRAFT',
      to: 'DRAFT',
      reason: 'X-14：同意补报'
    })
  })

  it('keeps the snapshot that was handed in, and refuses to approve anything else', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    const snapshot = await findSnapshot(store, one.report)
    expect(snapshot?.hash).toBe((await openFiling(store, one.report)).submittedHash)
    await one.step('claim', 'reviewer')
    const { cells } = store.t
    await store.tx(async (db) => {
      await db
        .update(cells)
        .set({ text: '改过的文字，仍需继续改进。' })
        .where(and(eq(cells.report, one.report), eq(cells.at, 'problems')))
    })
    expect(await one.step('approve', 'reviewer')).toEqual({ ...unmet, demand: 'unchanged' })
  })

  it('fills an inbox that is read up to a notice', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    expect(await countUnread(store, one.reviewer.id)).toBe(1)
    const [first] = await listNotices(store, one.reviewer.id)
    await markRead(store, one.reviewer.id, { upTo: first?.id ?? 0 }, hours(1))
    expect(await countUnread(store, one.reviewer.id)).toBe(0)
    expect(await listNotices(store, one.filler.id)).toEqual([])
  })
})
