import type { Store } from '@/db/engine/client'
import { addExtension } from '@/db/people/change-dates'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { addApplication } from '@/db/season/applications'
import { owe } from '@/db/testing/owe'
import { openFiling, take } from '@/db/testing/steps'
import { closeUnit, moveUnit } from '@/db/testing/unit-verbs'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import type { State } from '@/report/workflow/states'
import { listTransitions, mayTake, type TransitionName } from '@/report/workflow/transitions'
import type { Passed } from '@/server/gate/gate'

/** The year the seasons are about. */
export const YEAR = 2025

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

/** For tests: a city with counties, bureaus and towns in which everything happens that a season knows, by dice. */
export async function playSeason(store: Store, seed: number) {
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
  const user = async (role: Role) => {
    const id = (await addUser(store, { name: name(role), password: null, now: on })) as number
    await addMembership(store, { user: id, unit: city.id, role })
    return id
  }
  const [filler, reviewer, second, admin] = [await user('filler'), await user('reviewer'), await user('reviewer'), await user('admin')]
  const signer = seed % 2 === 0 ? await user('signer') : undefined
  if (signer) for (const one of small.slice(0, 4)) await addMembership(store, { user: signer, unit: one.id, role: 'signer' })
  await owe(store, city.id, YEAR, on)
  const listActors = (step: TransitionName, state: State) => [
    ...(mayTake(step, state, ['filler']) ? [filler] : []),
    ...(mayTake(step, state, ['reviewer']) ? [reviewer, second] : [])
  ]
  let reports: number[] = []
  let now = on
  for (let i = 0; i < 90; i++) {
    now = new Date(now.getTime() + roll(2 * DAY))
    const one = units[roll(units.length)] as (typeof units)[number]
    const dice = roll(13)
    if (dice < 3) {
      const report = await startReport(store, { unit: one, year: YEAR, by: filler, now, values: cleanReport(YEAR).values })
      reports = [...new Set([...reports, report as number])]
    } else if (dice === 3)
      await addExtension(store, { unit: one.id, year: YEAR, until: '2026-02-20', reason: '系统故障', by: reviewer, on: now })
    else if (dice === 4 && one !== city && !counties.includes(one)) await moveUnit(store, one.id, counties[roll(2)]?.id as number)
    else if (dice === 5 && small.includes(one)) await closeUnit(store, one.id, { closedOn: '2026-01-20', successor: null })
    else if (dice === 6) {
      const asked = { unit: one.id, year: YEAR, kind: 'extend' as const, report: null, finding: '', says: '', until: '2026-02-20' }
      await addApplication(store, { ...asked, reason: '系统故障', by: filler, on: now })
    } else if (reports.length > 0) {
      const report = reports[roll(reports.length)] as number
      const { state } = await openFiling(store, report)
      const steps = listTransitions(state, ['filler', 'reviewer'])
      const step = steps[roll(steps.length)] as TransitionName | undefined
      const people = step ? listActors(step, state) : []
      const actor = people[roll(Math.max(people.length, 1))]
      const given = { reason: '请核对数字', changeNote: '更正数字', until: ['2026-02-15', undefined][roll(2)], now }
      const moved = step && actor ? await take(store, step, report, actor, given) : undefined
      if (moved?.ok) reports = [...new Set([...reports, moved.report])]
    }
  }
  const passed = (id: number, role: Role, at: readonly { id: number }[] = [city]) =>
    ({ store, now, user: { id, memberships: at.map(({ id: unit }) => ({ unit, role })) } }) as unknown as Passed
  return {
    ...{ city, units: units.map(({ id }) => id), now, reports, head: passed(reviewer, 'reviewer'), second: passed(second, 'reviewer') },
    ...{ filler: passed(filler, 'filler'), admin: passed(admin, 'admin') },
    signer: signer && passed(signer, 'signer', small.slice(0, 4))
  }
}
