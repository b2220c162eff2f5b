import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension, setCampaign } from '@/db/people/change-dates'
import { listNotices } from '@/db/people/notices'
import { findDeadline, findObligation, listObligationChanges } from '@/db/people/obligations'
import { findTask, issueTask, planTask, type TaskGiven } from '@/db/people/tasks'
import { addUnit, describeUnit, findUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveAnswer } from '@/db/reports/answers'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { opened, openFiling, take } from '@/db/testing/steps'
import { closeUnit, moveUnit, renameUnit } from '@/db/testing/unit-verbs'
import { cleanReport } from '@/report/testing/clean'
import { UNIT_LEVELS } from '@/report/unit'
import { statutoryCampaign } from '@/report/workflow/deadline'
import { judgeFiling } from './demands'
import { listStands } from './stands'

const now = new Date('2025-12-20T02:00:00.000Z')
const YEAR = 2025

onEngines('a task on %s', (open) => {
  let store: Store
  let count = 0
  let by: number

  beforeAll(async () => {
    store = await open()
    by = (await addUser(store, { name: 'chief', password: null, now })) as number
  })
  afterAll(() => store.close())

  const newUnit = async (above: number | null, kind: 'department' | 'government' = 'department', level?: 'town' | 'county') => {
    const name = `单位${++count}`
    return { id: await addUnit(store, { name, kind, above, level, now }), name, kind }
  }
  const newFiller = async (...units: number[]) => {
    const user = (await addUser(store, { name: `f${++count}`, password: null, now })) as number
    for (const unit of units) await addMembership(store, { user, unit, role: 'filler' })
    return user
  }
  const newCity = async () => {
    const city = await newUnit(null, 'government')
    const [one, two, town] = [await newUnit(city.id), await newUnit(city.id), await newUnit(city.id, 'department', 'town')]
    return { city, one, two, town }
  }
  const task = (unit: number, more: Partial<TaskGiven> = {}): TaskGiven => ({
    ...{ unit, year: YEAR, dates: statutoryCampaign(YEAR), levels: UNIT_LEVELS, kinds: ['department', 'government'] },
    ...{ excuses: new Map(), reviews: {}, notice: '各单位：请按时报送。', requirements: '', ...more }
  })
  const issue = async (given: TaskGiven, on = now) =>
    issueTask(store, given, { issue: (await findTask(store, given.unit, given.year))?.issue ?? 0, by, on })
  const kindsOf = async (given: TaskGiven) => (await planTask(store, given, now)).map(({ is }) => is).sort()
  const owing = async (...units: number[]) => listStands(store, units, YEAR)

  it('freezes who owes what: a new name, level or superior changes no obligation, and no unit joins by itself', async () => {
    const { city, one, two, town } = await newCity()
    await issue(task(city.id))
    const ids = [city, one, two, town].map(({ id }) => id)
    const before = await owing(...ids)
    expect(before).toHaveLength(4)
    await renameUnit(store, one.id, '改名局', '2026-01-01')
    await describeUnit(store, two.id, { level: 'county', kind: 'government' })
    await moveUnit(store, town.id, two.id)
    const late = await newUnit(city.id)
    expect(await owing(...ids, late.id)).toEqual(before)
    const report = await startReport(store, { unit: { ...two, kind: 'government' }, year: YEAR, by, now })
    expect((await owing(two.id))[0]).toMatchObject({ kind: 'department', report, state: 'DRAFT' })
    // Issued again it takes in who is new, and says who reviews the town that moved.
    expect(await kindsOf(task(city.id))).toEqual(['changed', 'new', 'same', 'same', 'same'])
  })

  it('does nothing the second time, and whoever decided on an older issue is told so', async () => {
    const { city, one } = await newCity()
    const filler = await newFiller(one.id)
    expect(await issueTask(store, task(city.id), { issue: 0, by, on: now })).toBe(true)
    expect(await issueTask(store, task(city.id, { notice: '别的' }), { issue: 0, by, on: now })).toBe(false)
    expect((await findTask(store, city.id, YEAR))?.notice).toBe('各单位：请按时报送。')
    expect(await issue(task(city.id))).toBe(true)
    expect((await listNotices(store, filler)).map(({ text }) => text)).toEqual([`${one.name} 2025 年年报：请于 2026年1月31日 24:00 前报送`])
    expect(await listObligationChanges(store, [one.id], YEAR)).toEqual([])
  })

  it('tells each person once, however many units he serves, and afterwards only what changed for his', async () => {
    const { city, one, two, town } = await newCity()
    const [all, single] = [await newFiller(one.id, two.id, town.id), await newFiller(town.id)]
    await issue(task(city.id))
    expect(await listNotices(store, all)).toMatchObject([{ text: expect.stringMatching(/^您填报的 3 个单位 2025 年年报：/) }])
    await issue(task(city.id, { excuses: new Map([[one.id, '机构改革']]), reviews: { town: 'issuer' } }))
    expect((await listNotices(store, single)).length).toBe(1)
    expect((await listNotices(store, all))[0]?.text).toBe(`${one.name} 2025 年年报：无需报送（机构改革）`)
    expect(await listObligationChanges(store, [one.id], YEAR)).toMatchObject([{ says: '无需报送（机构改革）', reason: '年度任务调整' }])
    expect(await owing(one.id)).toMatchObject([{ state: 'NOT_REQUIRED', excuse: '机构改革' }])
    await issue(task(city.id, { levels: ['department', 'city'] }))
    expect((await owing(one.id, town.id)).map(({ state, excuse }) => [state, excuse])).toEqual([
      ['NOT_STARTED', null],
      ['NOT_REQUIRED', '不在本次任务范围内']
    ])
  })

  it('says who reviews which level, and leaves what has begun as it is', async () => {
    const { city, one } = await newCity()
    const county = await newUnit(city.id, 'government', 'county')
    const town = await newUnit(county.id, 'department', 'town')
    await startReport(store, { unit: one, year: YEAR, by, now })
    expect(await kindsOf(task(city.id, { excuses: new Map([[one.id, '撤并']]) }))).toContain('begun')
    await issue(task(city.id, { reviews: { town: 'issuer' } }))
    expect([(await findUnit(store, town.id))?.reviewedBy, (await findObligation(store, town.id, YEAR))?.reviewer]).toEqual([
      city.id,
      city.id
    ])
    await issue(task(city.id, { reviews: { town: 'above' } }))
    expect([(await findUnit(store, town.id))?.reviewedBy, (await findObligation(store, town.id, YEAR))?.reviewer]).toEqual([
      null,
      county.id
    ])
  })

  it('holds the three dates of its kind of unit, and is told of those alone', async () => {
    const { city, one } = await newCity()
    const [chief, filler] = [await newFiller(city.id), await newFiller(one.id)]
    const dates = {
      ...{ dueDepartment: '2026-01-20', closeDepartment: '2026-02-10', correctionEndDepartment: '2026-05-31' },
      ...{ dueGovernment: '2026-03-20', closeGovernment: '2026-04-10', correctionEndGovernment: null }
    }
    await issue(task(city.id, { dates }))
    const told = async (user: number) => (await listNotices(store, user))[0]?.text.split('：')[1]
    expect([await told(filler), await told(chief)]).toEqual([
      '请于 2026年1月20日 24:00 前报送，2026年2月10日 24:00 关闭报送，更正截止 2026年5月31日 24:00',
      '请于 2026年3月20日 24:00 前报送，2026年4月10日 24:00 关闭报送'
    ])
    const held = async ({ id, kind }: { id: number; kind: 'department' | 'government' }) =>
      findDeadline(store, { unit: id, year: YEAR, kind })
    expect(await held(one)).toMatchObject({ due: '2026-01-20', close: '2026-02-10', correctionEnd: '2026-05-31' })
    expect(await held(city)).toMatchObject({ due: '2026-03-20', close: '2026-04-10', correctionEnd: null })
    // Who was in no task and begins by himself holds those of his kind too.
    const late = await newUnit(city.id)
    expect(await held(late)).toMatchObject({ close: '2026-02-10', correctionEnd: '2026-05-31' })
    await startReport(store, { unit: late, year: YEAR, by, now })
    expect(await findObligation(store, late.id, YEAR)).toMatchObject({ close: '2026-02-10', correctionEnd: '2026-05-31' })
    // A change for one kind is no news to the other.
    await issue(task(city.id, { dates: { ...dates, correctionEndGovernment: '2026-12-31' } }))
    expect(await told(chief)).toBe('更正截止由 不限 改为 2026年12月31日 24:00')
    expect((await listNotices(store, filler)).length).toBe(1)
  })

  it('moves with the dates of its own or a nearer campaign, and keeps what was granted', async () => {
    const { city, one, two } = await newCity()
    const county = await newUnit(city.id, 'government', 'county')
    const town = await newUnit(county.id, 'department', 'town')
    const filler = await newFiller(two.id)
    await issue(task(city.id))
    await addExtension(store, { unit: one.id, year: YEAR, until: '2026-02-20', reason: '搬迁', by, on: now })
    await setCampaign(store, county.id, YEAR, { ...statutoryCampaign(YEAR), dueDepartment: '2026-01-15' }, { by, on: now })
    const later = { ...statutoryCampaign(YEAR), dueDepartment: '2026-02-10' }
    await issue(task(city.id, { dates: later }))
    const dates = (await owing(one.id, two.id, town.id)).map(({ due, extendedUntil }) => [due, extendedUntil])
    expect(dates).toEqual([
      ['2026-02-10', '2026-02-20'],
      ['2026-02-10', null],
      ['2026-01-15', null]
    ])
    expect((await listNotices(store, filler))[0]?.text).toBe(
      `${two.name} 2025 年年报：报送截止由 2026年1月31日 24:00 改为 2026年2月10日 24:00`
    )
  })

  it('of a nearer unit stays that unit’s own', async () => {
    const { city } = await newCity()
    const county = await newUnit(city.id, 'government', 'county')
    await newUnit(county.id)
    await owe(store, county.id, YEAR, now)
    expect((await kindsOf(task(city.id))).filter((is) => is === 'elsewhere')).toHaveLength(2)
  })
  it('demands of a task are frozen with it, judged at the submission, and told when they change', async () => {
    const { city, one } = await newCity()
    const filler = await newFiller(one.id)
    await issue(task(city.id, { requirements: '总体情况必须写明政务公开专区的数量（《通知》第二条）' }))
    const report = (await startReport(store, { unit: one, year: YEAR, by: filler, now, values: cleanReport(YEAR).values })) as number
    const submit = async () => take(store, 'submit', report, filler, { now })
    expect(await submit()).toMatchObject({ ok: false, demand: 'clean', count: 1 })
    const judged = (await judgeFiling(store, await openFiling(store, report), now)).find(({ finding }) => finding.rule === 'L-02')
    expect(judged?.finding.says).toBe('总体情况没有写明政务公开专区的数量（《通知》第二条）')
    const right = await opened(store, 'edit', report, filler)
    await saveAnswer(store, right, { finding: judged?.key ?? '', basis: judged?.basis ?? '', text: '本单位没有专区。', now })
    await issue(task(city.id, { requirements: '不得出现“圆满完成”' }))
    expect((await listNotices(store, filler))[0]?.text).toContain('任务要求有调整，见填报页面')
    expect(await findObligation(store, one.id, YEAR)).toMatchObject({ requirements: '不得出现“圆满完成”' })
    expect(await submit()).toMatchObject({ ok: true })
  })
  it('a unit that went into another one says into which, and owes nothing by itself', async () => {
    const { city, one, two } = await newCity()
    await issue(task(city.id))
    await closeUnit(store, one.id, { closedOn: '2026-01-05', successor: two.id })
    const [merged] = await owing(one.id)
    expect(merged).toMatchObject({ state: 'NOT_REQUIRED', excuse: `自 2026年1月5日起并入${two.name}` })
  })
})
