import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { and, eq, ne, sql } from 'drizzle-orm'
import pg from 'pg'
import type { Row } from '@/bench/results'
import { median, ms, timeEach } from '@/bench/samples'
import { openStore, type Store } from '@/db/engine/client'
import { keepFigures } from '@/db/figures/figures'
import { addUnits } from '@/db/people/listed-units'
import { issueTask } from '@/db/people/tasks'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { type Filing, startReport } from '@/db/reports/reports'
import { readContributions } from '@/db/rollup/contributions'
import { findStaleness } from '@/db/rollup/stale'
import { takeSums } from '@/db/rollup/take'
import { readTotals } from '@/db/rollup/totals'
import { taskOf } from '@/db/testing/large-city'
import { opened, openFiling } from '@/db/testing/steps'
import { createDatabase } from '@/db/testing/stores'
import { RULES_VERSION } from '@/report/report'
import { findTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { statutoryCampaign } from '@/report/workflow/deadline'

export const name = 'rollup'

const YEAR = new Date().getFullYear() - 1
const YEARS = 5
const UNITS = 3000
const VISITS = 15
const AT = 'requests/granted/total'

/** The same question in SQL by hand: every cell of everybody below a unit who has published, and in how many it is a value. */
const BY_HAND = `SELECT f.at, sum(f.amount) AS amount, count(f.amount) AS covered
FROM units_above a JOIN obligations o ON o.unit = a.unit AND o.year = ${YEAR}
JOIN reports r ON r.unit = o.unit AND r.year = o.year AND r.kind = o.kind AND r.state IN ('APPROVED', 'PUBLISHED')
JOIN figures f ON f.report = r.id
WHERE a.above = CITY AND a.unit <> CITY GROUP BY f.at`

/** One aggregate of three thousand members, which is more than any has, on both databases; beside the same question in SQL by hand. */
export async function measure(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const file = join(data, 'nianbao.db')
  const store = await openStore(file)
  const connection = new Database(file, { readonly: true })
  const rows = await measureOn(store, 'SQLite', async (statement) => connection.prepare(statement).all())
  connection.close()
  await store.close()
  rmSync(data, { recursive: true })
  if (!process.env.PG_URL) return rows
  const { address, drop } = await createDatabase()
  const [other, client] = [await openStore(address), new pg.Client({ connectionString: address })]
  await client.connect()
  rows.push(...(await measureOn(other, 'PostgreSQL', async (statement) => (await client.query(statement)).rows)))
  await client.end()
  await other.close()
  await drop()
  return rows
}

async function measureOn(store: Store, engine: string, ask: (statement: string) => Promise<unknown[]>): Promise<Row[]> {
  const { city, by, aggregate } = await seed(store)
  const filing = await openFiling(store, aggregate)
  const byHand = BY_HAND.replaceAll('CITY', String(city))
  await ask(byHand)
  const hand = median(await timeEach(VISITS, () => ask(byHand)))
  await readTotals(store, filing)
  const cold = median(await timeEach(VISITS, () => readTotals(store, filing)))
  await takeSums(store, await opened(store, 'edit', aggregate, by), new Date())
  await change(store, filing)
  const changed = median(await timeEach(VISITS, () => findStaleness(store, filing)))
  const drill = median(await timeEach(VISITS, () => readContributions(store, filing, AT)))
  const note = `${UNITS} members of one aggregate, ${YEARS} years of figures; median of ${VISITS}`
  const row = (what: string, time: number, most: number, more = ''): Row => {
    return { what: `${what}, ${engine}`, ours: ms(time), target: `≤ ${most} ms`, met: time <= most, note: note + more }
  }
  return [
    row('aggregate from cold', cold, 200, `; the same in SQL by hand ${ms(hand)}, ratio ${(cold / hand).toFixed(2)}`),
    row('what changed, after one member did', changed, 20),
    row('one cell opened to its members', drill, 30)
  ]
}

/** A city with departments only, their reports published for five years, with figures that differ. */
async function seed(store: Store) {
  const now = new Date(Date.UTC(YEAR + 1, 1, 1))
  const { t } = store
  const by = (await addUser(store, { name: 'chief', password: null, now })) as number
  const city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now })
  const offices = Array.from({ length: UNITS }, (_, i) => ({
    name: `第${i + 1}局`,
    kind: 'department' as const,
    above: city,
    reviewedBy: null,
    now
  }))
  await addUnits(store, offices, [])
  const task = taskOf(city)
  const units = await store.read.select({ id: t.units.id, name: t.units.name }).from(t.units).where(ne(t.units.id, city))
  for (let year = YEAR; year > YEAR - YEARS; year--) {
    await issueTask(store, { ...task, year, dates: statutoryCampaign(year) }, { issue: 0, by, on: now })
    await file(store, units, year, now)
  }
  const unit = { id: city, name: '甲市人民政府', kind: 'government' as const }
  const aggregate = (await startReport(store, { unit, year: YEAR, by, now })) as number
  return { city, by, aggregate }
}

async function file(store: Store, units: readonly { id: number; name: string }[], year: number, on: Date): Promise<void> {
  const { t } = store
  const template = findTemplate(year)?.id as 'F2021'
  const frozen = { year, revision: 1, template, rules: RULES_VERSION, version: 4, changeNote: '', savedOn: on, kind: 'department' as const }
  for (let i = 0; i < units.length; i += 500) {
    await store.tx(async (db) => {
      const inside = { read: db, t }
      const made = await db
        .insert(t.reports)
        .values(
          units.slice(i, i + 500).map(({ id, name }) => {
            return { unit: id, unitName: name, state: 'PUBLISHED' as const, submittedOn: on, submittedHash: `${id} ${year}`, ...frozen }
          })
        )
        .returning({ id: t.reports.id })
      await db
        .insert(t.snapshots)
        .values(made.map(({ id }) => ({ report: id, version: 1, json: '{}', hash: `${id}`, explained: 0, changed: 0 })))
      const first = made[0]?.id as number
      await keepFigures(inside, first, cleanReport(year))
      const among = sql`${t.reports.id} > ${first} and ${t.reports.id} <= ${made.at(-1)?.id}`
      const others = db
        .select({
          report: t.reports.id,
          at: t.figures.at,
          amount: sql<number>`${t.figures.amount} + ${t.reports.id} % 7`.as('amount'),
          standing: t.figures.standing
        })
        .from(t.reports)
        .innerJoin(t.figures, eq(t.figures.report, first))
        .where(and(eq(t.reports.year, year), among))
      await db.insert(t.figures).select(others)
    })
  }
}

/** One member hands in other figures. */
async function change(store: Store, { unit, year }: Pick<Filing, 'unit' | 'year'>): Promise<void> {
  const { t } = store
  await store.tx(async (db) => {
    const [one] = await db
      .select()
      .from(t.reports)
      .where(and(eq(t.reports.year, year), ne(t.reports.unit, unit)))
      .limit(1)
    const report = one?.id as number
    await db.update(t.reports).set({ submittedHash: 'another' }).where(eq(t.reports.id, report))
    await keepFigures({ read: db, t }, report, cleanReport(year, { 'requests/granted/person': '99' }))
  })
}
