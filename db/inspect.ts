import { existsSync, readFileSync } from 'node:fs'
import { isPostgres } from './client'
import { folderOf } from './migrate'

/** What stands at an address. `older` and `newer` than this code: it lacks migrations, or has some that are not known here. */
export type Inspected = { is: 'missing' } | { is: 'empty' } | { is: 'ready' | 'older' | 'newer'; units: number; reports: number }

/** Asks one question and gives the first column of its first row. */
type Ask = (question: string) => Promise<unknown>

/**
 * Looks at a database without making or changing anything: `missing` if there is no file, `empty` if there is no table of
 * ours. Throws what the driver throws if it cannot be reached or is no database.
 */
export async function inspectStore(url: string): Promise<Inspected> {
  if (isPostgres(url)) return inspectPostgres(url)
  if (!existsSync(url)) return { is: 'missing' }
  const { default: Database } = await import('better-sqlite3')
  const connection = new Database(url, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    const ask: Ask = async (question) => connection.prepare(question).pluck().get()
    const isOurs = await ask(`select count(*) from sqlite_master where name = '__drizzle_migrations'`)
    return isOurs ? await count(ask, 'sqlite', '__drizzle_migrations') : { is: 'empty' }
  } finally {
    connection.close()
  }
}

async function inspectPostgres(url: string): Promise<Inspected> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const ask: Ask = async (question) => (await client.query({ text: question, rowMode: 'array' })).rows[0]?.[0]
    const isOurs = await ask(`select to_regclass('drizzle.__drizzle_migrations') is not null`)
    return isOurs ? await count(ask, 'pg', 'drizzle.__drizzle_migrations') : { is: 'empty' }
  } finally {
    await client.end()
  }
}

async function count(ask: Ask, dialect: 'sqlite' | 'pg', applied: string): Promise<Inspected> {
  const journal: { entries: unknown[] } = JSON.parse(readFileSync(`${folderOf(dialect)}/meta/_journal.json`, 'utf8'))
  const rows = async (table: string) => Number(await ask(`select count(*) from ${table}`))
  const migrations = await rows(applied)
  // Migrations are one transaction: without the first of them there is no table.
  if (migrations === 0) return { is: 'empty' }
  const ahead = migrations - journal.entries.length
  return { is: ahead < 0 ? 'older' : ahead > 0 ? 'newer' : 'ready', units: await rows('units'), reports: await rows('reports') }
}
