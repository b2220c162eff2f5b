import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listSuccessions } from '@/db/people/succession'
import { listChanges, undoChange } from '@/db/people/unit-changes'
import { findUnit } from '@/db/people/units'
import { isEmpty } from '@/db/people/users'
import { createDatabase, hasPostgres } from '@/db/testing/stores'
import { openStore } from './client'
import { inspectStore } from './inspect'
import { folderOf, MigrationFailed, NewerDatabase } from './migrate'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  file = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Changes the file while nobody has it open. */
function alter(...statements: string[]): void {
  const database = new Database(file)
  for (const statement of statements) database.exec(statement)
  database.close()
}

/** A database of the first version, with somebody in it. */
function makeOlder(): void {
  const [first] = readMigrationFiles({ migrationsFolder: folderOf('sqlite') })
  alter(
    ...(first?.sql ?? []),
    'CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('${first?.hash}', ${first?.folderMillis})`,
    "INSERT INTO users (name, must_change_password, failures, closed, created_on) VALUES ('甲', 0, 0, 0, 0)"
  )
}

describe('a database of an older version', () => {
  it('is known for one without being migrated', async () => {
    makeOlder()
    expect(await inspectStore(file)).toEqual({ is: 'older', units: 0, reports: 0 })
    expect(readdirSync(folder)).toEqual(['a.db'])
  })

  it('is copied as it was before it is migrated', async () => {
    makeOlder()
    const store = await openStore(file)
    await store.checkMigrations()
    await store.close()
    const copies = readdirSync(folder).filter((name) => name.startsWith('before-'))
    expect(copies).toEqual([expect.stringMatching(/^before-0\d+_\w+\.db$/)])
    const copy = new Database(join(folder, copies[0] ?? ''), { readonly: true })
    expect(copy.prepare('SELECT name FROM users').pluck().all()).toEqual(['甲'])
    expect(copy.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'pulse'").pluck().get()).toBe(0)
    copy.close()
  })

  it('tells of a unit that was merged before changes were recorded what became of it, and that can be undone', async () => {
    makeOlder()
    alter(
      "INSERT INTO units (name, level, kind, chain, closed_on, successor, created_on) VALUES ('甲局', 'department', 'department', '', '2019-03-01', 2, 0)",
      "INSERT INTO units (name, level, kind, chain, created_on) VALUES ('乙局', 'department', 'department', '', 0)"
    )
    const store = await openStore(file)
    const succession = (await listSuccessions(store, [1])).get(1)
    expect(succession).toEqual({ kind: 'merge', day: '2019-03-01', successors: [{ id: 2, name: '乙局' }] })
    const [change] = await listChanges(store, [2])
    expect(await undoChange(store, change?.id ?? 0, { by: 1, now: new Date() })).toBe('undone')
    expect(await findUnit(store, 1)).toMatchObject({ closedOn: null, successor: null })
    await store.close()
  })

  it('stays as it is where a migration fails, and the error names the copy', async () => {
    makeOlder()
    alter('CREATE TABLE pulse (a)')
    const error = await openStore(file).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(MigrationFailed)
    expect(existsSync(error.copy)).toBe(true)
    const database = new Database(file, { readonly: true })
    expect(database.prepare('SELECT name FROM users').pluck().all()).toEqual(['甲'])
    database.close()
  })
})

describe('a new database', () => {
  it('is not copied', async () => {
    await (await openStore(file)).close()
    expect(readdirSync(folder)).toEqual(['a.db'])
  })

  it('is made once by however many open it at the same moment', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(file)))
    expect(await Promise.all(stores.map(isEmpty))).toEqual(stores.map(() => true))
    for (const store of stores) await store.close()
  })
})

describe('a database of a newer version', () => {
  it('is refused', async () => {
    await (await openStore(file)).close()
    alter("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 4102444800000)")
    await expect(openStore(file)).rejects.toBeInstanceOf(NewerDatabase)
  })

  it('is noticed while it is open', async () => {
    const store = await openStore(file)
    await store.checkMigrations()
    alter("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 4102444800000)")
    await expect(store.checkMigrations()).rejects.toBeInstanceOf(NewerDatabase)
    await store.close()
  })
})

describe.runIf(hasPostgres)('an empty PostgreSQL database', () => {
  it('is migrated once by however many open it at the same moment', async () => {
    const { address, drop } = await createDatabase()
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(address)))
    await Promise.all(stores.map((store) => store.checkMigrations()))
    for (const store of stores) await store.close()
    await drop()
  })
})
