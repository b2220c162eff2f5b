import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { closeUnit, moveUnit, renameUnit } from '@/db/testing/unit-verbs'
import { listStandings } from '@/db/workflow/queue'
import { listStands } from '@/db/workflow/stands'
import type { ReportKind } from '@/report/report'
import { statutoryCampaign } from '@/report/workflow/deadline'
import { tally } from '@/report/workflow/progress'
import type { Role } from '@/report/workflow/roles'
import { findCampaign, listCampaigns, listExtensions } from './campaigns'
import { addExtension, removeCampaign, setCampaign } from './change-dates'
import { addUnits } from './listed-units'
import { findDeadline } from './obligations'
import { addLink, addSession, findSession, takeLink } from './sessions'
import { listReviewedUnits } from './unit-tree'
import { addUnit, describeUnit, findUnit, listFormerNames, listUnitsAbove, listUnitsBelow, setChain, setReviewer } from './units'
import {
  addMembership,
  addUser,
  addUsers,
  findAccount,
  findByline,
  findCredentials,
  listAccounts,
  listHolders,
  removeMembership,
  setLocked,
  setProfile
} from './users'

const now = new Date('2020-01-15T02:00:00.000Z')
const later = new Date('2020-01-15T03:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newUnit = async (above: number | null = null, kind: ReportKind = 'department') => {
    const name = `单位${++count}`
    return { id: await addUnit(store, { name, kind, above, now }), name, kind }
  }
  const newUser = async (...memberships: { unit: number; role: Role }[]) =>
    (await addUser(store, { name: `用户${++count}`, password: null, memberships, now })) as number
  const below = async (id: number, search?: string) => (await listUnitsBelow(store, [id], search)).map((unit) => unit.id)

  describe('a unit', () => {
    it('keeps every name it had, and is found by any of them', async () => {
      const city = await newUnit()
      const unit = await newUnit(city.id)
      await renameUnit(store, unit.id, '甲市文化局', '2015-01-01')
      await renameUnit(store, unit.id, '甲市文化和旅游局', '2019-02-01')
      expect(await findUnit(store, unit.id)).toMatchObject({ name: '甲市文化和旅游局' })
      expect(await listFormerNames(store, [unit.id])).toEqual([
        { unit: unit.id, name: '甲市文化局', until: '2019-01-31' },
        { unit: unit.id, name: unit.name, until: '2014-12-31' }
      ])
      for (const search of ['旅游', '文化局', unit.name]) expect(await below(city.id, search)).toEqual([unit.id])
      expect(await below(city.id, '100%')).toEqual([])
    })

    it('takes no name from before its last one, and forgets a name that lasted no day', async () => {
      const unit = await newUnit()
      await renameUnit(store, unit.id, '甲市体育局', '2019-02-01')
      expect(await renameUnit(store, unit.id, '甲市文体局', '2019-01-01')).toMatchObject({ refused: { why: 'order', day: '2019-01-31' } })
      await renameUnit(store, unit.id, '甲市文体局', '2019-02-01')
      expect((await listFormerNames(store, [unit.id])).map(({ name }) => name)).toEqual([unit.name])
    })

    it('moves with everything below it, and never below itself', async () => {
      const [city, other] = [await newUnit(), await newUnit()]
      const county = await newUnit(city.id)
      const bureau = await newUnit(county.id)
      for (const below of [bureau, county])
        expect(await moveUnit(store, county.id, below.id)).toMatchObject({ refused: { why: 'circle', unit: county.name } })
      expect(await moveUnit(store, county.id, other.id)).toMatchObject({ change: expect.any(Number) })
      expect(await below(city.id)).toEqual([city.id])
      expect((await below(other.id)).sort()).toEqual([other.id, county.id, bureau.id].sort())
      expect(await listUnitsAbove(store, bureau.id)).toEqual([bureau.id, county.id, other.id])
    })

    it('is reviewed by the unit above, or by the one that is named', async () => {
      const city = await newUnit()
      const [bureau, office] = [await newUnit(city.id), await newUnit(city.id)]
      const reviewed = async (id: number) => (await listReviewedUnits(store, [id])).map((unit) => unit.id).sort()
      expect(await reviewed(city.id)).toEqual([city.id, bureau.id, office.id].sort())
      expect(await reviewed(office.id)).toEqual([])
      await setReviewer(store, bureau.id, office.id)
      expect(await reviewed(office.id)).toEqual([bureau.id])
      await setReviewer(store, bureau.id, null)
      expect(await reviewed(office.id)).toEqual([])
    })

    it('has a level, a kind and a chain in its fixed order', async () => {
      const unit = await newUnit()
      await describeUnit(store, unit.id, { level: 'county', kind: 'government' })
      await setChain(store, unit.id, ['SIGNING', 'CHECKING'])
      expect(await findUnit(store, unit.id)).toMatchObject({ level: 'county', kind: 'government', chain: ['CHECKING', 'SIGNING'] })
    })

    it('is closed only once nothing of it is open', async () => {
      const bureau = await newUnit((await newUnit()).id)
      const office = await newUnit(bureau.id)
      await startReport(store, { unit: bureau, year: 2019, by: await newUser(), now })
      const close = { closedOn: '2020-03-01' }
      const refused = (below: string[]) => ({ refused: { why: 'under way', unit: bureau.name, years: [2019], below } })
      expect(await closeUnit(store, bureau.id, close)).toEqual(refused([office.name]))
      await closeUnit(store, office.id, close)
      expect(await closeUnit(store, bureau.id, close)).toEqual(refused([]))
      expect(await findUnit(store, office.id)).toMatchObject(close)
    })

    it('is not missing once it is closed (complaint 58), and neither is one that has started', async () => {
      const city = await newUnit(null, 'government')
      const [idle, started, closed, closedLate] = [
        await newUnit(city.id),
        await newUnit(city.id),
        await newUnit(city.id),
        await newUnit(city.id)
      ]
      await startReport(store, { unit: started, year: 2019, by: await newUser(), now })
      await owe(store, city.id, 2019, now)
      await closeUnit(store, closed.id, { closedOn: '2020-01-31', successor: null })
      await closeUnit(store, closedLate.id, { closedOn: '2020-02-01', successor: null })
      const units = (await listUnitsBelow(store, [city.id])).map(({ id }) => id)
      const stands = await listStands(store, units, 2019)
      expect(tally(stands.map(({ state }) => state)).required).toBe(4)
      expect(tally((await listStandings(store, units, 2019)).map(({ state }) => state)).required).toBe(4)
      const missing = stands.filter(({ state }) => state === 'NOT_STARTED')
      expect(missing.map(({ unit }) => unit).sort()).toEqual([city.id, idle.id, closedLate.id].sort())
      expect(stands.find(({ unit }) => unit === closed.id)).toMatchObject({ state: 'NOT_REQUIRED', excuse: '自 2020年1月31日起关闭' })
      expect([await listStands(store, units, 2018), await listStands(store, [], 2019)]).toEqual([[], []])
    })

    it('comes with a list of others, in one piece or not at all', async () => {
      const city = await newUnit()
      const unit = (name: string, above: number | string, reviewedBy: number | string | null = null) =>
        ({ name, level: 'department', kind: 'department', chain: ['SIGNING'], above, reviewedBy, now }) as const
      const mark = ++count
      expect(
        await addUnits(store, [unit(`县${mark}`, city.id), unit(`局${mark}`, `县${mark}`), unit(`办${mark}`, `县${mark}`)], [city.id])
      ).toMatchObject({ taken: [] })
      const [bureau] = await listUnitsBelow(store, [city.id], `局${mark}`)
      expect(bureau).toMatchObject({ chain: ['SIGNING'] })
      expect(await listUnitsAbove(store, bureau?.id ?? 0)).toHaveLength(3)
      expect(await addUnits(store, [unit(`乡${mark}`, city.id), unit(`局${mark}`, city.id)], [city.id])).toMatchObject({
        taken: [`局${mark}`]
      })
      await expect(addUnits(store, [unit(`镇${mark}`, city.id), unit(`所${mark}`, '不在表中')], [city.id])).rejects.toThrow()
      expect(await below(city.id)).toHaveLength(4)
    })
  })

  describe('an account', () => {
    it('holds several roles in several units, each of which can be taken away but the last', async () => {
      const [one, two] = [await newUnit(), await newUnit()]
      const user = await newUser({ unit: one.id, role: 'filler' })
      await addMembership(store, { user, unit: two.id, role: 'reviewer' })
      expect((await findAccount(store, user))?.memberships).toEqual([
        { unit: one.id, unitName: one.name, role: 'filler' },
        { unit: two.id, unitName: two.name, role: 'reviewer' }
      ])
      expect((await listAccounts(store, [two.id]))[0]?.memberships).toHaveLength(1)
      const remove = (unit: number, role: Role) => removeMembership(store, { user, unit, role, by: 0 })
      expect(await remove(one.id, 'filler')).toBe('removed')
      expect(await remove(one.id, 'filler')).toBe('removed')
      expect(await remove(two.id, 'reviewer')).toBe('last role')
      expect((await findAccount(store, user))?.memberships).toHaveLength(1)
      expect(await findAccount(store, 999_999)).toBeUndefined()
    })

    it('is listed as people count, and so are its units', async () => {
      const mark = ++count
      const city = await newUnit()
      const below = (n: number) => addUnit(store, { name: `第${n}县${mark}`, kind: 'department', above: city.id, now })
      const units = [await below(10), await below(9)]
      for (const n of [10, 2]) {
        const user = (await addUser(store, { name: `clerk${mark}x${n}`, password: null, now })) as number
        for (const unit of units) await addMembership(store, { user, unit, role: 'filler' })
      }
      const listed = await listAccounts(store, units)
      expect(listed.map(({ name }) => name)).toEqual([`clerk${mark}x2`, `clerk${mark}x10`])
      expect(listed[0]?.memberships.map(({ unitName }) => unitName)).toEqual([`第9县${mark}`, `第10县${mark}`])
    })

    it('never loses its last administrator role by its own hand', async () => {
      const [one, two] = [await newUnit(), await newUnit()]
      const user = await newUser({ unit: one.id, role: 'admin' }, { unit: two.id, role: 'admin' }, { unit: two.id, role: 'filler' })
      const remove = (unit: number, by: number) => removeMembership(store, { user, unit, role: 'admin', by })
      expect(await remove(one.id, user)).toBe('removed')
      expect(await remove(two.id, user)).toBe('own administrator')
      expect(await remove(two.id, user + 1)).toBe('removed')
    })

    it('is locked with its sessions and links ended, and unlocked', async () => {
      const user = await newUser()
      const [token, link] = [`token${++count}`, `link${count}`]
      await addSession(store, { token, user, expires: later, ends: later, now })
      await addLink(store, { token: link, user, expires: later })
      const forGood = new Date('9999-12-31T00:00:00.000Z')
      await setLocked(store, user, forGood)
      expect(await findSession(store, token, now)).toBeUndefined()
      expect(await takeLink(store, link, now)).toBeUndefined()
      const name = `用户${count - 1}`
      expect(await findCredentials(store, name)).toMatchObject({ lockedUntil: forGood })
      await setLocked(store, user, null)
      expect(await findCredentials(store, name)).toMatchObject({ lockedUntil: null })
    })

    it('is named by 姓名 and unit, also under the next name of the unit; by the sign-in name until somebody tells the name', async () => {
      const unit = await newUnit()
      const user = await newUser()
      expect(await findByline(store, user)).toBe(`用户${count}`)
      await addMembership(store, { user, unit: unit.id, role: 'filler' })
      await addMembership(store, { user, unit: (await newUnit()).id, role: 'filler' })
      expect(await findByline(store, user)).toBe(`用户${count - 1}（${unit.name}）`)
      const profile = { fullName: '周小禾', position: '科员', officePhone: '0554-6641234', mobile: null, email: 'a@example.cn' }
      await setProfile(store, user, profile)
      expect(await findAccount(store, user)).toMatchObject(profile)
      await renameUnit(store, unit.id, `新${unit.name}`, '2020-01-02')
      expect(await findByline(store, user)).toBe(`周小禾（新${unit.name}）`)
      expect((await listHolders(store, unit.id, ['filler'])).map(({ name }) => name)).toEqual(['周小禾'])
    })

    it('comes with a list of others, in one piece or not at all', async () => {
      const unit = await newUnit()
      const account = (name: string) => ({ name, password: 'hash', memberships: [{ unit: unit.id, role: 'filler' as const }], now })
      const [a, b, c] = [`甲${++count}`, `乙${count}`, `丙${count}`]
      expect(await addUsers(store, [account(a), { ...account(b), email: 'b@example.cn' }])).toEqual([])
      expect(await addUsers(store, [account(c), account(a)])).toEqual([a])
      expect((await listAccounts(store, [unit.id])).map(({ name, email }) => [name, email]).sort()).toEqual(
        [
          [a, null],
          [b, 'b@example.cn']
        ].sort()
      )
      expect(await addUsers(store, [])).toEqual([])
    })
  })

  describe('the dates of a year', () => {
    const dates = { ...statutoryCampaign(2019), closeDepartment: '2020-02-10' }

    it('are those of the nearest unit above that set any, with its name, else the law’s', async () => {
      const city = await newUnit(null, 'government')
      const county = await newUnit(city.id)
      const bureau = await newUnit(county.id)
      const inForce = async () => (await findCampaign(store, bureau.id, 2019)).setBy
      expect(await findCampaign(store, bureau.id, 2019)).toEqual({ ...statutoryCampaign(2019), setBy: null })
      await setCampaign(store, city.id, 2019, dates)
      expect(await findCampaign(store, bureau.id, 2019)).toEqual({ ...dates, setBy: { id: city.id, name: city.name } })
      await setCampaign(store, county.id, 2019, { ...dates, dueDepartment: '2020-01-20' })
      expect(await inForce()).toEqual({ id: county.id, name: county.name })
      expect(await listCampaigns(store, [city.id, county.id], 2019)).toHaveLength(2)
      expect(await listCampaigns(store, [city.id, county.id], 2020)).toEqual([])
      await removeCampaign(store, county.id, 2019)
      expect(await inForce()).toEqual({ id: city.id, name: city.name })
    })

    it('are moved for one unit by its latest extension', async () => {
      const unit = await newUnit()
      const by = await newUser()
      const extend = (until: string) => addExtension(store, { unit: unit.id, year: 2019, until, reason: '系统故障', by, on: now })
      await setCampaign(store, unit.id, 2019, dates)
      await extend('2020-03-01')
      await extend('2020-02-20')
      expect(await findDeadline(store, { unit: unit.id, year: 2019, kind: 'department' })).toEqual({
        due: '2020-02-20',
        close: '2020-02-20',
        correctionEnd: null,
        isExtended: true,
        requirements: ''
      })
      expect((await listExtensions(store, [unit.id], 2019)).map(({ unit: name, until }) => [name, until])).toEqual([
        [unit.name, '2020-02-20'],
        [unit.name, '2020-03-01']
      ])
      expect(await listExtensions(store, [], 2019)).toEqual([])
    })
  })
})
