import { beforeAll, expect, it } from 'vitest'
import { countOf, factsOf, listItems } from '@/components/review/views'
import { addUnit, listUnitsBelow, setChain } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { readReport, startReport } from '@/db/reports/reports'
import { owe } from '@/db/testing/owe'
import { openOwnStore } from '@/db/testing/own-store'
import { opened, openFiling, take } from '@/db/testing/steps'
import { closeUnit } from '@/db/testing/unit-verbs'
import { judgeFiling } from '@/db/workflow/demands'
import { listStands } from '@/db/workflow/stands'
import { addWaiver } from '@/db/workflow/transitions'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import type { Values } from '@/report/values'
import { countFindings, countOpen } from '@/report/workflow/counts'
import { tally } from '@/report/workflow/progress'
import type { Role } from '@/report/workflow/roles'
import type { TransitionName } from '@/report/workflow/transitions'
import { openSummary } from '@/server/board/board'
import type { Passed, PassedReport } from '@/server/gate/gate'
import { openQueue, readFilter } from '@/server/queue/queue'
import { listCards } from '@/server/work/desk'
import { readReview } from '@/server/work/review'

/** 2025 is the year whose report is due; nothing is late yet. */
const now = new Date('2026-01-15T02:00:00.000Z')
const YEAR = 2025
const store = await openOwnStore()
let city: number
const names = new Map<number, string>()

beforeAll(async () => {
  city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now })
})

async function newUser(...roles: { unit: number; role: Role }[]): Promise<Passed> {
  const name = `user ${names.size}`
  const id = (await addUser(store, { name, password: null, now })) as number
  names.set(id, name)
  for (const { unit, role } of roles) await addMembership(store, { user: id, unit, role })
  return { store, now, user: { id, name, memberships: roles, mustChangePassword: false } as never }
}

async function newBureau(name: string, above = city) {
  return { id: await addUnit(store, { name, kind: 'department', above, now }), name, kind: 'department' as const }
}

/** A bureau whose reports are checked inside first, with everybody who has a say. */
async function newCase() {
  const bureau = await newBureau(`局${names.size}`)
  await setChain(store, bureau.id, ['CHECKING'])
  const people = {
    filler: await newUser({ unit: bureau.id, role: 'filler' }),
    checker: await newUser({ unit: bureau.id, role: 'checker' }),
    reviewer: await newUser({ unit: city, role: 'reviewer' })
  }
  const idOf = (who: keyof typeof people) => people[who].user.id
  const values = cleanReport(YEAR, { 'requests/granted/person': '8', 'requests/partial/person': '1' }).values
  const report = (await startReport(store, { unit: bureau, year: YEAR, by: idOf('filler'), now, values })) as number
  return {
    ...people,
    bureau,
    report,
    step: async (name: TransitionName, who: keyof typeof people) =>
      expect(await take(store, name, report, idOf(who), { now, reason: '请核对数字' })).toMatchObject({ ok: true }),
    type: async (texts: Values) => {
      const before = (await readReport(store, await openFiling(store, report))).values
      const cells = Object.entries(texts).map(([at, text]) => ({ at, was: before[at] ?? '', now: text, how: 'typed' as const }))
      const as = await opened(store, 'edit', report, idOf('filler'))
      await saveCells(store, as, { saveId: `${report} ${Object.entries(texts)}`, cells, now })
      for (const { key, basis } of (await judgeFiling(store, await openFiling(store, report), now)).filter(isOpen))
        await saveAnswer(store, as, { finding: key, basis, text: '已逐项核实。', now })
    },
    ask: async (who: keyof typeof people, at: string) =>
      addThread(store, await opened(store, 'comment', report, idOf(who)), 'comments', { at, quote: '', text: '请核对。', now }),
    /** What the review says of it, and what its line in the list says. */
    counted: async (who: 'checker' | 'reviewer') => {
      const filing = await openFiling(store, report)
      const data = await readReview({ ...people[who], filing, roles: [who] } as unknown as PassedReport<'read'>)
      const items = listItems(data)
      const { rows } = await openQueue(people[who], readFilter({ state: 'all', year: String(YEAR), search: bureau.name }))
      return {
        review: {
          changed: countOf(data, items, 'changes'),
          explained: countOf(data, items, 'explained'),
          comments: countOf(data, items, 'commented'),
          isFirst: data.count === 1
        },
        facts: factsOf(data, items),
        line: { ...rows[0]?.risk, comments: rows[0]?.comments }
      }
    }
  }
}

it('the line of a report in the list counts what its review counts, inside its unit and for whoever reviews', async () => {
  const one = await newCase()
  await one.step('submit', 'filler')
  await one.ask('checker', 'problems')
  await one.step('sendBack', 'checker')
  await one.type({ problems: '人手不足，今后将加强培训。', 'overview/platform': '' })
  await one.step('submit', 'filler')
  const inside = await one.counted('checker')
  expect(inside.line).toEqual(inside.review)
  expect(inside.line).toEqual({ changed: 2, explained: 1, comments: 1, isFirst: false })

  // The first time it arrives there is nothing to compare it with, however often it went around inside.
  await one.step('pass', 'checker')
  const first = await one.counted('reviewer')
  expect(first.line).toEqual(first.review)
  expect(first.line).toEqual({ changed: 0, explained: 1, comments: 1, isFirst: true })

  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/granted')
  await one.ask('reviewer', 'requests/granted/person')
  await one.ask('reviewer', 'other-matters')
  await one.step('return', 'reviewer')
  await one.type({ 'requests/granted/person': '7', 'requests/partial/person': '2', 'other-matters': '无。' })
  await one.step('submit', 'filler')
  await one.ask('checker', 'problems')
  await one.step('sendBack', 'checker')
  await one.type({ problems: '人手和经费不足，今后将加强培训。' })
  await one.step('submit', 'filler')
  await one.step('pass', 'checker')
  const { review, line, facts } = await one.counted('reviewer')
  expect(line).toEqual(review)
  expect(line).toEqual({ changed: 4, explained: 1, comments: 5, isFirst: false })
  expect(facts).toContain('与上次相比变动 4 处')
  expect(facts).toContain('已说明 1 处')
})

