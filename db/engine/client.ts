import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Schema } from '@/db/schema'
import { connectionTo } from './connect-postgres'
import { checkMigrations, listAppliedPostgres, listAppliedSqlite, migratePostgres, migrateSqlite } from './migrate'
import { tryPatiently } from './patience'
import { watchFiles } from './same-file'
import { findTrouble } from './trouble'
import { PATIENCE_MS, WriteQueue } from './write-queue'

/** Drizzle's query builder, asynchronous, with only what both engines offer. */
export type Db = BaseSQLiteDatabase<'async', unknown>

/** What a verb needs to read: the store, or inside a transaction `{ t, read: db }`. */
export type Reader = { t: Schema; read: Db }

/**
 * A database on either engine. `read` sees what is committed; `tx` runs its work in a transaction. Inside `tx` await
 * nothing but the given `db`: on SQLite every other writer waits meanwhile.
 */
export type Store = Reader & {
  tx<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Throws unless exactly this program's migrations were applied. */
  checkMigrations(): Promise<void>
  /** Waits for pending writes. SQLite leaves one complete file, unless another process has it open. */
  close(): Promise<void>
}

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
  const [{ default: Database }, { openQueries }, { sqliteSchema }] = await Promise.all([
    import('better-sqlite3'),
    import('./sqlite-queries'),
    import('@/db/schema')
  ])
  const connect = () =>
    tryPatiently(() => {
      // Waiting inside SQLite would block the event loop; the queue retries instead.
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
  // In WAL mode readers are blocked only while another process opens or closes the file.
  reading.pragma(`busy_timeout = ${PATIENCE_MS}`)
  // 64 MB: the figures of fifteen thousand reports stay in memory; with the usual 16 each page of statistics read them anew.
  reading.pragma('cache_size = -65536')
  // The first read creates the -wal file, which stays the same file until the last connection is closed.
  listAppliedSqlite(reading)

  const writer = openQueries(writing)
  const queue = new WriteQueue(writing, watchFiles(file, `${file}-wal`))
  return {
    t: sqliteSchema,
    read: openQueries(reading),
    tx: (work) => queue.add(() => work(writer)),
    checkMigrations: async () => checkMigrations('sqlite', listAppliedSqlite(reading)),
    close: async () => {
      await queue.settle()
      reading.close()
      // Closing the last connection checkpoints the WAL and deletes it.
      writing.close()
    }
  }
}

/**
 * Milliseconds for a lock and for a statement; the third ends a session that idles inside a transaction and would hold its
 * locks for ever. A URL may set others (`?lock_timeout=…`).
 */
const LIMITS = { lock_timeout: 3000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 }

async function openPostgres(url: string): Promise<Store> {
  const [{ Pool }, { drizzle }, { pgSchema }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('@/db/schema')
  ])
  await migratePostgres(url)
  const pool = new Pool({ ...connectionTo(url), max: 10, ...LIMITS })
  // An idle connection was lost: the pool opens another.
  pool.on('error', (error) => process.stderr.write(`${new Date().toISOString()} database: ${error.message}\n`))
  // Lost inside a transaction: the pending query rejects; without a listener the event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    t: pgSchema,
    read: drizzle(pool, { casing: 'snake_case' }) as unknown as Db,
    // Not Drizzle's own `transaction` on the pool: it leaks a connection whenever BEGIN fails.
    tx: async (work) => {
      const client = await pool.connect()
      let isLost = false
      try {
        return await drizzle(client, { casing: 'snake_case' }).transaction((inside) => work(inside as unknown as Db))
      } catch (error) {
        isLost = findTrouble(error) === 'away'
        throw error
      } finally {
        client.release(isLost)
      }
    },
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
