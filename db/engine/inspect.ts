import { existsSync } from 'node:fs'
import { isPostgres } from './client'
import { connectionTo } from './connect-postgres'
import { compareMigrations, listAppliedPostgres, listAppliedSqlite } from './migrate'

/** What lies at an address. `older`: migrations are missing; `newer`: it has some this program does not know. */
export type Inspected = { is: 'missing' } | { is: 'empty' } | { is: 'ready' | 'older' | 'newer'; units: number; reports: number }

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
    const applied = listAppliedSqlite(connection)
    if (applied.length === 0) return { is: 'empty' }
    const count = (table: string) => Number(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    return { is: await compareMigrations('sqlite', applied), units: count('units'), reports: count('reports') }
  } finally {
    connection.close()
  }
}

async function inspectPostgres(url: string): Promise<Inspected> {
  const { default: pg } = await import('pg')
  const client = new pg.Client(connectionTo(url))
  // The query under way is rejected as well; without a listener the process would end.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const applied = await listAppliedPostgres(client)
    if (applied.length === 0) return { is: 'empty' }
    const count = async (table: string) => Number((await client.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n)
    return { is: await compareMigrations('pg', applied), units: await count('units'), reports: await count('reports') }
  } finally {
    await client.end()
  }
}
