import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { openStore, type Store } from '@/db/engine/client'
import { createDatabase, hasPostgres } from '@/db/testing/stores'
import { packFigures } from '@/report/rollup/packed-figures'
import { openTemplate } from '@/report/templates'
import type { Row } from './results'

/** SQL as somebody would write it, on a connection of its own. */
export type Ask = (statement: string) => Promise<unknown[]>

/** A measure on a database of each kind, with a way to ask the same question in SQL by hand. */
export async function onBothEngines(measure: (store: Store, engine: string, ask: Ask) => Promise<Row[]>): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const file = join(data, 'nianbao.db')
  const store = await openStore(file)
  const connection = new Database(file)
  const rows = await measure(store, 'SQLite', async (statement) => {
    const prepared = connection.prepare(statement)
    return prepared.reader ? prepared.all() : [prepared.run()]
  })
  connection.close()
  await store.close()
  rmSync(data, { recursive: true })
  if (!hasPostgres) return rows
  const { address, drop } = await createDatabase()
  const [other, client] = [await openStore(address), new pg.Client({ connectionString: address })]
  await client.connect()
  rows.push(...(await measure(other, 'PostgreSQL', async (statement) => (await client.query(statement)).rows)))
  await client.end()
  await other.close()
  await drop()
  return rows
}

/** What a cell of a report says: numbers that differ. */
const [FACTOR, STEP, MOST] = [7919, 31, 97]

/**
 * A number in every cell of every report that was handed in: as the product keeps it, and in a table with a row a cell, which is
 * what SQL by hand adds up.
 */
export async function fillFigures({ read, tx, t }: Store, ask: Ask): Promise<void> {
  const reports = await read
    .select({ report: t.reports.id, version: t.reports.version, template: t.reports.template })
    .from(t.reports)
    .where(sql`${t.reports.state} <> 'DRAFT'`)
  const template = openTemplate('F2021')
  const cells = template.cells.flatMap(({ at, role }) => (role === 'group' ? [] : [at]))
  for (let i = 0; i < reports.length; i += 500) {
    const rows = reports.slice(i, i + 500).map((one) => {
      const figures = cells.map((at, cell) => ({ at, amount: (one.report * FACTOR + cell * STEP) % MOST, standing: 'value' as const }))
      return { ...one, template: template.id, packed: Buffer.from(packFigures(figures)) }
    })
    await tx((db) => db.insert(t.figures).values(rows))
  }
  await ask('CREATE TABLE plain_figures (report integer NOT NULL, at text NOT NULL, amount bigint, PRIMARY KEY (report, at))')
  const values = cells.map((at, cell) => `SELECT '${at}' AS at, ${cell} AS cell`).join(' UNION ALL ')
  await ask(`INSERT INTO plain_figures SELECT r.id, v.at, (r.id * ${FACTOR} + v.cell * ${STEP}) % ${MOST}
FROM reports r CROSS JOIN (${values}) v WHERE r.state <> 'DRAFT'`)
  await ask('ANALYZE')
}
