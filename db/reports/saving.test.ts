import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { listAnswers, saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { listHistory } from '@/db/reports/events'
import { findLastYear } from '@/db/reports/last-year'
import { listFilings, readReport, startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judge } from '@/report/rules/judge'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'

const now = new Date('2020-01-15T02:31:00.000Z')
const later = new Date('2020-01-15T03:00:00.000Z')
const today = '2020-01-15'

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
      expect((await findLastYear(store, next))?.report.values['requests/carried-out/person']).toBe('4')
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
      expect(saved).toEqual({ ok: true, conflicts: [{ at: 'problems', text: '她写的', by: name, account: name, on: later }] })
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
})
