import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, it } from 'vitest'
import { openStore } from '@/db/engine/client'
import { folderOf } from '@/db/engine/migrate'
import { figuresOf } from '@/report/rollup/figures'
import { makeSnapshot } from '@/report/snapshot'
import { cleanReport } from '@/report/testing/clean'
import { fillFigures, listFigures } from './figures'

const content = cleanReport(2024, { 'requests/granted/person': '8', 'disclosure/normative/made': '若干', 'disclosure/fees/amount': '' })

it('figures that stood in a row a cell stand in a row a report after the next start, the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  const file = join(folder, 'a.db')
  const database = new Database(file)
  const migrations = readMigrationFiles({ migrationsFolder: folderOf('sqlite') })
  const older = migrations.slice(
    0,
    migrations.findIndex(({ sql }) => sql.join().includes('packed'))
  )
  database.exec('CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)')
  for (const { sql, hash, folderMillis } of older) {
    for (const statement of sql) database.exec(statement)
    database.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(hash, folderMillis)
  }
  database.exec(`INSERT INTO units (name, level, kind, above, chain, created_on) VALUES ('局', 'department', 'department', NULL, '', 0)`)
  database.exec(`INSERT INTO reports (unit, unit_name, year, kind, revision, template, rules, state, version, change_note, saved_on)
VALUES (1, '局', 2024, 'department', 1, 'F2021', '1', 'PUBLISHED', 3, '', 0)`)
  const snapshot = database.prepare(`INSERT INTO snapshots (report, version, json, hash, explained, changed) VALUES (1, ?, ?, 'x', 0, 0)`)
  snapshot.run(1, makeSnapshot(cleanReport(2024)))
  snapshot.run(3, makeSnapshot(content))
  const row = database.prepare('INSERT INTO figures (report, at, amount, standing) VALUES (1, ?, ?, ?)')
  for (const { at, amount, standing } of figuresOf(content)) row.run(at, amount, standing)
  database.close()

  const store = await openStore(file)
  expect(await fillFigures(store)).toBe(1)
  expect(await listFigures(store, [1])).toEqual(figuresOf(content).map((figure) => ({ report: 1, ...figure })))
  await store.close()
  rmSync(folder, { recursive: true })
})
