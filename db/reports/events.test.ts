import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db, Store } from '@/db/engine/client'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { verifyHistory } from './events'

const now = new Date('2020-01-15T02:00:00.000Z')

onEngines('a report on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('has a history in which every altered, missing or exchanged line is found', async () => {
    const { events, snapshots } = store.t
    const at = (report: number, version: number) => and(eq(events.report, report), eq(events.version, version))
    const run = async (harm: (db: Db, report: number) => Promise<unknown>) => {
      const one = await newCase(store, now)
      await one.step('submit', 'filler')
      await one.step('claim', 'reviewer')
      await store.tx((db) => harm(db, one.report))
      return verifyHistory(store, one.report)
    }
    expect(await run(async () => undefined)).toBeUndefined()
    expect(await run(async (db, id) => db.update(events).set({ reason: '改过' }).where(at(id, 1)))).toMatchObject({
      version: 1,
      why: 'altered'
    })
    expect(
      await run(async (db, id) =>
        db
          .update(events)
          .set({ on: new Date(now.getTime() + 1) })
          .where(at(id, 2))
      )
    ).toMatchObject({ version: 2, why: 'altered' })
    expect(await run(async (db, id) => db.delete(events).where(at(id, 1)))).toMatchObject({ version: 2, why: 'missing' })
    expect(await run(async (db, id) => db.delete(events).where(at(id, 2)))).toMatchObject({ version: 2, why: 'cut short' })
    expect(await run(async (db, id) => db.update(events).set({ previous: 'x' }).where(at(id, 2)))).toMatchObject({ why: 'unlinked' })
    expect(await run(async (db, id) => db.update(snapshots).set({ json: '{}' }).where(eq(snapshots.report, id)))).toMatchObject({
      why: 'snapshot altered'
    })
  })
})
