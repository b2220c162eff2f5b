import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { MigrationMeta } from 'drizzle-orm/migrator'
import { connectionTo, openSocket } from './connect-postgres'
import { tryPatiently } from './patience'
import { DatabaseTrouble } from './trouble'

type Dialect = 'sqlite' | 'pg'
type Migration = MigrationMeta & { tag: string }

/** The database was written by a version of the program that knows more migrations than this one. */
export class NewerDatabase extends Error {}

/** A migration failed and was rolled back. `copy`: the backup made before it, on SQLite. */
export class MigrationFailed extends Error {
  constructor(
    readonly tag: string,
    readonly copy: string | undefined,
    cause: unknown
  ) {
    super(`migration ${tag} failed`, { cause })
  }
}

/** How long other processes wait for the one that migrates. */
const PATIENCE_MS = 60_000

/** Where the migrations of an engine lie; read at run time, so the bundler must not follow the path. */
export const folderOf = (dialect: Dialect) => join(/* turbopackIgnore: true */ process.cwd(), 'db', 'migrations', dialect)

/** All migrations of this program, in their order. */
async function readMigrations(dialect: Dialect): Promise<Migration[]> {
  const { readMigrationFiles } = await import('drizzle-orm/migrator')
  const folder = folderOf(dialect)
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  return readMigrationFiles({ migrationsFolder: folder }).map((one, i) => ({ ...one, tag: entries[i]?.tag ?? '' }))
}

/** The migrations a database still lacks, by the timestamps it recorded. Throws NewerDatabase for an unknown one. */
function pendingOf(known: readonly Migration[], applied: readonly number[]): Migration[] {
  const unknown = applied.find((time) => !known.some(({ folderMillis }) => folderMillis === time))
  if (unknown !== undefined)
    throw new NewerDatabase(`the database knows a migration of ${new Date(unknown).toISOString()}, this program does not`)
  return known.filter(({ folderMillis }) => !applied.includes(folderMillis))
}

/** Whether a database has had exactly this program's migrations, lacks some (`older`), or has had some not known here (`newer`). */
export async function compareMigrations(dialect: Dialect, applied: readonly number[]): Promise<'ready' | 'older' | 'newer'> {
  try {
    return pendingOf(await knownOf(dialect), applied).length === 0 ? 'ready' : 'older'
  } catch (error) {
    if (error instanceof NewerDatabase) return 'newer'
    throw error
  }
}

/** Throws NewerDatabase, or an error that names what is missing, unless exactly this program's migrations were applied. */
export async function checkMigrations(dialect: Dialect, applied: readonly number[]): Promise<void> {
  const [missing] = pendingOf(await knownOf(dialect), applied)
  if (missing) throw new Error(`the database lacks migration ${missing.tag}`)
}

const kept = new Map<Dialect, Promise<Migration[]>>()

/** Read once: the files are part of the program. */
function knownOf(dialect: Dialect): Promise<Migration[]> {
  const known = kept.get(dialect) ?? readMigrations(dialect)
  kept.set(dialect, known)
  return known
}

/**
 * Migrates an SQLite file through a connection of its own. The first process takes the write lock, the others wait and find
 * it done. A database that is not empty is first copied to `before-<migration>.db` beside it.
 */
export async function migrateSqlite(connection: Database, file: string): Promise<void> {
  const known = await knownOf('sqlite')
  if (pendingOf(known, listAppliedSqlite(connection)).length === 0) return
  // Migrations recreate tables that others reference, so foreign keys are off and checked before the commit.
  connection.pragma('foreign_keys = OFF')
  await tryPatiently(() => connection.exec('BEGIN IMMEDIATE'), PATIENCE_MS)
  let [tag, copy] = ['', undefined as string | undefined]
  try {
    const applied = listAppliedSqlite(connection)
    const pending = pendingOf(known, applied)
    tag = pending[0]?.tag ?? ''
    if (applied.length > 0 && tag) copy = copyBefore(connection, file, tag)
    connection.exec('CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)')
    const note = connection.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
    for (const migration of pending) {
      tag = migration.tag
      for (const statement of migration.sql) connection.exec(statement)
      note.run(migration.hash, migration.folderMillis)
    }
    if ((connection.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('rows point at rows that are not there')
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error instanceof NewerDatabase ? error : new MigrationFailed(tag, copy, error)
  }
}

/** The times of the migrations an SQLite file has had. */
export function listAppliedSqlite(connection: Database): number[] {
  const exists = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get()
  return exists ? (connection.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all() as unknown[]).map(Number) : []
}

/** Through a second connection, because VACUUM INTO is refused inside a transaction; renamed once it is complete. */
function copyBefore(connection: Database, file: string, tag: string): string {
  const copy = join(dirname(file), `before-${tag}.db`)
  const half = `${copy}.part`
  if (existsSync(half)) rmSync(half)
  const Driver = connection.constructor as new (file: string, options: { readonly: boolean }) => Database
  const reading = new Driver(file, { readonly: true })
  try {
    reading.prepare('VACUUM INTO ?').run(half)
  } finally {
    reading.close()
  }
  renameSync(half, copy)
  return copy
}

/** The key of the advisory lock: any number nothing else in this database uses. */
const ADVISORY_LOCK = 7_340_219

/** Milliseconds of silence allowed during one statement of a migration, which may rewrite a large table. */
const LONGEST_STATEMENT = 600_000

/** Migrates a PostgreSQL database in a session of its own, one process at a time: the lock ends with the session. */
export async function migratePostgres(url: string): Promise<void> {
  const [{ default: pg }, { drizzle }, { migrate }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator')
  ])
  const known = await knownOf('pg')
  const socket = openSocket(url)
  const client = new pg.Client({ ...connectionTo(url), stream: () => socket, lock_timeout: PATIENCE_MS })
  // The query under way is rejected as well; without a listener the process would end.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await lock(client)
    const [missing] = pendingOf(known, await listAppliedPostgres(client))
    if (!missing) return
    socket.setTimeout(LONGEST_STATEMENT)
    try {
      await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folderOf('pg') })
    } catch (error) {
      throw new MigrationFailed(missing.tag, undefined, error)
    }
  } finally {
    await client.end()
  }
}

/** Polls for the lock, so that a server that answers is told from one that fell silent. */
async function lock(client: Asking): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await client.query(`SELECT pg_try_advisory_lock(${ADVISORY_LOCK}) AS held`)
    if (rows[0]?.held) return
    if (performance.now() > deadline) throw new DatabaseTrouble('busy', 'another process is still migrating')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

type Asking = { query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }> }

/** The times of the migrations a PostgreSQL database has had. */
export async function listAppliedPostgres(client: Asking): Promise<number[]> {
  const { rows } = await client.query("SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS exists")
  if (!rows[0]?.exists) return []
  return (await client.query('SELECT created_at FROM drizzle.__drizzle_migrations')).rows.map(({ created_at }) => Number(created_at))
}
