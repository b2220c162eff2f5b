import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Schema } from '@/db/schema'
import { keepStatements } from './keep-statements'
import { CONNECTING, checkMigrations, listAppliedPostgres, listAppliedSqlite, migratePostgres, migrateSqlite } from './migrate'
import { tryPatiently } from './patience'
import { watchFiles } from './same-file'
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
  /** Throws unless the database has had exactly the migrations this program knows. */
  checkMigrations(): Promise<void>
  /** Waits for what is being written. Of an SQLite file one complete file is left, unless another process has it open. */
  close(): Promise<void>
}

/** Whether this names a database server; otherwise it is the path of an SQLite file. */
export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url)

/** Opens and migrates a database: `postgres://…`, or the path of an SQLite file, which is created if need be. */
export function openStore(url: string): Promise<Store> {
  return isPostgres(url) ? openPostgres(url) : openSqlite(url)
}

/** How long to wait for another process that is opening or writing the same file. */
const PATIENCE_MS = 5000

async function openSqlite(file: string): Promise<Store> {
  // Older versions of Node crash on the native driver instead of refusing it.
  if (Number(process.versions.node.split('.')[0]) < 22) {
    throw new Error(
      `Node ${process.versions.node} is too old for the database driver. Use the npm scripts (npm start, npm run cli): they bring their own Node.`
    )
  }
  const [{ default: Database }, { drizzle }, { sqliteSchema }] = await Promise.all([
    import('better-sqlite3'),
    import('drizzle-orm/better-sqlite3'),
    import('@/db/schema')
  ])
  const connect = () =>
    tryPatiently(() => {
      // Waiting inside SQLite would hold up the whole process; the queue waits outside.
      const connection = new Database(file, { timeout: 0 })
      try {
        connection.pragma('journal_mode = WAL')
        // better-sqlite3 is built with NORMAL for WAL; only FULL promises that a saved cell outlives a power failure.
        connection.pragma('synchronous = FULL')
        connection.pragma('foreign_keys = ON')
        return connection
      } catch (error) {
        connection.close()
        throw error
      }
    }, PATIENCE_MS)
  const migrating = await connect()
  try {
    await migrateSqlite(migrating, file)
  } finally {
    migrating.close()
  }
  const [writing, reading] = [await connect(), await connect()]
  reading.pragma('query_only = ON')
  // Readers wait for nobody but a process that opens or closes the file this very moment.
  reading.pragma(`busy_timeout = ${PATIENCE_MS}`)
  for (const connection of [writing, reading]) keepStatements(connection)
  // The first reading makes the file of the log, which then stays the same until the last connection is closed.
  listAppliedSqlite(reading)

  const writer = drizzle(writing, { casing: 'snake_case' })
  const queue = new WriteQueue(writing, watchFiles(file, `${file}-wal`))
  return {
    t: sqliteSchema,
    read: drizzle(reading, { casing: 'snake_case' }) as unknown as Db,
    tx: (work) => queue.add(() => work(writer as unknown as Db)),
    checkMigrations: async () => checkMigrations('sqlite', listAppliedSqlite(reading)),
    close: async () => {
      await queue.settle()
      reading.close()
      // The last connection to be closed writes the log into the database and deletes it.
      writing.close()
    }
  }
}

/**
 * In milliseconds: nobody waits longer for somebody else's lock, for a statement, or for an answer that never comes; nor
 * may a session that fell silent inside a transaction hold locks for ever. A URL may set others (`?lock_timeout=…`).
 */
const LIMITS = { lock_timeout: 3000, statement_timeout: 15_000, query_timeout: 20_000, idle_in_transaction_session_timeout: 30_000 }

async function openPostgres(url: string): Promise<Store> {
  const [{ Pool }, { drizzle }, { pgSchema }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('@/db/schema')
  ])
  await migratePostgres(url)
  const pool = new Pool({ connectionString: url, max: 10, ...CONNECTING, ...LIMITS })
  // A connection that is lost while nobody uses it: the next one gets another.
  pool.on('error', (error) => process.stderr.write(`${new Date().toISOString()} database: ${error.message}\n`))
  const db = drizzle(pool, { casing: 'snake_case' })
  return {
    t: pgSchema,
    read: db as unknown as Db,
    tx: (work) => db.transaction((inside) => work(inside as unknown as Db)),
    checkMigrations: async () => checkMigrations('pg', await listAppliedPostgres(pool)),
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
