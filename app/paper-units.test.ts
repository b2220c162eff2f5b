import { expect, it } from 'vitest'
import { listNotices } from '@/db/people/notices'
import { addUnit, describeUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { listHistory } from '@/db/reports/events'
import { openOwnStore } from '@/db/testing/own-store'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { findNextSteps } from '@/db/workflow/next-steps'
import { addWaiver } from '@/db/workflow/transitions'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import { keepReadable, type Passed } from '@/server/gate/gate'
import { listCards } from '@/server/work/desk'
import { startOwnReport } from '@/server/work/start-report'

const now = new Date('2025-01-10T02:00:00Z')
const YEAR = 2024
const store = await openOwnStore()
let count = 0

async function newPerson(unit: number, role: Role): Promise<Passed> {
  const name = `${role}${++count}`
  const id = (await addUser(store, { name, password: null, now })) as number
  await addMembership(store, { user: id, unit, role })
  return { store, now, user: { id, name, fullName: name, mustChangePassword: false, memberships: [{ unit, role }] } }
}

/** A town that files on paper, whoever reviews it, and a reviewer of another county. */
async function newTown() {
  const county = await addUnit(store, { name: `甲县${++count}`, kind: 'government', above: null, now })
  const town = await addUnit(store, { name: `甲镇${count}`, kind: 'government', above: county, now })
  await describeUnit(store, town, { onPaper: true })
  const elsewhere = await addUnit(store, { name: `乙县${count}`, kind: 'government', above: null, now })
  const [enters, reviews, stranger] = [
    await newPerson(county, 'reviewer'),
    await newPerson(county, 'reviewer'),
    await newPerson(elsewhere, 'reviewer')
  ]
  return { county, town, enters, reviews, stranger }
}

async function begin({ enters, town }: Awaited<ReturnType<typeof newTown>>): Promise<number> {
  const started = await startOwnReport(enters, { unit: town, year: YEAR })
  if (!started.ok) throw new Error(started.error)
  return started.report
}

/** Types a clean report and hands it in; what only the office itself knows is waived. */
async function handIn(report: number, { user }: Passed) {
  const cells = Object.entries(cleanReport(YEAR).values).map(([at, text]) => ({ at, was: '', now: text, how: 'typed' as const }))
  await saveCells(store, await opened(store, 'edit', report, user.id), { saveId: `paper-${report}`, cells, now })
  for (const { key, basis } of (await judgeFiling(store, await openFiling(store, report), now)).filter(isOpen))
    await addWaiver(store, await opened(store, 'waive', report, user.id), { finding: key, basis, text: '纸质报送', now })
  return take(store, 'submit', report, user.id, { now })
}

const told = async (report: number) => (await listHistory(store, report)).map(({ name, to, reason }) => [name, to, reason])
const waitsFor = async (report: number) => (await findNextSteps(store, [await openFiling(store, report)], now)).get(report)

it('whoever reviews a unit that files on paper begins its report, reads it while it is typed, and finds it on his desk', async () => {
  const { enters, reviews, stranger, town, county } = await newTown()
  expect(await startOwnReport(stranger, { unit: town, year: YEAR })).toMatchObject({ ok: false, error: '您不是该单位的填报员' })
  expect(await startOwnReport(enters, { unit: county, year: YEAR })).toMatchObject({ ok: false })
  const report = await begin({ enters, town } as Awaited<ReturnType<typeof newTown>>)
  const filing = await openFiling(store, report)
  const readers = await Promise.all([enters, reviews, stranger].map((one) => keepReadable(one, [filing])))
  expect(readers.map((read) => read.length)).toEqual([1, 1, 0])
  expect(await listCards(enters, [town])).toMatchObject([{ filing: { id: report } }])
  expect((await waitsFor(report))?.people.map(({ id }) => id)).toEqual([enters.user.id, reviews.user.id])
  // Once it no longer files on paper it is its own affair again.
  await describeUnit(store, town, { onPaper: false })
  expect(await keepReadable(enters, [filing])).toEqual([])
  expect(await startOwnReport(enters, { unit: town, year: YEAR })).toMatchObject({ ok: false })
})

it('the history says who entered it on paper; a colleague reviews it, never who typed it', async () => {
  const given = await newTown()
  const report = await begin(given)
  expect(await handIn(report, given.enters)).toMatchObject({ ok: true, state: 'SUBMITTED' })
  expect((await told(report)).filter(([name]) => name !== 'waive')).toEqual([
    ['start', 'DRAFT', '代为录入（纸质报送）'],
    ['submit', 'SUBMITTED', '代为录入（纸质报送）']
  ])
  expect(await take(store, 'claim', report, given.enters.user.id, { now })).toMatchObject({ ok: false, demand: "other's work" })
  expect(await take(store, 'claim', report, given.reviews.user.id, { now })).toMatchObject({ ok: true })
})

it('a unit with somebody who signs confirms it first, and whoever reviews it is told when it comes back', async () => {
  const given = await newTown()
  const signer = await newPerson(given.town, 'signer')
  const report = await begin(given)
  expect(await handIn(report, given.enters)).toMatchObject({ ok: true, state: 'SIGNING' })
  expect(await waitsFor(report)).toMatchObject({ name: 'pass', isOwn: true, people: [{ id: signer.user.id }] })
  expect(await take(store, 'pass', report, signer.user.id, { now })).toMatchObject({ ok: true, state: 'SUBMITTED' })
  await take(store, 'claim', report, given.reviews.user.id, { now })
  const thread = { at: 'problems', quote: '', text: '请核对数字。', now }
  await addThread(store, await opened(store, 'comment', report, given.reviews.user.id), 'comments', thread)
  expect(await take(store, 'return', report, given.reviews.user.id, { now, reason: '请核对数字' })).toMatchObject({ state: 'RETURNED' })
  expect((await listNotices(store, given.enters.user.id))[0]?.text).toContain('退回修改')
})

it('a unit with a 填报员 alone has him confirm what others entered, and nothing he entered himself', async () => {
  const given = await newTown()
  const clerk = await newPerson(given.town, 'filler')
  const report = await begin(given)
  expect(await handIn(report, given.enters)).toMatchObject({ ok: true, state: 'SIGNING' })
  expect(await waitsFor(report)).toMatchObject({ name: 'pass', role: 'filler', isOwn: true, people: [{ id: clerk.user.id }] })
  expect((await listNotices(store, clerk.user.id))[0]?.text).toContain('代为录入（纸质报送）')
  expect(await take(store, 'pass', report, clerk.user.id, { now })).toMatchObject({ ok: true, state: 'SUBMITTED' })

  const other = await newTown()
  const both = await newPerson(other.town, 'filler')
  const own = await begin({ ...other, enters: both })
  expect(await handIn(own, both)).toMatchObject({ ok: true, state: 'SUBMITTED' })
})

it('a unit with its own clerk enters for itself: nothing is said of paper', async () => {
  const given = await newTown()
  const clerk = await newPerson(given.town, 'filler')
  const started = await startOwnReport(clerk, { unit: given.town, year: YEAR })
  const report = started.ok ? started.report : 0
  await handIn(report, clerk)
  expect((await told(report)).map(([, , reason]) => reason).join()).not.toContain('代为录入')
  expect(await listNotices(store, given.enters.user.id)).toHaveLength(1)
})
