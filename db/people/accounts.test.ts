import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import {
  addLink,
  addSession,
  endSession,
  endSessions,
  findSession,
  listDeviceUsers,
  prolongSession,
  rememberDevice,
  takeLink
} from '@/db/people/sessions'
import { addFirstUnit, addUnit, findUnit, findUnits, listUnitsAbove, listUnitsBelow, openReach } from '@/db/people/units'
import {
  addMembership,
  addUser,
  findCredentials,
  findNewcomer,
  isEmpty,
  listAccounts,
  setClosed,
  setLocked,
  setName,
  setPassword
} from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'

const now = new Date('2020-01-15T02:31:00.000Z')
const later = new Date('2020-01-15T03:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newName = (what: string) => `${what}${++count}`
  const newUser = async (name = newName('填报员')) => (await addUser(store, { name, password: 'hash', now })) as number
  const newUnit = async (above: number | null = null) => {
    const name = newName('单位')
    return { id: await addUnit(store, { name, kind: 'department', above, now }), name, kind: 'department' as const }
  }

  describe('a unit', () => {
    it('lies in the reach of itself and of all above it', async () => {
      const city = await newUnit()
      const county = await newUnit(city.id)
      const bureau = await newUnit(county.id)
      const other = await newUnit()
      expect((await listUnitsBelow(store, [city.id])).map(({ id }) => id).sort()).toEqual([city.id, county.id, bureau.id].sort())
      expect((await listUnitsAbove(store, bureau.id)).sort()).toEqual([bureau.id, county.id, city.id].sort())
      expect((await listUnitsBelow(store, [county.id, other.id])).map(({ id }) => id).sort()).toEqual(
        [county.id, bureau.id, other.id].sort()
      )
      expect(await findUnit(store, bureau.id)).toMatchObject({ name: bureau.name, above: county.id })
      expect((await findUnits(store, [other.id, county.id])).map(({ id }) => id).sort()).toEqual([other.id, county.id].sort())
      const liesBelow = await openReach(store, [city.id, bureau.id, other.id], [city.id, county.id])
      expect([city, bureau, other].map(({ id }) => [liesBelow(id, city.id), liesBelow(id, county.id)])).toEqual([
        [true, false],
        [true, true],
        [false, false]
      ])
      expect(await listUnitsBelow(store, [])).toEqual([])
    })
  })

  describe('an account', () => {
    it('has one name, and its roles by unit', async () => {
      const unit = await newUnit()
      const name = newName('甲')
      const id = await newUser(name)
      expect(await isEmpty(store)).toBe(false)
      expect(await addUser(store, { name, password: null, now })).toBeUndefined()
      await addMembership(store, { user: id, unit: unit.id, role: 'filler' })
      await addMembership(store, { user: id, unit: unit.id, role: 'filler' })
      await addMembership(store, { user: id, unit: unit.id, role: 'reviewer' })
      expect(await listAccounts(store, [unit.id])).toMatchObject([
        {
          name,
          memberships: [
            { unit: unit.id, unitName: unit.name, role: 'filler' },
            { unit: unit.id, unitName: unit.name, role: 'reviewer' }
          ]
        }
      ])
      expect(await listAccounts(store, [])).toEqual([])
    })

    it('is known by its session until that expires or is ended', async () => {
      const unit = await newUnit()
      const id = await newUser()
      await addMembership(store, { user: id, unit: unit.id, role: 'reviewer' })
      const token = newName('token')
      await addSession(store, { token, user: id, expires: later, ends: later, now })
      expect(await findSession(store, token, now)).toEqual({
        user: {
          id,
          name: expect.any(String),
          fullName: expect.any(String),
          mustChangePassword: true,
          memberships: [{ unit: unit.id, role: 'reviewer' }]
        },
        expires: later,
        ends: later
      })
      expect(await findSession(store, token, later)).toBeUndefined()
      const evenLater = new Date(later.getTime() + 60_000)
      await prolongSession(store, token, evenLater)
      await prolongSession(store, token, later)
      expect(await findSession(store, token, later)).toMatchObject({ expires: evenLater })
      await endSession(store, token)
      expect(await findSession(store, token, now)).toBeUndefined()
    })

    it('loses every session when it is closed, locked, signed out everywhere or given a new password', async () => {
      const id = await newUser()
      const ends = [
        () => endSessions(store, id),
        () => setPassword(store, id, 'x', false),
        () => setClosed(store, id, true),
        () => setLocked(store, id, later)
      ]
      for (const end of ends) {
        const token = newName('token')
        await setClosed(store, id, false)
        expect(await addSession(store, { token, user: id, expires: later, ends: later, now })).toBe(true)
        await end()
        expect(await findSession(store, token, now)).toBeUndefined()
      }
    })

    it('opens no session that was asked for before it was closed, locked or given another password', async () => {
      const id = await newUser()
      const open = async (password?: string) => {
        const token = newName('token')
        const isOpen = await addSession(store, { token, user: id, password, expires: later, ends: later, now })
        return isOpen && (await findSession(store, token, now)) !== undefined
      }
      expect(await open('hash')).toBe(true)
      await setPassword(store, id, 'another', false)
      expect(await open('hash')).toBe(false)
      await setLocked(store, id, later)
      expect(await open('another')).toBe(false)
      await setClosed(store, id, true)
      expect(await open()).toBe(false)
    })

    it('is remembered by the browsers it was signed in on until it gets a new password', async () => {
      const [one, other] = [await newUser(), await newUser()]
      const token = newName('device')
      await rememberDevice(store, { token, user: one, expires: later, now })
      await rememberDevice(store, { token, user: one, expires: later, now })
      await rememberDevice(store, { token, user: other, expires: later, now })
      expect((await listDeviceUsers(store, token, now)).sort()).toEqual([one, other].sort())
      expect(await listDeviceUsers(store, token, later)).toEqual([])
      await setPassword(store, one, 'new', false)
      expect(await listDeviceUsers(store, token, now)).toEqual([other])
    })

    it('takes a one-time link once and in time, however many press it at once; the link replaces the password', async () => {
      const name = newName('填报员')
      const id = await newUser(name)
      await addLink(store, { token: newName('old'), user: id, expires: later })
      const [token, session] = [newName('link'), newName('token')]
      await addSession(store, { token: session, user: id, expires: later, ends: later, now })
      await addLink(store, { token, user: id, expires: later })
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeLink(store, token, now)))
      expect(taken.filter((user) => user !== undefined)).toEqual([id])
      expect(await findSession(store, session, now)).toBeUndefined()
      expect(await findCredentials(store, name)).toMatchObject({ password: null })
      await addLink(store, { token, user: id, expires: now })
      expect(await takeLink(store, token, later)).toBeUndefined()
    })

    it('that is closed or locked takes no link', async () => {
      const id = await newUser()
      const open = async (close: () => Promise<void>) => {
        const token = newName('link')
        await close()
        await addLink(store, { token, user: id, expires: later })
        return takeLink(store, token, now)
      }
      expect(await open(() => setLocked(store, id, later))).toBeUndefined()
      expect(await open(() => setClosed(store, id, true))).toBeUndefined()
      expect(await open(() => setClosed(store, id, false))).toBe(id)
    })
  })
})

onEngines('the first run on %s', (open) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('has one newcomer until he has a password, and sets up one unit however often that is asked for at once', async () => {
    expect(await findNewcomer(store)).toBeUndefined()
    const id = (await addUser(store, { name: '', password: null, now })) as number
    expect(await findNewcomer(store)).toBe(id)
    expect(await setName(store, id, '李禾')).toBe(true)
    expect(await findNewcomer(store)).toBe(id)
    await setPassword(store, id, 'hash', false)
    expect(await findNewcomer(store)).toBeUndefined()
    const other = (await addUser(store, { name: '王禾', password: null, now })) as number
    expect(await setName(store, other, '李禾')).toBe(false)
    expect(await findNewcomer(store)).toBeUndefined()

    const unit = { name: '青禾县教育局', kind: 'department' as const, above: null, now }
    const added = await Promise.all(Array.from({ length: 8 }, () => addFirstUnit(store, unit, id)))
    expect(added.filter((one) => one !== undefined)).toHaveLength(1)
    const [account] = await listAccounts(
      store,
      added.filter((one) => one !== undefined)
    )
    expect(account).toMatchObject({ id })
  })
})
