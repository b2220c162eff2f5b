import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { listPastTexts } from '@/db/testing/past-texts'
import { opened } from '@/db/testing/steps'
import { saveCells } from './cells'
import { applyEdit, editBetween } from './changes'
import { startReport } from './reports'

const start = Date.parse('2026-01-15T02:00:00.000Z')
const second = (i: number) => new Date(start + i * 1000)
/** Characters of one and of two units, some of which share a half. */
const texts = fc.string({ unit: fc.constantFrom('甲', '乙', '1', '\n', '😀', '😁', '🈀', '𝄞'), maxLength: 12 })

describe('an edit', () => {
  it('turns one text into the other and is as short as one replacement can be', () => {
    fc.assert(
      fc.property(texts, texts, texts, texts, (head, was, now, tail) => {
        const [before, after] = [head + was + tail, head + now + tail]
        const edit = editBetween(before, after)
        expect(applyEdit(before, edit)).toBe(after)
        expect(edit.was.length).toBeLessThanOrEqual(was.length)
        expect(edit.now.length).toBeLessThanOrEqual(now.length)
      })
    )
  })

  it('never holds half a character, which no database would keep', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { was, now } = editBetween(before, after)
        expect(`${was} ${now}`).not.toMatch(/\p{Surrogate}/u)
      })
    )
  })
})

onEngines('on %s', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const newReport = async (problems = '') => {
    const name = `局${++count}`
    const unit = { id: await addUnit(store, { name, kind: 'department', above: null, now: second(0) }), name, kind: 'department' as const }
    const by = (await addUser(store, { name: `填报员${count}`, password: null, now: second(0) })) as number
    const report = (await startReport(store, { unit, year: 2025, by, now: second(0), values: problems ? { problems } : {} })) as number
    const edit = await opened(store, 'edit', report, by)
    const save = (was: string, now: string, at: number) =>
      saveCells(store, edit, { saveId: `save-${count}-${at}`, now: second(at), cells: [{ at: 'problems', was, now, how: 'typed' }] })
    const log = () => store.read.select().from(store.t.changes).where(eq(store.t.changes.report, report)).orderBy(asc(store.t.changes.id))
    return { report, by, save, log }
  }

  it('every text a cell held can be told for any moment, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 8 }), async (typed) => {
        const { report, save } = await newReport()
        const held: [string, Date][] = []
        for (const [i, text] of typed.entries()) {
          const was = typed[i - 1] ?? ''
          await save(was, text, i + 1)
          if (text !== was) held.push([text, second(i + 1)])
        }
        expect((await listPastTexts(store, report, 'problems')).map(({ text, on }) => [text, on])).toEqual(held)
      }),
      { numRuns: 20 }
    )
  })

  it('the log grows by what is typed, not by the section it is typed into', async () => {
    const section = '主动公开政府信息若干条。'.repeat(800)
    const { save, log } = await newReport(section)
    const before = (await log()).length
    let text = section
    for (let i = 1; i <= 40; i++) {
      const next = `${text.slice(0, 5000 + i * 3)}新的话${text.slice(5000 + i * 3)}`
      await save(text, next, i)
      text = next
    }
    const kept = (await log()).slice(before)
    expect(kept).toHaveLength(40)
    expect(kept.reduce((sum, { was, now }) => sum + was.length + now.length, 0)).toBe(40 * 3)
  })

  it('a row from before, with both texts whole, is read like any other', async () => {
    const { report, by, save } = await newReport()
    const whole = { report, at: 'problems', how: 'typed' as const, saveId: 'old', by }
    await store.tx((db) =>
      db.insert(store.t.changes).values([
        { ...whole, was: '', now: '旧的一句。', on: second(1) },
        { ...whole, was: '旧的一句。', now: '旧的两句。', on: second(2) }
      ])
    )
    await store.tx((db) =>
      db.insert(store.t.cells).values({ report, at: 'problems', text: '旧的两句。', was: '', version: 2, by, on: second(2) })
    )
    await save('旧的两句。', '旧的两句话。', 3)
    expect((await listPastTexts(store, report, 'problems')).map(({ text }) => text)).toEqual(['旧的一句。', '旧的两句。', '旧的两句话。'])
  })

  it('a save into a cell that was not there begins with nothing, whatever the writer took it for', async () => {
    const { report, save } = await newReport()
    await save('没有存过的话。', '没有存过的话，改了。', 1)
    expect((await listPastTexts(store, report, 'problems')).map(({ text }) => text)).toEqual(['没有存过的话，改了。'])
  })
})
