import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension } from '@/db/people/change-dates'
import { addUnit, listUnitsBelow, setReviewer } from '@/db/people/units'
import { addMembership, addUser, setClosed } from '@/db/people/users'
import { addThread } from '@/db/reports/comments'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { opened, openFiling, take } from '@/db/testing/steps'
import { closeUnit } from '@/db/testing/unit-verbs'
import { cleanReport } from '@/report/testing/clean'
import { countFindings, countOpen, sayOpen } from '@/report/workflow/counts'
import { tally } from '@/report/workflow/progress'
import type { Role } from '@/report/workflow/roles'
import { judgeFiling } from './demands'
import { byUrgency, hasNothingToLookAt, listQueued, listReached, listStandings } from './queue'
import { addWaiver } from './transitions'

const now = new Date('2026-01-15T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newUser = async (unit: number, role: Role) => {
    const id = (await addUser(store, { name: `${role}${++count}`, password: null, now })) as number
    await addMembership(store, { user: id, unit, role })
    return id
  }
  const newCity = async () => {
    const city = await addUnit(store, { name: `市${++count}`, kind: 'government', above: null, now })
    return { city, reviewer: await newUser(city, 'reviewer') }
  }
  const newBureau = async (above: number) => {
    const name = `局${++count}`
    const id = await addUnit(store, { name, kind: 'department', above, now })
    return { id, name, kind: 'department' as const, filler: await newUser(id, 'filler') }
  }
  type Bureau = Awaited<ReturnType<typeof newBureau>>
  const begin = async (unit: Bureau, values = {}) =>
    (await startReport(store, { unit, year: 2025, by: unit.filler, now, values: cleanReport(2025, values).values })) as number
  const submit = (unit: Bureau, report: number) => take(store, 'submit', report, unit.filler, { now })
  /** An administrator's word on everything that is open. */
  const waiveAll = async (report: number, by: number) => {
    for (const { key, basis } of await judgeFiling(store, await openFiling(store, report), now))
      await addWaiver(store, await opened(store, 'waive', report, by), { finding: key, basis, text: '情况属实。', now })
  }

  it('complaint 43: what the check lets pass can be handed in, what it does not is refused with the same number', async () => {
    const { city } = await newCity()
    const wrong = [
      {},
      { 'requests/received/person': '11' },
      { 'requests/received/person': '', 'requests/received/company': '' },
      { problems: '' },
      { 'requests/received/person': '十', problems: '' }
    ]
    for (const values of wrong) {
      const bureau = await newBureau(city)
      const report = await begin(bureau, values)
      const counts = countFindings(await judgeFiling(store, await openFiling(store, report), now))
      const refused = { ok: false, demand: 'clean', count: countOpen(counts), detail: sayOpen(counts) }
      expect(await submit(bureau, report)).toMatchObject(countOpen(counts) === 0 ? { ok: true } : refused)
    }
  })

  it('puts the nearest deadline first, then what was explained or waived', async () => {
    const { city, reviewer } = await newCity()
    const [plain, waived, extended] = [await newBureau(city), await newBureau(city), await newBureau(city)]
    await addExtension(store, { unit: extended.id, year: 2025, until: '2026-02-20', reason: '系统故障', by: reviewer, on: now })
    for (const unit of [plain, extended]) await submit(unit, await begin(unit))
    const report = await begin(waived, { problems: '无' })
    await waiveAll(report, reviewer)
    await submit(waived, report)
    const queued = (await listQueued(store, [plain.id, waived.id, extended.id], ['SUBMITTED'])).sort(byUrgency)
    expect(queued.map(({ unit }) => unit)).toEqual([waived.id, plain.id, extended.id])
    expect(queued.map(hasNothingToLookAt)).toEqual([false, true, true])
    expect(queued.find(({ unit }) => unit === extended.id)).toMatchObject({ deadline: { due: '2026-02-20', isExtended: true } })
  })

  it('complaint 57: only what holds nothing to look at may be approved among others', async () => {
    const { city, reviewer } = await newCity()
    const bureau = await newBureau(city)
    const report = await begin(bureau)
    const isPlain = async () => {
      const [queued] = await listQueued(store, [bureau.id], ['SUBMITTED', 'IN_REVIEW'])
      return queued && hasNothingToLookAt(queued)
    }
    expect(await isPlain()).toBeUndefined()
    await submit(bureau, report)
    expect(await isPlain()).toBe(true)
    await take(store, 'claim', report, reviewer, { now })
    const note = await opened(store, 'internalComment', report, reviewer)
    await addThread(store, note, 'internalComments', { at: 'problems', quote: '', text: '与去年相同。', now })
    expect(await isPlain()).toBe(false)
  })

  it('complaint 58: counts neither closed units nor those excused as missing, and a unit that has not begun as one', async () => {
    const { city, reviewer } = await newCity()
    const [filed, drafting, closed, excused, silent] = [
      await newBureau(city),
      await newBureau(city),
      await newBureau(city),
      await newBureau(city),
      await newBureau(city)
    ]
    await submit(filed, await begin(filed))
    await begin(drafting)
    await owe(store, city, 2025, now)
    await closeUnit(store, closed.id, { closedOn: '2026-01-01', successor: filed.id })
    await take(store, 'excuse', await begin(excused), reviewer, { reason: '机构已撤并', now })
    const units = (await listUnitsBelow(store, [city])).map(({ id }) => id).filter((id) => id !== city)
    const standings = await listStandings(store, units, 2025)
    expect(new Map(standings.map(({ unit, state }) => [unit, state]))).toEqual(
      new Map([
        [filed.id, 'SUBMITTED'],
        [drafting.id, 'DRAFT'],
        [excused.id, 'NOT_REQUIRED'],
        [closed.id, 'NOT_REQUIRED'],
        [silent.id, 'NOT_STARTED']
      ])
    )
    expect(tally(standings.map(({ state }) => state))).toMatchObject({ required: 3, handedIn: 1, of: { NOT_STARTED: 1, NOT_REQUIRED: 2 } })
  })

  it('shows the latest revision of each report, and what was published while a correction is under way only once', async () => {
    const { city, reviewer } = await newCity()
    const bureau = await newBureau(city)
    const report = await begin(bureau)
    await submit(bureau, report)
    for (const name of ['claim', 'approve', 'publish', 'correct'] as const)
      await take(store, name, report, reviewer, { reason: '更正数字', now })
    const standings = await listStandings(store, [bureau.id], 2025)
    expect(standings).toMatchObject([{ state: 'DRAFT', revision: 2 }])
    expect(await listQueued(store, [bureau.id], ['PUBLISHED'])).toEqual([])
  })

  it('waits for the nearest reviewer; those above him see it and wait only if there is none', async () => {
    const { city } = await newCity()
    const district = await addUnit(store, { name: `区${++count}`, kind: 'government', above: city, now })
    const bureau = await newBureau(district)
    const foreign = await newBureau(district)
    const other = await newCity()
    await setReviewer(store, foreign.id, other.city)
    const reach = async (unit: number) => new Map((await listReached(store, [unit])).map(({ id, isOurs }) => [id, isOurs]))
    expect((await reach(city)).get(bureau.id)).toBe(true)
    const near = await newUser(district, 'reviewer')
    expect((await reach(city)).get(bureau.id)).toBe(false)
    expect((await reach(district)).get(bureau.id)).toBe(true)
    await setClosed(store, near, true)
    expect((await reach(city)).get(bureau.id)).toBe(true)
    expect((await reach(city)).has(foreign.id)).toBe(false)
    expect((await reach(other.city)).get(foreign.id)).toBe(true)
    expect(await listReached(store, [])).toEqual([])
  })
})
