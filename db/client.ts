import { join } from 'node:path'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { keepStatements } from './keep-statements'
import type { Schema } from './schema'
import { WriteQueue } from './write-queue'

/** Builders that are awaited; nothing in it is particular to one engine. */
export type Db = BaseSQLiteDatabase<'async', unknown>

/** What a reading verb needs: the store, or inside a transaction `{ t, read: db }`. */
export type Reader = { t: Schema; read: Db }

/**
 * A database, whichever engine is under it. `read` sees what is committed; `tx` runs its work alone, all or nothing.
 * Inside `tx` only the given `db` may be awaited: on SQLite every other writer waits for it.
 */
export type Store = Reader & {
  tx<T>(work: (db: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Where the migrations of an engine lie. */
export const migrationsFolder = (dialect: 'sqlite' | 'pg'): string =>
  join(/* turbopackIgnore: true */ process.cwd(), 'db', 'migrations', dialect)

/** Whether this names a database server; otherwise it is the path of an SQLite file. */
export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url)

/** Opens and migrates a database: `postgres://…`, or the path of an SQLite file, which is created if need be. */
export function openStore(url: string): Promise<Store> {
  return isPostgres(url) ? openPostgres(url) : openSqlite(url)
}

async function openSqlite(file: string): Promise<Store> {
  // Older versions of Node crash on the native driver instead of refusing it.
  if (Number(process.versions.node.split('.')[0]) < 22) {
    throw new Error(
      `Node ${process.versions.node} is too old for the database driver. Use the npm scripts (npm start, npm run cli): they bring their own Node.`
    )
  }
  const [{ default: Database }, { drizzle }, { migrate }, { sqliteSchema }] = await Promise.all([
    import('better-sqlite3'),
    import('drizzle-orm/better-sqlite3'),
    import('drizzle-orm/better-sqlite3/migrator'),
    import('./schema')
  ])
  const connect = () => {
    const connection = new Database(file, { timeout: 5000 })
    connection.pragma('journal_mode = WAL')
    // better-sqlite3 is built with NORMAL for WAL; only FULL promises that a saved cell outlives a power failure.
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    keepStatements(connection)
    return connection
  }
  const writing = connect()
  const writer = drizzle(writing, { casing: 'snake_case' })
  migrate(writer, { migrationsFolder: migrationsFolder('sqlite') })
  const reading = connect()
  reading.pragma('query_only = ON')

  const queue = new WriteQueue(writing)
  return {
    t: sqliteSchema,
    read: drizzle(reading, { casing: 'snake_case' }) as unknown as Db,
    tx: (work) => queue.add(() => work(writer as unknown as Db)),
    close: async () => {
      await queue.settle()
      reading.close()
      writing.close()
    }
  }
}

async function openPostgres(url: string): Promise<Store> {
  const [{ Pool }, { drizzle }, { migrate }, { pgSchema }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator'),
    import('./schema')
  ])
  const pool = new Pool({ connectionString: url, max: 10 })
  const db = drizzle(pool, { casing: 'snake_case' })
  await migrate(db, { migrationsFolder: migrationsFolder('pg') })
  return {
    t: pgSchema,
    read: db as unknown as Db,
    tx: (work) => db.transaction((inside) => work(inside as unknown as Db)),
    close: () => pool.end()
  }
}

/** Copies an SQLite file, also while it is written, into one file without -wal. */
export async function backUpStore(file: string, to: string): Promise<void> {
  const { default: Database } = await import('better-sqlite3')
  const connection = new Database(file, { readonly: true })
  try {
    connection.prepare('VACUUM INTO ?').run(to)
  } finally {
    connection.close()
  }
}
