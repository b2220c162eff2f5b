import { expect, it } from 'vitest'
import { listChanges } from '@/db/people/unit-changes'
import { addUnit, findUnit, listUnitsBelow, setReviewer, type Unit } from '@/db/people/units'
import { addUser, findAccount } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { owe } from '@/db/testing/owe'
import { openOwnStore } from '@/db/testing/own-store'
import { take } from '@/db/testing/steps'
import { listStands } from '@/db/workflow/stands'
import { cleanReport } from '@/report/testing/clean'
import type { Managing } from '@/server/gate/administration'
import { startOwnReport } from '@/server/work/start-report'
import { createAccount } from './accounts'
import { makeManagedChange, previewChange, undoManagedChange, unitChange } from './unit-changes'
import { createUnit } from './units'

const now = new Date('2026-01-20T02:00:00Z')
const store = await openOwnStore()
let count = 0

async function manage(unit: number): Promise<Managing> {
  const units = new Map((await listUnitsBelow(store, [unit])).map((one) => [one.id, one]))
  const user = (await addUser(store, { name: `a${++count}`, password: null, memberships: [{ unit, role: 'admin' }], now })) as number
  const memberships = [{ unit, role: 'admin' as const }]
  return { store, now, units, user: { id: user, name: 'a', fullName: '李禾', mustChangePassword: false, memberships } }
}

/** Two bureaus under a city, one with an office and a clerk, and a county beside them. */
async function newCity() {
  const add = (name: string, above: number | null) =>
    addUnit(store, { name: `${name}${++count}`, kind: above ? 'department' : 'government', above, now })
  const city = await add('甲市', null)
  const [one, other, county] = [await add('旅游局', city), await add('文化局', city), await add('乙县', city)]
  const office = await add('旅游所', one)
  const clerk = (await addUser(store, {
    name: `c${++count}`,
    fullName: '周小禾',
    password: null,
    memberships: [{ unit: one, role: 'filler' }],
    now
  })) as number
  const name = async (unit: number) => (await findUnit(store, unit))?.name
  return { city, one, other, county, office, clerk, name }
}

const asked = (fields: object) =>
  unitChange.parse({
    kind: 'merge',
    units: [1],
    successors: [],
    day: '2026-01-10',
    document: '甲编〔2026〕1号',
    ends: true,
    lastYear: 2025,
    grants: [],
    ...fields
  })
const refused = (error: RegExp, field?: string) => ({ ok: false, error: expect.stringMatching(error), field })

it('a preview names the units, the report under way, what stays, and everybody who could come along; nothing is written', async () => {
  const { city, one, other, office, clerk, name } = await newCity()
  await setReviewer(store, other, one)
  const unit = { id: one, name: (await name(one)) ?? '', kind: 'department' as const }
  await startReport(store, { unit, year: 2025, by: clerk, now })
  const preview = await previewChange(await manage(city), asked({ units: [one], successors: [other] }))
  if (!preview.ok) throw new Error(preview.error)
  expect(preview.lines).toEqual([
    `“${await name(one)}”自2026年1月10日起关闭，并入“${await name(other)}”`,
    `1 个下级单位改由“${await name(other)}”管理：“${await name(office)}”`,
    expect.stringContaining('个单位改由'),
    `“${await name(one)}” 2025 年年报（填报中）由原单位的人员继续办完，不迁移`,
    expect.stringContaining('按各单位上一年度年报相加')
  ])
  expect(preview.proposals).toEqual([
    { user: clerk, unit: other, role: 'filler', words: expect.stringMatching(/^周小禾（.*）：.* 填报员 → .* 填报员$/) }
  ])
  expect(await listChanges(store, [one])).toEqual([])
})

it('归并重复 is previewed as something else than 机构合并: the one that was entered twice counts nowhere, and no document is asked for', async () => {
  const { city, one, other, office, clerk, name } = await newCity()
  const unit = { id: one, name: (await name(one)) ?? '', kind: 'department' as const }
  await startReport(store, { unit, year: 2025, by: clerk, now })
  const given = asked({ kind: 'duplicate', units: [one], successors: [other], document: '' })
  const preview = await previewChange(await manage(city), given)
  if (!preview.ok) throw new Error(preview.error)
  expect(preview.lines).toEqual([
    `“${await name(one)}”是重复录入的，归并到“${await name(other)}”，不计入任何年度`,
    `1 个下级单位改由“${await name(other)}”管理：“${await name(office)}”`,
    `“${await name(one)}” 2025 年年报（填报中）由原单位的人员继续办完，不迁移`
  ])
  expect(preview.proposals).toHaveLength(1)
  expect(await previewChange(await manage(city), { ...given, kind: 'merge' })).toEqual(refused(/文号/, 'document'))
})

