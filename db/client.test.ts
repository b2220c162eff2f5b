import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './client'
import { addUser, isEmpty } from './users'

const now = new Date(0)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('an SQLite file', () => {
  it('is written through to the disk at every commit', async () => {
    const store = await openStore(join(folder, 'a.db'))
    const pragmas = await store.tx(async (db) => [
      await db.get<unknown>(sql`pragma synchronous`),
      await db.get<unknown>(sql`pragma journal_mode`)
    ])
    expect(JSON.stringify(pragmas)).toBe('[{"synchronous":2},{"journal_mode":"wal"}]')
    await store.close()
  })

  it('keeps nothing of a transaction that failed', async () => {
    const store = await openStore(join(folder, 'a.db'))
    const { t } = store
    const failing = store.tx(async (db) => {
      await db.insert(t.users).values({ name: '甲', mustChangePassword: false, closed: false, createdOn: now })
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    expect(await isEmpty(store)).toBe(true)
    expect(await addUser(store, { name: '甲', password: null, now })).toBeGreaterThan(0)
    await store.close()
  })

  it('cannot be written through the reading connection', async () => {
    const store = await openStore(join(folder, 'a.db'))
    await expect(async () => await store.read.delete(store.t.users)).rejects.toThrow()
    await store.close()
  })

  it('is opened again with what it holds', async () => {
    const first = await openStore(join(folder, 'a.db'))
    await addUser(first, { name: '甲', password: null, now })
    await first.close()
    const second = await openStore(join(folder, 'a.db'))
    expect(await isEmpty(second)).toBe(false)
    await second.close()
  })
})