it('the line in the list counts anew what the review counts anew: a waiver, and figures of last year that came to count later', async () => {
  const one = await newCase()
  await one.step('submit', 'filler')
  await one.step('pass', 'checker')
  expect((await one.counted('reviewer')).line).toMatchObject({ explained: 0 })

  // Last year's report comes in late, and ends with other figures than this one begins with.
  const lastYear = cleanReport(YEAR - 1, { 'requests/received/person': '17', 'requests/carried-out/person': '9' }).values
  const filler = one.filler.user.id
  const before = (await startReport(store, { unit: one.bureau, year: YEAR - 1, by: filler, now, values: lastYear })) as number
  const admin = await newUser({ unit: city, role: 'admin' })
  const waiveAll = async (report: number) => {
    const found = (await judgeFiling(store, await openFiling(store, report), now)).filter(isOpen)
    for (const { key, basis } of found) {
      const may = await opened(store, 'waive', report, admin.user.id)
      expect(await addWaiver(store, may, { finding: key, basis, text: '情况属实。', now })).toBe(true)
    }
    return found.length
  }
  await waiveAll(before)
  expect(await take(store, 'submit', before, filler, { now })).toMatchObject({ ok: true })
  expect(await take(store, 'pass', before, one.checker.user.id, { now })).toMatchObject({ ok: true })
  const found = await waiveAll(one.report)
  expect(found).toBeGreaterThan(0)
  const waived = await one.counted('reviewer')
  expect(waived.review.explained).toBe(found)
  expect(waived.line).toEqual(waived.review)

  // It is taken back, and nothing is left to compare with.
  expect(await take(store, 'claim', before, one.reviewer.user.id, { now })).toMatchObject({ ok: true })
  expect(await take(store, 'return', before, one.reviewer.user.id, { now, reason: '请核对数字' })).toMatchObject({ ok: false })
  expect(await take(store, 'release', before, one.reviewer.user.id, { now })).toMatchObject({ ok: true })
  expect(await take(store, 'withdraw', before, filler, { now })).toMatchObject({ ok: true })
  const alone = await one.counted('reviewer')
  expect(alone.review.explained).toBe(0)
  expect(alone.line).toEqual(alone.review)
})

it('the card of a report counts what its form and its submission count', async () => {
  const bureau = await newBureau('水利局')
  const filler = await newUser({ unit: bureau.id, role: 'filler' })
  const values = {
    ...cleanReport(YEAR).values,
    'requests/received/person': '11',
    'requests/received/company': '',
    problems: '',
    preamble: '【】'
  }
  const report = (await startReport(store, { unit: bureau, year: YEAR, by: filler.user.id, now, values })) as number
  const [card] = await listCards(filler)
  const counts = countFindings(await judgeFiling(store, await openFiling(store, report), now))
  expect(card?.counts).toEqual(counts)
  expect(counts.missing).toBe(2)
  expect(await take(store, 'submit', report, filler.user.id, { now })).toMatchObject({ demand: 'clean', count: countOpen(counts) })
})

it('desk, list and the page of campaigns count the same units as those that owe a report', async () => {
  const district = await addUnit(store, { name: '乙区人民政府', kind: 'government', above: null, now })
  const [filed, excused, closed] = [
    await newBureau('一局', district),
    await newBureau('二局', district),
    await newBureau('三局', district),
    await newBureau('四局', district)
  ]
  // Somebody who reviews, and checks what his own office fills in.
  const office = await newBureau('丙街道', city)
  const head = await newUser({ unit: district, role: 'reviewer' }, { unit: office.id, role: 'checker' })
  const filler = await newUser({ unit: filed.id, role: 'filler' })
  const begin = async (unit: typeof filed) =>
    (await startReport(store, { unit, year: YEAR, by: filler.user.id, now, values: cleanReport(YEAR).values })) as number
  await take(store, 'submit', await begin(filed), filler.user.id, { now })
  await take(store, 'excuse', await begin(excused), head.user.id, { now, reason: '机构已撤并' })
  await owe(store, district, YEAR, now)
  await owe(store, office.id, YEAR, now)
  await closeUnit(store, closed.id, { closedOn: '2026-01-01', successor: filed.id })

  const list = await openQueue(head, readFilter({ state: 'all', year: String(YEAR) }))
  const { total, handedIn } = await openSummary(head, YEAR)
  expect(total).toMatchObject({ total: 4, excused: 2, of: { idle: 3, review: 1 } })
  expect(handedIn).toBe(list.tally?.handedIn)
  expect(list.tally).toMatchObject({ required: 4, handedIn: 1, of: { NOT_STARTED: 3, NOT_REQUIRED: 2 } })

  const below = [...(await listUnitsBelow(store, [district])), ...(await listUnitsBelow(store, [office.id]))]
  const ids = below.map(({ id }) => id)
  expect(tally((await listStands(store, ids, YEAR)).map(({ state }) => state))).toEqual(list.tally)
  expect(list.rows.filter(({ state }) => state === 'NOT_STARTED')).toHaveLength(3)
})
