import { expect, it } from 'vitest'
import { among } from '@/db/engine/among'
import { findInTree } from '@/db/people/unit-tree'
import { listApplications } from '@/db/season/applications'
import { chaseUnits } from '@/db/season/chase'
import { closeWithWork } from '@/db/season/hand-over'
import { remindOwing } from '@/db/season/reminders'
import { openOwnStore } from '@/db/testing/own-store'
import { openFiling } from '@/db/testing/steps'
import { findNextSteps } from '@/db/workflow/next-steps'
import { openApplications } from '@/server/administration/applications'
import { countForHeader } from '@/server/administration/header-counts'
import { openQueue, readFilter } from '@/server/queue/queue'
import { openDeskQueue } from '@/server/queue/waiting'
import { playSeason, YEAR } from '@/server/testing/season'
import { listStuck } from '@/server/work/next-step'

const store = await openOwnStore()

async function expectCounted(seed: number) {
  const { head, second, signer, filler, admin, reports, units } = await playSeason(store, seed)
  const shown = new Set<number | null>()
  for (const passed of [head, second, signer, filler, admin]) {
    if (!passed) continue
    const { '/queue': waiting = 0, '/applications': asked = 0 } = await countForHeader(passed)
    const { rows, found, publishable } = await openQueue(passed, readFilter({}))
    expect([waiting, (await openDeskQueue(passed, 5)).found, rows.length]).toEqual([found, found, found])
    expect(rows.every(({ isWaiting }) => isWaiting)).toBe(true)
    const isPublic = ({ state, revision, request }: (typeof rows)[number]) => state === 'APPROVED' && revision === 1 && !request
    expect(publishable.map(({ id }) => id)).toEqual(rows.filter(isPublic).map(({ id }) => id))
    for (const { id } of rows) shown.add(id)
    const { waiting: listed } = await openApplications(passed)
    expect(asked).toBe(listed.length)
  }
  const open = (await listApplications(store, units)).filter(({ is }) => is === 'open')
  expect((await openApplications(admin)).waiting.map(({ id }) => id)).toEqual(open.map(({ id }) => id))
  // What is approved and not public, and what nobody has taken up, waits for somebody, signer or not, or for whoever mends it.
  for (const { id } of await listStuck(store, await findInTree(store, units), admin.user.id, admin.now)) shown.add(id)
  for (const report of reports) {
    const { state } = await openFiling(store, report)
    if (state === 'APPROVED' || state === 'SUBMITTED' || state === 'IN_REVIEW') expect([report, shown.has(report)]).toEqual([report, true])
  }
}

for (const seed of [11, 12])
  it(`the number beside a link is the length of the list behind it, for each role: season ${seed}`, () => expectCounted(seed))

for (const seed of [21, 22])
  it(`whoever leaves in the middle of a season has nothing waiting for him, and what he had waits for others: season ${seed}`, async () => {
    const { head, second, filler, signer, reports, units, now } = await playSeason(store, seed)
    const people = [head, filler, ...(signer ? [signer] : [])].map(({ user }) => user.id)
    for (const user of people)
      expect(await closeWithWork(store, { user, by: second.user.id, words: '停用', now, accepts: () => true })).toBe('left')
    const filings = await Promise.all(reports.map((report) => openFiling(store, report)))
    expect(filings.filter(({ claimedBy }) => people.includes(claimedBy ?? -1))).toEqual([])
    const steps = await findNextSteps(store, filings, now)
    expect([...steps.values()].flatMap((step) => step.people).filter(({ id }) => people.includes(id))).toEqual([])
    const before = await store.read.$count(store.t.notices, among(store.t.notices.user, people))
    await chaseUnits(store, { units, year: YEAR, words: '', again: true, now })
    await remindOwing(store, now)
    expect(await store.read.$count(store.t.notices, among(store.t.notices.user, people))).toBe(before)
  })

it('the same in 200 seasons', { tags: ['wide'], timeout: 600_000 }, async () => {
  for (let seed = 100; seed < 300; seed++) await expectCounted(seed)
})
