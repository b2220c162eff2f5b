import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit, setChain } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling, take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import type { Step } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'
import { saveCells } from './cells'
import { addThread } from './comments'
import { listHistory } from './events'
import { startReport } from './reports'
import { findSubmissions } from './submissions'

const now = new Date('2020-01-15T02:00:00.000Z')
const CELL = 'problems'
const FIRST = cleanReport(2019).values[CELL]
const SECOND = '人手不足，今后将加强培训。'
const THIRD = '人手和经费不足，今后将加强培训。'

onEngines('on %s a report is compared', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** A bureau with a report whose one cell is retyped before each submission. */
  const newCase = async (...chain: Step[]) => {
    const city = await addUnit(store, { name: `市${++count}`, kind: 'government', above: null, now })
    const bureau = await addUnit(store, { name: `局${count}`, kind: 'department', above: city, now })
    await setChain(store, bureau, chain)
    const user = async (unit: number, role: Role) => {
      const id = (await addUser(store, { name: `${role}${++count}`, password: null, now })) as number
      await addMembership(store, { user: id, unit, role })
      return id
    }
    const people = { filler: await user(bureau, 'filler'), checker: await user(bureau, 'checker'), reviewer: await user(city, 'reviewer') }
    const unit = { id: bureau, name: `局${count}`, kind: 'department' as const }
    let report = (await startReport(store, { unit, year: 2019, by: people.filler, now, values: cleanReport(2019).values })) as number
    let text = FIRST ?? ''
    return {
      step: async (name: TransitionName, who: keyof typeof people, reason = '请核对数字') => {
        const moved = await take(store, name, report, people[who], { reason, changeNote: reason, now })
        if (!moved.ok) throw new Error(JSON.stringify(moved))
        report = moved.report
      },
      type: async (next: string) => {
        const cells = [{ at: CELL, was: text, now: next, how: 'typed' as const }]
        await saveCells(store, await opened(store, 'edit', report, people.filler), { saveId: `save-${++count}`, now, cells })
        text = next
      },
      comment: async (who: keyof typeof people) =>
        addThread(store, await opened(store, 'comment', report, people[who]), 'comments', { at: CELL, quote: '', text: '请核对。', now }),
      compared: async () => {
        const filing = await openFiling(store, report)
        const { last, first, ...more } = await findSubmissions(store, filing, await listHistory(store, report))
        return { ...more, last: last?.[CELL], first: first?.[CELL] }
      }
    }
  }

  /** Hands it in, and gets it back from whoever reviews. */
  const roundTrip = async (one: Awaited<ReturnType<typeof newCase>>) => {
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    await one.comment('reviewer')
    await one.step('return', 'reviewer')
  }

  it('with nothing, the first time', async () => {
    const one = await newCase()
    expect(await one.compared()).toEqual({ count: 0, present: undefined, last: undefined, first: undefined })
    await one.step('submit', 'filler')
    expect(await one.compared()).toEqual({ count: 1, present: { version: 1, on: now }, last: undefined, first: undefined })
  })

  it('with the time before, and from the third time on with the first as well', async () => {
    const one = await newCase()
    await roundTrip(one)
    await one.type(SECOND)
    expect(await one.compared()).toMatchObject({ count: 1, present: undefined, last: FIRST, first: undefined })
    await roundTrip(one)
    expect(await one.compared()).toMatchObject({ count: 2, last: SECOND, first: FIRST })
    await one.type(THIRD)
    await one.step('submit', 'filler')
    expect(await one.compared()).toMatchObject({ count: 3, last: SECOND, first: FIRST })
    await one.step('claim', 'reviewer')
    await one.step('release', 'reviewer')
    expect(await one.compared()).toMatchObject({ count: 3, last: SECOND })
  })

  it('by whoever reviews with what reached him, by its own unit with what the filler handed in', async () => {
    const one = await newCase('CHECKING')
    await one.step('submit', 'filler')
    await one.step('pass', 'checker')
    await one.step('claim', 'reviewer')
    await one.comment('reviewer')
    await one.step('return', 'reviewer')
    await one.type(SECOND)
    await one.step('submit', 'filler')
    expect(await one.compared()).toMatchObject({ count: 2, last: FIRST })
    await one.step('sendBack', 'checker')
    await one.type(THIRD)
    await one.step('submit', 'filler')
    expect(await one.compared()).toMatchObject({ count: 3, last: SECOND, first: FIRST })
  })

  it('with the revision it corrects', async () => {
    const one = await newCase()
    await one.step('submit', 'filler')
    for (const step of ['claim', 'approve', 'publish', 'correct'] as const) await one.step(step, 'reviewer')
    expect(await one.compared()).toMatchObject({ count: 0, last: FIRST, first: undefined })
    await one.type(SECOND)
    await roundTrip(one)
    await one.type(THIRD)
    await one.step('submit', 'filler')
    expect(await one.compared()).toMatchObject({ count: 2, last: SECOND, first: FIRST })
  })
})
