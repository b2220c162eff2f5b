import { expect, it } from 'vitest'
import { addUnit, setReviewer } from '@/db/people/units'
import { addMembership, addUser, findAccount, removeMembership, setProfile } from '@/db/people/users'
import { newCase } from '@/db/testing/bureau'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { moveUnit, renameUnit } from '@/db/testing/unit-verbs'
import type { Role } from '@/report/workflow/roles'
import type { Passed } from '@/server/gate/gate'
import { openWhereabouts } from './whereabouts'

const now = new Date('2020-01-15T02:00:00.000Z')
const store = await openOwnStore()
let count = 0

/** Somebody as the gate lets him through, with the roles he has at that moment. */
async function pass(id: number): Promise<Passed> {
  const memberships = (await findAccount(store, id))?.memberships ?? []
  return { store, now, user: { id, name: `u${id}`, fullName: '', mustChangePassword: false, memberships } }
}
const newUser = async (unit: number, role: Role, fullName: string) =>
  (await addUser(store, { name: `w${++count}`, fullName, password: null, memberships: [{ unit, role }], now })) as number
const unit = (name: string, above: number | null) => addUnit(store, { name: `${name}${++count}`, kind: 'government', above, now })

/** What Next makes of what is thrown: where it leads, or 404. */
async function lead(work: Promise<unknown>): Promise<string> {
  const digest: string = await work.then(
    () => 'no lead',
    (error) => String(error.digest)
  )
  return digest.endsWith(';404') ? '404' : (/(\/[^;]*);/.exec(digest)?.[1] ?? digest)
}

it('whoever left a unit is told who has the report he worked on; whoever never had to do with it finds nothing', async () => {
  const one = await newCase(store, now)
  const elsewhere = await unit('丙局', null)
  await addMembership(store, { user: one.filler.id, unit: elsewhere, role: 'reader' })
  const asked = { report: String(one.report) }
  expect(await lead(openWhereabouts(await pass(one.filler.id), asked))).toBe(`/reports/${one.report}`)
  await removeMembership(store, { user: one.filler.id, unit: one.bureau, role: 'filler', by: one.admin.id })
  const left = await openWhereabouts(await pass(one.filler.id), asked)
  expect(left.words).toEqual(['您已不再办理这份年报。', expect.stringMatching(/^该单位现在没有填报员，由市\d+审核。$/)])
  const heir = await newUser(one.bureau, 'filler', '周小禾')
  await setProfile(store, heir, { fullName: '周小禾', position: null, officePhone: '0554-0000123', mobile: null, email: null })
  expect((await openWhereabouts(await pass(one.filler.id), asked)).words[1]).toMatch(/^由周小禾（0554-0000123）填报，由市\d+审核。$/)
  // A stranger, a number nobody has, and nonsense are the same.
  const stranger = await pass(await newUser(elsewhere, 'admin', '林一'))
  for (const given of [asked, { report: '999999' }, { report: 'x' }, { report: [String(one.report)] }, {}, { unit: String(one.bureau) }])
    expect([given, await lead(openWhereabouts(stranger, given))]).toEqual([given, '404'])
})

it('whoever reviewed what its unit took back is told that it lies there, and nothing of what stands in it', async () => {
  const one = await newCase(store, now)
  await one.step('submit', 'filler')
  await one.step('withdraw', 'filler')
  const told = await openWhereabouts(await pass(one.reviewer.id), { report: String(one.report) })
  expect(told.words[0]).toBe('现为“填报中”，在该单位办理，报送后可以查看。')
  expect(told.publicPath).toBeUndefined()
  // Another unit reviews it by now: it is no longer his.
  const other = await unit('丁市', null)
  await setReviewer(store, one.bureau, other)
  const lost = await openWhereabouts(await pass(one.reviewer.id), { report: String(one.report) })
  expect(lost.words).toEqual(['您已不再办理这份年报。', expect.stringMatching(/审核。$/)])
})

it('what is public is shown where it is public', async () => {
  const one = await newPublisher(store, `己局${++count}`)
  const report = await one.publish(2019)
  await addMembership(store, { user: one.filler, unit: await unit('庚局', null), role: 'reader' })
  await removeMembership(store, { user: one.filler, unit: one.unit.id, role: 'filler', by: 0 })
  const told = await openWhereabouts(await pass(one.filler), { report: String(report) })
  expect(told).toMatchObject({ title: `${one.unit.name} 2019 年年报`, publicPath: `/published/${one.unit.id}/2019/1` })
})

it('an administrator is told whom a unit hangs below now, also where what is above it was moved, and back once it is his again', async () => {
  const city = await unit('辛市', null)
  const [county, other] = [await unit('辛县', city), await unit('壬县', city)]
  const town = await unit('癸镇', county)
  const office = await unit('癸所', town)
  const admin = await pass(await newUser(county, 'admin', '李禾'))
  await newUser(other, 'admin', '王小甲')
  expect(await lead(openWhereabouts(admin, { unit: String(office) }))).toBe(`/admin/units/${office}`)
  await moveUnit(store, town, other)
  await renameUnit(store, town, `新癸镇${++count}`, '2020-02-01')
  for (const moved of [town, office]) {
    const { words } = await openWhereabouts(admin, { unit: String(moved) })
    expect(words[0]).toMatch(moved === town ? /现在的上级单位是壬县/ : /现在的上级单位是新癸镇/)
    expect(words[1]).toMatch(/^由壬县\d+的管理员王小甲管理。$/)
  }
  expect(await lead(openWhereabouts(admin, { unit: String(other) }))).toBe('404')
  await moveUnit(store, town, county, '2020-03-01')
  expect(await lead(openWhereabouts(admin, { unit: String(office) }))).toBe(`/admin/units/${office}`)
})

it('an account that went to another office is told of to the administrator of the one it came from', async () => {
  const city = await unit('子市', null)
  const [from, to] = [await unit('子县', city), await unit('丑县', city)]
  const admin = await pass(await newUser(from, 'admin', '李禾'))
  await newUser(to, 'admin', '王小乙')
  const clerk = await newUser(from, 'filler', '周小禾')
  const asked = { account: String(clerk) }
  expect(await lead(openWhereabouts(admin, asked))).toBe(`/admin/users/${clerk}`)
  await addMembership(store, { user: clerk, unit: to, role: 'filler' })
  await removeMembership(store, { user: clerk, unit: from, role: 'filler', by: 0 })
  const { title, words } = await openWhereabouts(admin, asked)
  expect([title, ...words]).toEqual([
    '周小禾',
    expect.stringMatching(/^已不在子县\d+任职，现在在丑县\d+。$/),
    expect.stringMatching(/王小乙管理。$/)
  ])
  const stranger = await pass(await newUser(await unit('寅市', null), 'admin', '林一'))
  expect(await lead(openWhereabouts(stranger, asked))).toBe('404')
})
