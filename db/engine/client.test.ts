import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addUser, isEmpty } from '@/db/people/users'
import { openStore } from './client'
import { findTrouble } from './trouble'

const now = new Date(0)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** As a backup is put back while the server runs. */
function replace(file: string): void {
  copyFileSync(file, `${file}.copy`)
  renameSync(`${file}.copy`, file)
}

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

  it('acknowledges nothing once the file was deleted or another lies in its place', async () => {
    for (const spoil of [rmSync, (file: string) => renameSync(file, `${file}.away`), replace]) {
      const file = join(folder, 'spoiled.db')
      const store = await openStore(file)
      await addUser(store, { name: '甲', password: null, now })
      spoil(file)
      const refused = await addUser(store, { name: '乙', password: null, now }).catch(findTrouble)
      expect(refused).toBe('broken')
      await store.close()
      rmSync(file, { force: true })
    }
  })

  it('waits for another process that writes without holding up this one', async () => {
    const file = join(folder, 'a.db')
    const store = await openStore(file)
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    const order: string[] = []
    const writing = addUser(store, { name: '甲', password: null, now }).then(() => order.push('written'))
    await wait(20)
    expect(await isEmpty(store)).toBe(true)
    order.push('read')
    other.exec('COMMIT')
    other.close()
    await writing
    expect(order).toEqual(['read', 'written'])
    await store.close()
  })

  it('is one complete file once it is closed', async () => {
    const store = await openStore(join(folder, 'a.db'))
    await addUser(store, { name: '甲', password: null, now })
    void addUser(store, { name: '乙', password: null, now })
    await store.close()
    expect(readdirSync(folder)).toEqual(['a.db'])
    const copy = new Database(join(folder, 'a.db'), { readonly: true })
    expect(copy.prepare('SELECT count(*) FROM users').pluck().get()).toBe(2)
    copy.close()
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
