import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { type Db, openStore, type Store } from '@/db/engine/client'
import { pgSchema } from '@/db/schema'
import { isHere } from './is-here'

/** The server of PostgreSQL that PG_URL names, for the tests that need one. */
export const hasPostgres = isHere('PostgreSQL (PG_URL)', process.env.PG_URL)

/** For tests: a fresh, migrated database of each kind. PostgreSQL itself takes part where there is a server. */
export const engines: [name: string, open: () => Promise<Store>][] = [
  ['SQLite', openFile],
  ['PGlite', openLite],
  ...(hasPostgres ? [['PostgreSQL', openServer] as [string, () => Promise<Store>]] : [])
]

export async function openFile(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  return closingWith(await openStore(join(folder, 'test.db')), () => rmSync(folder, { recursive: true }))
}

async function openLite(): Promise<Store> {
  const client = new PGlite()
  const db = drizzle(client, { casing: 'snake_case' })
  await migrate(db, { migrationsFolder: 'db/migrations/pg' })
  return {
    t: pgSchema,
    read: db as unknown as Db,
    tx: (work) => db.transaction((inside) => work(inside as unknown as Db)),
    checkMigrations: async () => undefined,
    close: () => client.close()
  }
}

async function openServer(): Promise<Store> {
  const { address, drop } = await createDatabase()
  return closingWith(await openStore(address), drop)
}

/** A new, empty database on the server, and how to be rid of it whoever is connected. */
export async function createDatabase(): Promise<{ address: string; drop: () => Promise<void> }> {
  const url = process.env.PG_URL as string
  const name = `test_${randomBytes(6).toString('hex')}`
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await ask(`create database ${name}`)
  const address = new URL(url)
  address.pathname = `/${name}`
  return { address: address.href, drop: () => ask(`drop database ${name} with (force)`) }
}

function closingWith(store: Store, cleanUp: () => unknown): Store {
  return {
    ...store,
    close: async () => {
      await store.close()
      await cleanUp()
    }
  }
}
