import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
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
  findUserName,
  isEmpty,
  listAccounts,
  listMemberUnits,
  setClosed,
  setLocked,
  setName,
  setPassword
} from '@/db/people/users'
import { listAnswers, saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { listHistory } from '@/db/reports/events'
import { findLastYear, listFilings, readReport, startReport } from '@/db/reports/reports'
import { judge } from '@/report/answer'
import { openSheet } from '@/report/check'
import { exampleReport } from '@/report/samples/example'
import { cleanReport } from '@/report/testing/clean'
import { opened, openFiling, take } from './testing/steps'
import { engines } from './testing/stores'

const now = new Date('2020-01-15T02:31:00.000Z')
const later = new Date('2020-01-15T03:00:00.000Z')
const today = '2020-01-15'

describe.each(engines)('on %s', (_, open) => {
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
  const newReport = async (values: Record<string, string> = {}) => {
    const [unit, user] = [await newUnit(), await newUser()]
    const id = (await startReport(store, { unit, year: 2019, by: user, now, values })) as number
    return { id, unit, user, edit: await opened(store, 'edit', id, user) }
  }
  const filing = (id: number) => openFiling(store, id)
  const submit = (id: number, user: number) => take(store, 'submit', id, user, { now })
  const values = async (id: number) => (await readReport(store, await filing(id))).values
  const save = (edit: Awaited<ReturnType<typeof newReport>>['edit'], saveId: string, ...cells: [at: string, was: string, now: string][]) =>
    saveCells(store, edit, { saveId, now: later, cells: cells.map(([at, was, text]) => ({ at, was, now: text, how: 'typed' })) })

  describe('a report', () => {
    it('is started once a year, with the form of the year frozen in it', async () => {
      const { id, unit, user } = await newReport()
      expect(await filing(id)).toMatchObject({ unitName: unit.name, year: 2019, template: 'F2019', state: 'DRAFT', version: 0 })
      expect(await startReport(store, { unit, year: 2019, by: user, now })).toBe(id)
      expect(await startReport(store, { unit, year: 2018, by: user, now })).toBeUndefined()
      expect((await listFilings(store, [unit.id])).map((one) => one.id)).toEqual([id])
      expect(await listFilings(store, [])).toEqual([])
      expect((await listHistory(store, id)).map(({ name, to }) => [name, to])).toEqual([['start', 'DRAFT']])
    })

    it('comes back exactly as it was filled', async () => {
      const { id } = await newReport(exampleReport.values)
      expect(await values(id)).toEqual(exampleReport.values)
    })

    it('finds the report of the year before once that has been handed in', async () => {
      const { id, unit, user } = await newReport(exampleReport.values)
      const next = await filing((await startReport(store, { unit, year: 2020, by: user, now })) as number)
      expect(await findLastYear(store, next)).toBeUndefined()
      await explainAll(id, user)
      await submit(id, user)
      expect((await findLastYear(store, next))?.values['requests/carried-out/person']).toBe('4')
    })
  })

  describe('a saved cell', () => {
    it('keeps the text as typed, half-typed and invalid text too', async () => {
      const { id, edit } = await newReport()
      expect(await save(edit, 's1', ['requests/received/person', '', '12a'], ['problems', '', '第一行\n第二行😀'])).toEqual({
        ok: true,
        conflicts: []
      })
      expect(await values(id)).toEqual({ 'requests/received/person': '12a', problems: '第一行\n第二行😀' })
    })

    it('is saved once, however often the same save arrives', async () => {
      const { id, edit } = await newReport()
      const twice = [await save(edit, 's1', ['problems', '', '甲']), await save(edit, 's1', ['problems', '', '甲'])]
      expect(twice).toEqual([
        { ok: true, conflicts: [] },
        { ok: true, conflicts: [] }
      ])
      const log = await store.read.select().from(store.t.changes).where(eq(store.t.changes.report, id))
      expect(log).toHaveLength(1)
    })

    it('is not taken back by a late repetition of an earlier save', async () => {
      const { id, edit } = await newReport()
      await save(edit, 's1', ['problems', '', '甲'])
      await save(edit, 's2', ['problems', '甲', '乙'])
      expect(await save(edit, 's1', ['problems', '', '甲'])).toEqual({ ok: true, conflicts: [] })
      expect(await values(id)).toEqual({ problems: '乙' })
    })

    it('meets another person: both texts, who and when, and the other cells are saved', async () => {
      const { id, edit, user } = await newReport()
      const name = newName('同事')
      await save(await opened(store, 'edit', id, await newUser(name)), 'theirs', ['problems', '', '她写的'])
      const saved = await save(edit, 'mine', ['problems', '', '我写的'], ['requests/received/person', '', '5'])
      expect(saved).toEqual({ ok: true, conflicts: [{ at: 'problems', text: '她写的', by: name, on: later }] })
      expect(await values(id)).toEqual({ problems: '她写的', 'requests/received/person': '5' })
      expect(user).toBeGreaterThan(0)
    })

    it('does not quarrel with somebody who wrote the same', async () => {
      const { id, edit } = await newReport()
      await save(await opened(store, 'edit', id, await newUser()), 'theirs', ['problems', '', '一样'])
      expect(await save(edit, 'mine', ['problems', '', '一样'])).toEqual({ ok: true, conflicts: [] })
    })

    it('leaves an unbroken log of who changed what, when and how', async () => {
      const { id, edit, user } = await newReport()
      await save(edit, 's1', ['problems', '', '甲'])
      await saveCells(store, edit, { saveId: 's2', now: later, cells: [{ at: 'problems', was: '甲', now: '', how: 'pasted' }] })
      const log = await store.read.select().from(store.t.changes).where(eq(store.t.changes.report, id)).orderBy(asc(store.t.changes.id))
      expect(log.map(({ was, now: text, how, by, on }) => [was, text, how, by, on])).toEqual([
        ['', '甲', 'typed', user, later],
        ['甲', '', 'pasted', user, later]
      ])
      expect(await values(id)).toEqual({})
    })

    it('is refused once the report is handed in, and taken again once it was withdrawn', async () => {
      const { id, edit, user } = await newReport(cleanReport(2019).values)
      await submit(id, user)
      expect(await save(edit, 's1', ['problems', '', '迟了'])).toEqual({ ok: false, state: 'SUBMITTED' })
      expect(await saveAnswer(store, edit, { finding: 'X', basis: '', text: '迟了', now })).toBe(false)
      await take(store, 'withdraw', id, user, { now })
      expect(await save(edit, 's2', ['preamble', '', '补充'])).toEqual({ ok: true, conflicts: [] })
    })

    it('is never lost unreported, whatever the order in which two people save', async () => {
      const step = fc.record({
        who: fc.integer({ min: 0, max: 1 }),
        cell: fc.constantFrom('problems', 'other-matters'),
        text: fc.string({ minLength: 1, maxLength: 3 })
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
          const { id, user } = await newReport()
          const people = await Promise.all(
            [user, await newUser()].map(async (one) => ({ edit: await opened(store, 'edit', id, one), seen: {} as Record<string, string> }))
          )
          const standing: Record<string, string> = {}
          for (const { who, cell, text } of steps) {
            const person = people[who]
            if (!person) continue
            const was = person.seen[cell] ?? ''
            const saved = await save(person.edit, newName('s'), [cell, was, text])
            if (!saved.ok) throw new Error('locked')
            const mayWrite = (standing[cell] ?? '') === was || standing[cell] === text
            expect(saved.conflicts.map((conflict) => conflict.text)).toEqual(mayWrite ? [] : [standing[cell]])
            if (mayWrite) standing[cell] = text
            person.seen[cell] = standing[cell] ?? ''
          }
          expect(await values(id)).toEqual(standing)
        }),
        { numRuns: 25 }
      )
    })

    it('survives forty writers at once: every acknowledged cell is there, the log complete', async () => {
      const { id, edit } = await newReport()
      const saves = await Promise.all(
        Array.from({ length: 40 }, (_, i) => save(edit, newName('s'), [`requests/received/${i}`, '', String(i)]))
      )
      expect(saves.every((saved) => saved.ok && saved.conflicts.length === 0)).toBe(true)
      expect(Object.keys(await values(id))).toHaveLength(40)
    })
  })

  async function explainAll(id: number, user: number) {
    const sheet = openSheet(await readReport(store, await filing(id)), { today })
    for (const { key, basis } of judge(sheet)) {
      await saveAnswer(store, await opened(store, 'edit', id, user), { finding: key, basis, text: '由牵头单位公开。', now })
    }
  }

  describe('an explanation', () => {
    it('is asked for each warning before a report is handed in', async () => {
      const { id, user } = await newReport(exampleReport.values)
      expect(await submit(id, user)).toEqual({ ok: false, why: 'demand', demand: 'clean', count: 6, detail: '6 处待说明' })
      await explainAll(id, user)
      expect(await submit(id, user)).toMatchObject({ ok: true, state: 'SUBMITTED' })
    })

    it('takes the place of an earlier one for the same finding', async () => {
      const { id, edit } = await newReport()
      await saveAnswer(store, edit, { finding: 'X-14 ', basis: 'a', text: '旧', now })
      await saveAnswer(store, edit, { finding: 'X-14 ', basis: 'b', text: '新', now })
      expect(await listAnswers(store, id)).toMatchObject([{ basis: 'b', text: '新' }])
    })
  })

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
      expect(await listMemberUnits(store, id)).toEqual([unit.id])
    })

    it('is known by its session until that expires or is ended', async () => {
      const unit = await newUnit()
      const id = await newUser()
      await addMembership(store, { user: id, unit: unit.id, role: 'reviewer' })
      const token = newName('token')
      await addSession(store, { token, user: id, expires: later, ends: later, now })
      expect(await findSession(store, token, now)).toEqual({
        user: { id, name: expect.any(String), mustChangePassword: true, memberships: [{ unit: unit.id, role: 'reviewer' }] },
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
      const id = await newUser()
      await addLink(store, { token: newName('old'), user: id, expires: later })
      const [token, session] = [newName('link'), newName('token')]
      await addSession(store, { token: session, user: id, expires: later, ends: later, now })
      await addLink(store, { token, user: id, expires: later })
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeLink(store, token, now)))
      expect(taken.filter((user) => user !== undefined)).toEqual([id])
      expect(await findSession(store, session, now)).toBeUndefined()
      expect(await findCredentials(store, (await findUserName(store, id)) as string)).toMatchObject({ password: null })
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

describe.each(engines)('the first run on %s', (_, open) => {
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
    expect(await listMemberUnits(store, id)).toEqual(added.filter((one) => one !== undefined))
  })
})
