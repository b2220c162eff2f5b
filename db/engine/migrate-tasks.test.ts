import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, it } from 'vitest'
import { folderOf } from './migrate'

const [LITE, PG] = (['sqlite', 'pg'] as const).map((dialect) =>
  readMigrationFiles({ migrationsFolder: folderOf(dialect) }).findIndex(({ sql }) => sql.join().includes('obligations'))
) as [number, number]

/** A city with a county that set its own dates, a bureau with more time, one that filed under an old name, and one long closed. */
const OLD = [
  `INSERT INTO units (name, level, kind, above, chain, closed_on, created_on) VALUES ('市', 'city', 'government', NULL, '', NULL, AT), ('县', 'county', 'government', 1, '', NULL, AT), ('镇', 'town', 'department', 2, '', NULL, AT), ('新名局', 'department', 'department', 1, '', NULL, AT), ('旧局', 'department', 'department', 1, '', '2020-01-01', AT)`,
  'INSERT INTO units_above (unit, above, steps) VALUES (1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 3, 0), (3, 2, 1), (3, 1, 2), (4, 4, 0), (4, 1, 1), (5, 5, 0), (5, 1, 1)',
  `INSERT INTO users (name, must_change_password, closed, created_on) VALUES ('甲', FALSE, FALSE, AT)`,
  `INSERT INTO campaigns (unit, year, due_department, due_government, "close", correction_end) VALUES (2, 2024, '2025-01-10', '2025-03-10', '2025-04-01', NULL)`,
  `INSERT INTO extensions (unit, year, until, reason, "by", "on") VALUES (4, 2024, '2025-02-20', 'x', 1, AT)`,
  `INSERT INTO reports (unit, unit_name, year, kind, revision, template, rules, state, version, change_note, saved_on) VALUES (4, '旧名局', 2024, 'department', 1, 'F2021', '1', 'DRAFT', 0, '', AT)`
]
const ASK = `SELECT unit, task, name, kind, reviewer, due, "close", extended_until FROM obligations ORDER BY year, unit`

/** What was counted before is what is owed after. */
const OWED = [
  [1, null, '市', 'government', 1, '2025-03-31', null, null],
  [2, 2, '县', 'government', 1, '2025-03-10', '2025-04-01', null],
  [3, 2, '镇', 'department', 2, '2025-01-10', '2025-04-01', null],
  [4, null, '旧名局', 'department', 1, '2025-01-31', null, '2025-02-20']
]

/** A date that was one for all units is that of each kind. */
const ASK_DATES = 'SELECT close_department, close_government, correction_end_department, correction_end_government FROM campaigns'
const DATES = [['2025-04-01', '2025-04-01', null, null]]

const statementsOf = (dialect: 'sqlite' | 'pg') => readMigrationFiles({ migrationsFolder: folderOf(dialect) }).map(({ sql }) => sql)

it('who owes a report is filled in for the years there are, on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  const database = new Database(join(folder, 'a.db'))
  const [older, newer] = [statementsOf('sqlite').slice(0, LITE), statementsOf('sqlite').slice(LITE)]
  for (const statement of [...older.flat(), ...OLD.map((one) => one.replaceAll('AT', '0')), ...newer.flat()]) database.exec(statement)
  expect(database.prepare(ASK).raw().all()).toEqual(OWED)
  expect(database.prepare(ASK_DATES).raw().all()).toEqual(DATES)
  database.close()
  rmSync(folder, { recursive: true })
})

it('and on PostgreSQL', { tags: ['wide'] }, async () => {
  const client = new PGlite()
  const [older, newer] = [statementsOf('pg').slice(0, PG), statementsOf('pg').slice(PG)]
  for (const statement of [...older.flat(), ...OLD.map((one) => one.replaceAll('AT', 'now()')), ...newer.flat()])
    await client.exec(statement)
  expect((await client.query(ASK, [], { rowMode: 'array' })).rows).toEqual(OWED)
  expect((await client.query(ASK_DATES, [], { rowMode: 'array' })).rows).toEqual(DATES)
  await client.close()
})