it('停用新增: what is under way is finished, and nothing new begins: no person, no unit below, no task, no other report', async () => {
  const { city, one, clerk, name } = await newCity()
  const unit = { id: one, name: (await name(one)) ?? '', kind: 'department' as const }
  const report = (await startReport(store, { unit, year: 2025, by: clerk, now, values: cleanReport(2025).values })) as number
  const given = { kind: 'stop', units: [one], lastYear: 2025, document: '' }
  const preview = await previewChange(await manage(city), asked(given))
  if (!preview.ok) throw new Error(preview.error)
  expect(preview.lines).toEqual([`“${await name(one)}”报完 2025 年后不再开始新的年报，也不再增加账号和下级单位`])
  expect(await makeManagedChange(await manage(city), asked({ ...given, seen: preview.seen }))).toMatchObject({ ok: true })
  const managing = await manage(city)
  const person = { fullName: '林一', position: null, officePhone: null, mobile: null, email: null, name: `n${++count}`, unit: one }
  expect(await createAccount(managing, { ...person, role: 'filler' })).toEqual(refused(/不能在该单位增加账号/, 'unit'))
  const below = { name: '新所', level: 'department', kind: 'department' } as const
  expect(await createUnit({ ...managing, unit: managing.units.get(one) as Unit }, below)).toEqual(refused(/停用新增/))
  for (const year of [2025, 2026]) await owe(store, city, year, now)
  const isMissing = async (year: number) => (await listStands(store, [one], year)).some(({ state }) => state === 'NOT_STARTED')
  expect(await isMissing(2026)).toBe(false)
  expect(await take(store, 'submit', report, clerk, { now })).toMatchObject({ ok: true })
  const passed = { ...managing, user: { ...managing.user, memberships: [{ unit: one, role: 'filler' as const }] } }
  expect(await startOwnReport(passed, { unit: one, year: 2026 })).toEqual(refused(/已停用新增，最后报送 2025 年/))
})

it('a change is made as it was previewed or not at all, with the roles that were ticked, and is undone from the list', async () => {
  const { city, one, other, clerk } = await newCity()
  const given = { units: [one], successors: [other] }
  const preview = await previewChange(await manage(city), asked(given))
  const seen = preview.ok ? preview.seen : ''
  const newcomer = await addUnit(store, { name: `新所${++count}`, kind: 'department', above: one, now })
  expect(await makeManagedChange(await manage(city), asked({ ...given, seen }))).toEqual(refused(/请重新预览/))
  const again = await previewChange(await manage(city), asked(given))
  const grants = [{ user: clerk, unit: other, role: 'filler' as const }]
  const made = await makeManagedChange(await manage(city), asked({ ...given, grants, seen: again.ok ? again.seen : '' }))
  expect(made).toMatchObject({ ok: true })
  expect(await findUnit(store, newcomer)).toMatchObject({ above: other })
  expect((await findAccount(store, clerk))?.memberships).toHaveLength(2)
  const [change] = await listChanges(store, [one])
  expect(await undoManagedChange(await manage(city), { change: change?.id ?? 0 })).toMatchObject({ ok: true })
  expect(await undoManagedChange(await manage(city), { change: change?.id ?? 0 })).toEqual(refused(/已经撤销/))
  expect(await findUnit(store, newcomer)).toMatchObject({ above: one })
})

it('an administrator of a county reaches neither the city, nor its bureaus, nor what was done to them; his own county least of all', async () => {
  const { city, one, other, county } = await newCity()
  const below = await addUnit(store, { name: `乙县教育局${++count}`, kind: 'department', above: county, now })
  const official = await manage(county)
  for (const given of [
    { units: [one], successors: [other] },
    { units: [below], successors: [one] },
    { units: [city], successors: [below] }
  ])
    for (const act of [previewChange, makeManagedChange]) expect(await act(official, asked(given))).toEqual(refused(/没有这个单位/))
  expect(await previewChange(official, asked({ units: [county], successors: [below] }))).toEqual(refused(/由上级单位的管理员办理/))
  expect(await previewChange(official, asked({ kind: 'stop', units: [county] }))).toEqual(refused(/由上级单位的管理员办理/))
  const preview = await previewChange(await manage(city), asked({ units: [one], successors: [other] }))
  await makeManagedChange(await manage(city), asked({ units: [one], successors: [other], seen: preview.ok ? preview.seen : '' }))
  const [change] = await listChanges(store, [one])
  expect(await undoManagedChange(official, { change: change?.id ?? 0 })).toEqual(refused(/没有这项变更/))
})

it('what is missing or cannot be is refused at its field', async () => {
  const { city, one, other, office } = await newCity()
  const look = async (fields: object) => previewChange(await manage(city), asked({ units: [one], successors: [other], ...fields }))
  expect(await look({ document: '' })).toEqual(refused(/文号/, 'document'))
  expect(await look({ successors: [] })).toEqual(refused(/请选择接续的单位/, 'successors'))
  expect(await look({ day: '2026-02-01' })).toEqual(refused(/不能晚于今天/, 'day'))
  expect(await look({ successors: [office] })).toEqual(refused(/不能并入自己的下级单位/, 'successors'))
  expect(await look({ kind: 'move', successors: [office] })).toEqual(refused(/不能是本单位或其下级/, 'successors'))
  expect(await look({ kind: 'split', units: [one, other] })).toEqual(refused(/一次只能拆分一个/, 'units'))
  expect(await look({ kind: 'stop', lastYear: 2023 })).toEqual(refused(/不能早于上一年度/, 'lastYear'))
  expect(unitChange.safeParse({ ...asked({}), units: [] }).success).toBe(false)
})
