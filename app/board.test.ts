import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedDemo } from '@/db/demo/seed'
import { openStore, type Store } from '@/db/engine/client'
import { addExtension } from '@/db/people/change-dates'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { owe } from '@/db/testing/owe'
import { openFiling, take } from '@/db/testing/steps'
import { closeUnit, moveUnit } from '@/db/testing/unit-verbs'
import { listStands } from '@/db/workflow/stands'
import { cleanReport } from '@/report/testing/clean'
import { STAGES } from '@/report/workflow/deadline'
import { tally } from '@/report/workflow/progress'
import { listTransitions, type TransitionName } from '@/report/workflow/transitions'
import { listBoardRows, openBoard, openSummary } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
import type { Passed } from '@/server/gate/gate'
import { openQueue, readFilter } from '@/server/work/queue'

const YEAR = 2025
const folder = mkdtempSync(join(tmpdir(), 'board-'))
let store: Store

beforeAll(async () => {
  store = await openStore(join(folder, 'test.db'))
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** A linear congruential generator: the same seasons at each run. */
function newDice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * sides)
  }
}

const START = Date.parse('2025-12-15T02:00:00.000Z')
const DAY = 86_400_000

/** A city with counties, bureaus and towns in which everything happens that a season knows, by dice. */
async function playSeason(seed: number) {
  const roll = newDice(seed)
  const on = new Date(START)
  const name = (what: string) => `${what}${seed}-${roll(1e9)}`
  const unit = async (above: number | null, kind: 'department' | 'government', level?: 'county' | 'town') => {
    const named = name('单位')
    return { id: await addUnit(store, { name: named, kind, level, above, now: on }), name: named, kind }
  }
  const city = await unit(null, 'government')
  const counties = [await unit(city.id, 'government', 'county'), await unit(city.id, 'government', 'county')]
  const small = []
  for (let i = 0; i < 10; i++)
    small.push(await unit([city, ...counties][roll(3)]?.id as number, 'department', roll(3) === 0 ? 'town' : undefined))
  const units = [city, ...counties, ...small]
  const user = async (role: 'reviewer' | 'filler') => {
    const id = (await addUser(store, { name: name(role), password: null, now: on })) as number
    await addMembership(store, { user: id, unit: city.id, role })
    return id
  }
  const [filler, reviewer, second] = [await user('filler'), await user('reviewer'), await user('reviewer')]
  await owe(store, city.id, YEAR, on)
  let reports: number[] = []
  let now = on
  for (let i = 0; i < 90; i++) {
    now = new Date(now.getTime() + roll(2 * DAY))
    const one = units[roll(units.length)] as (typeof units)[number]
    const dice = roll(12)
    if (dice < 3) {
      const report = await startReport(store, { unit: one, year: YEAR, by: filler, now, values: cleanReport(YEAR).values })
      reports = [...new Set([...reports, report as number])]
    } else if (dice === 3)
      await addExtension(store, { unit: one.id, year: YEAR, until: '2026-02-20', reason: '系统故障', by: reviewer, on: now })
    else if (dice === 4 && one !== city && !counties.includes(one)) await moveUnit(store, one.id, counties[roll(2)]?.id as number)
    else if (dice === 5 && small.includes(one)) await closeUnit(store, one.id, { closedOn: '2026-01-20', successor: null })
    else if (reports.length > 0) {
      const report = reports[roll(reports.length)] as number
      const { state } = await openFiling(store, report)
      const steps = listTransitions(state, ['filler', 'reviewer'])
      const step = steps[roll(steps.length)] as TransitionName | undefined
      const moved =
        step &&
        (await take(store, step, report, [filler, reviewer, second][roll(3)] as number, {
          reason: '请核对数字',
          changeNote: '更正数字',
          now
        }))
      if (moved?.ok) reports = [...new Set([...reports, moved.report])]
    }
  }
  const passed = (id: number, role: 'reviewer') =>
    ({ store, now, user: { id, memberships: [{ unit: city.id, role }] } }) as unknown as Passed
  return { city, units: units.map(({ id }) => id), now, head: passed(reviewer, 'reviewer') }
}

const SEASONS = [1, 2, 3, 4, 5, 6].map((seed) => [seed, seed < 3 ? [] : ['wide']] as const)

for (const [seed, tags] of SEASONS)
  it(`in season ${seed} every page counts the same units, each once, and each number opens as many rows`, { tags: [...tags] }, async () => {
    const { units, head } = await playSeason(seed)
    const stands = await listStands(store, units, YEAR)
    const counted = tally(stands.map(({ state }) => state))
    expect(stands).toHaveLength(units.length)
    const { total, groups, handedIn, days } = await openSummary(head, YEAR)
    expect(STAGES.reduce((sum, stage) => sum + total.of[stage], 0)).toBe(total.total)
    expect([total.total, total.excused]).toEqual([counted.required, counted.of.NOT_REQUIRED])
    for (const stage of STAGES) expect(groups.reduce((sum, { of }) => sum + of[stage], 0)).toBe(total.of[stage])
    expect(groups.reduce((sum, group) => sum + group.total, 0)).toBe(total.total)
    expect(days.today > 30 || days.now.at(-1)?.count === handedIn).toBe(true)
    expect(handedIn).toBe(total.of.review + total.of.approved + total.of.published)
    const list = await openQueue(head, readFilter({ state: 'all', year: String(YEAR) }))
    expect(list.tally).toEqual(counted)
    for (const { key, of } of groups)
      for (const stage of STAGES) {
        const { rows, found } = await openBoard(head, readBoardFilter({ year: String(YEAR), group: key, stage }))
        expect([rows.length, found]).toEqual([of[stage], of[stage]])
      }
    const missing = await listBoardRows(head, readBoardFilter({ year: String(YEAR), problem: 'missing' }))
    expect(missing.rows).toHaveLength(total.total - handedIn)
    expect((await listBoardRows(head, readBoardFilter({ year: String(YEAR), problem: 'excused' }))).rows).toHaveLength(total.excused)
  })

it('the example city fills a board: sixty units, every stage of a season, two years', async () => {
  const demo = await openStore(join(folder, 'demo.db'))
  const now = new Date('2026-02-20T02:00:00.000Z')
  await seedDemo(demo, { password: 'hash', today: '2026-02-20', now })
  const head = { store: demo, now, user: { id: 1, memberships: [{ unit: 1, role: 'reviewer' }] } } as unknown as Passed
  const { total, groups, worst, days } = await openSummary(head, YEAR)
  expect(total.total).toBeGreaterThanOrEqual(55)
  expect(STAGES.filter((stage) => total.of[stage] > 0)).toEqual(STAGES)
  expect(groups.length).toBeGreaterThan(4)
  expect(worst).toHaveLength(10)
  expect([days.now.at(-1)?.day, (days.before.at(-1)?.share ?? 0) > 0.6]).toEqual([20, true])
  const { rows } = await openBoard(head, readBoardFilter({ problem: 'late', sort: 'due' }))
  expect(rows.every(({ days: left, revision }) => revision > 1 || (left ?? 0) < 0)).toBe(true)
  expect(rows.filter(({ contact }) => contact?.phone).length).toBeGreaterThan(5)
  await demo.close()
})
