import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { listNotices, markRead } from '@/db/people/notices'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling, take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import type { Board } from '@/report/workflow/comment'
import { isAsking } from '@/report/workflow/rights'
import type { Role } from '@/report/workflow/roles'
import { addReply, addThread, listThreads, settleThread } from './comments'
import { startReport } from './reports'

const now = new Date('2020-01-15T02:00:00.000Z')

onEngines('on %s comments', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** A report under review. */
  const newCase = async () => {
    const city = await addUnit(store, { name: `市${++count}`, kind: 'government', above: null, now })
    const bureau = await addUnit(store, { name: `局${count}`, kind: 'department', above: city, now })
    const user = async (unit: number, role: Role) => {
      const id = (await addUser(store, { name: `${role}${++count}`, password: null, now })) as number
      await addMembership(store, { user: id, unit, role })
      return id
    }
    const people = { filler: await user(bureau, 'filler'), reviewer: await user(city, 'reviewer') }
    const unit = { id: bureau, name: '甲局', kind: 'department' as const }
    const report = (await startReport(store, { unit, year: 2019, by: people.filler, now, values: cleanReport(2019).values })) as number
    await take(store, 'submit', report, people.filler, { now })
    await take(store, 'claim', report, people.reviewer, { now })
    const purpose = (board: Board) => (board === 'comments' ? 'comment' : 'internalComment')
    return {
      ...people,
      report,
      ask: async (board: Board, at = 'problems', quote = '', text = '请核对。') =>
        addThread(store, await opened(store, purpose(board), report, people.reviewer), board, { at, quote, text, now }),
      reply: async (who: keyof typeof people, thread: number, text = '已核对。') => {
        const { state } = await openFiling(store, report)
        const asks = isAsking(state, [who])
        return addReply(store, await opened(store, 'reply', report, people[who]), 'comments', { thread, text, asks, now })
      },
      threads: (board: Board) => listThreads(store, report, board),
      told: async (who: keyof typeof people) => (await listNotices(store, people[who])).map(({ text }) => text.split('：')[1])
    }
  }

  it('hang on a cell, a row, a table, a section, a sentence or the whole report, and on nothing else', async () => {
    const one = await newCase()
    const places = ['requests/received/person', 'requests/received', 'requests', 'problems', '']
    for (const at of places) expect(await one.ask('comments', at), at).toMatchObject({ ok: true })
    expect(await one.ask('comments', 'problems', '今后继续改进。')).toMatchObject({ ok: true })
    for (const at of ['requests/received/nobody', 'requests/nobody', 'nothing', 'problems/']) {
      expect(await one.ask('comments', at), at).toEqual({ ok: false, why: 'no place' })
    }
    expect(await one.ask('comments', 'problems', '没有写过的话')).toEqual({ ok: false, why: 'no place' })
    expect((await one.threads('comments')).map(({ at }) => at)).toEqual([...places, 'problems'])
  })

  it('and notes among reviewers never change sides', async () => {
    const one = await newCase()
    await one.ask('internalComments', 'problems', '', '与上年雷同，留意。')
    const [note] = await one.threads('internalComments')
    expect(await one.threads('comments')).toEqual([])
    expect(await one.reply('filler', note?.id ?? 0)).toEqual({ ok: false, why: 'no thread' })
    const asReviewer = await opened(store, 'comment', one.report, one.reviewer)
    expect(await settleThread(store, asReviewer, 'comments', { thread: note?.id ?? 0, isClosed: true, now })).toEqual({
      ok: false,
      why: 'no thread'
    })
  })

  it('are told to the unit, and its answers to whoever reviews, once until that is read', async () => {
    const one = await newCase()
    await one.ask('internalComments')
    expect(await one.told('filler')).toEqual([])
    await one.ask('comments')
    await one.ask('comments')
    expect(await one.told('filler')).toEqual(['有新的意见'])
    const [first] = await one.threads('comments')
    await one.reply('filler', first?.id ?? 0)
    await one.reply('filler', first?.id ?? 0)
    expect(await one.told('reviewer')).toEqual(['意见有了答复', '提交审核'])
    await markRead(store, one.filler, { upTo: 1_000_000 }, now)
    await one.reply('reviewer', first?.id ?? 0, '还是有误。')
    expect(await one.told('filler')).toEqual(['有新的意见', '有新的意见'])
  })

  it('are closed and opened again', async () => {
    const one = await newCase()
    await one.ask('comments')
    const settle = async (isClosed: boolean) => {
      const [thread] = await one.threads('comments')
      const asReviewer = await opened(store, 'comment', one.report, one.reviewer)
      await settleThread(store, asReviewer, 'comments', { thread: thread?.id ?? 0, isClosed, now })
      return (await one.threads('comments'))[0]?.closedOn
    }
    expect(await settle(true)).toEqual(now)
    expect(await settle(false)).toBeNull()
  })
})
