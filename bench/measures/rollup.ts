import { ne, sql } from 'drizzle-orm'
import { type Ask, fillFigures, onBothEngines } from '@/bench/by-hand'
import type { Row } from '@/bench/results'
import { median, ms, takeTurns, times } from '@/bench/samples'
import type { Store } from '@/db/engine/client'
import { keepFigures } from '@/db/figures/figures'
import { listLastYearCells } from '@/db/figures/last-year-cells'
import { addUnits } from '@/db/people/listed-units'
import { issueTask } from '@/db/people/tasks'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { inputsOf, readContributions } from '@/db/rollup/contributions'
import { findStaleness } from '@/db/rollup/stale'
import { takeSums } from '@/db/rollup/take'
import { readTotals } from '@/db/rollup/totals'
import { taskOf } from '@/db/testing/large-city'
import { opened, openFiling } from '@/db/testing/steps'
import { listContributors } from '@/db/workflow/members'
import { RULES_VERSION } from '@/report/report'
import { makeSnapshot } from '@/report/snapshot'
import { findTemplate, openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { statutoryCampaign } from '@/report/workflow/deadline'

export const name = 'rollup'

const YEAR = new Date().getFullYear() - 1
const YEARS = 5
const UNITS = 3000
const VISITS = 31
const AT = 'requests/granted/total'
const COUNTED = `('APPROVED', 'PUBLISHED')`

/** The same questions in SQL by hand, of a table with a row a cell. */
const byHand = (city: number, aggregate: number) => ({
  /** Every cell of everybody below a unit who is approved or public, and in how many it is a value. */
  cold: `SELECT f.at, sum(f.amount) AS amount, count(f.amount) AS covered
FROM units_above a JOIN obligations o ON o.unit = a.unit AND o.year = ${YEAR}
JOIN reports r ON r.unit = o.unit AND r.year = o.year AND r.kind = o.kind AND r.state IN ${COUNTED}
JOIN plain_figures f ON f.report = r.id
WHERE a.above = ${city} AND a.unit <> ${city} GROUP BY f.at`,
  /** Who is a member now, down to the next government, or was one, with another report or none; and what it says now. */
  changed: `WITH members AS (SELECT a.unit, o.kind FROM units_above a JOIN obligations o ON o.unit = a.unit AND o.year = ${YEAR}
  WHERE a.above = ${city} AND a.unit <> ${city} AND NOT EXISTS (SELECT 1 FROM units_above m
    JOIN units_above n ON n.unit = m.above AND n.above = ${city} AND n.steps > 0
    JOIN obligations g ON g.unit = m.above AND g.year = ${YEAR} AND g.kind = 'government' WHERE m.unit = a.unit AND m.steps > 0)),
present AS (SELECT m.unit, r.id, r.submitted_hash AS hash FROM members m
  LEFT JOIN reports r ON r.unit = m.unit AND r.year = ${YEAR} AND r.kind = m.kind AND r.state IN ${COUNTED}),
taken AS (SELECT unit, hash FROM contributors WHERE report = ${aggregate})
SELECT coalesce(p.unit, c.unit) AS unit, f.at, f.amount FROM present p FULL JOIN taken c ON c.unit = p.unit
LEFT JOIN plain_figures f ON f.report = p.id WHERE p.hash IS NULL OR c.hash IS NULL OR p.hash <> c.hash`,
  /** What each member has in the cells of a total. */
  drill: `SELECT c.unit, c.name, c.inclusion, c.reason, sum(f.amount) AS amount FROM contributors c
LEFT JOIN plain_figures f ON f.report = c.source AND f.at IN (${inputsOf(openTemplate('F2021'), AT)
    .map((at) => `'${at}'`)
    .join(', ')})
WHERE c.report = ${aggregate} GROUP BY c.unit, c.name, c.inclusion, c.reason ORDER BY c.unit`,
  /** What each member had in it the year before, without those that went into it. */
  before: `SELECT c.unit, f.amount FROM contributors c
LEFT JOIN reports r ON r.unit = c.unit AND r.year = ${YEAR - 1} AND r.kind = 'department' AND r.state = 'PUBLISHED'
LEFT JOIN plain_figures f ON f.report = r.id AND f.at = '${AT}' WHERE c.report = ${aggregate}`
})

/** One aggregate of three thousand members, which is more than any has, on both databases; beside the same questions in SQL by hand. */
export const measure = (): Promise<Row[]> => onBothEngines(measureOn)

async function measureOn(store: Store, engine: string, ask: Ask): Promise<Row[]> {
  const { city, by, aggregate } = await seed(store, ask)
  const filing = await openFiling(store, aggregate)
  const hand = byHand(city, aggregate)
  const rows: Row[] = []
  const compare = async (what: string, most: number, ours: () => unknown, statement: string) => {
    const taken = await takeTurns(VISITS, { ours: () => timed(ours), hand: () => timed(() => ask(statement)) })
    const [own, other] = [median(taken.ours.slice(1)), median(taken.hand.slice(1))]
    rows.push({
      ...{ what: `${what}, ${engine}`, ours: ms(own), peer: ms(other), ratio: times(own / other), target: `≤ ${most} ms, ≤ 1.5 ×` },
      ...{
        met: own <= most && own <= 1.5 * other,
        note: `${UNITS} members of one aggregate, ${YEARS} years; peer: SQL by hand, a row a cell`
      }
    })
  }
  await compare('aggregate from cold', 200, () => readTotals(store, filing), hand.cold)
  await takeSums(store, await opened(store, 'edit', aggregate, by), new Date())
  await change(store, city)
  await compare('what changed, after one member did', 20, () => findStaleness(store, filing), hand.changed)
  await compare('one cell opened to its members', 30, () => readContributions(store, filing, AT), hand.drill)
  const members = (await listContributors(store, aggregate)).map(({ unit }) => ({ unit, kind: 'department' as const }))
  const cell = { template: openTemplate(filing.template), year: YEAR, at: AT }
  await compare('what each member had in it the year before', 30, () => listLastYearCells(store, cell, members), hand.before)
  return rows
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A city with departments only, their reports published for five years, with figures that differ. */
async function seed(store: Store, ask: Ask) {
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
  await fillFigures(store, ask)
  return { city, by, aggregate }
}

async function file(store: Store, units: readonly { id: number; name: string }[], year: number, on: Date): Promise<void> {
  const { t } = store
  const template = findTemplate(year)?.id as 'F2021'
  const frozen = { year, revision: 1, template, rules: RULES_VERSION, version: 4, changeNote: '', savedOn: on, kind: 'department' as const }
  for (let i = 0; i < units.length; i += 500) {
    await store.tx(async (db) => {
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
        .values(made.map(({ id }) => ({ report: id, version: 4, json: '{}', hash: `${id}`, explained: 0, changed: 0 })))
    })
  }
}

/** One member hands in other figures. */
async function change(store: Store, city: number): Promise<void> {
  const { t } = store
  await store.tx(async (db) => {
    const [one] = await db.select().from(t.reports).where(sql`${t.reports.year} = ${YEAR} and ${t.reports.unit} <> ${city}`).limit(1)
    const report = one?.id as number
    // What it said when the sums were taken is read from its snapshot.
    await db
      .update(t.snapshots)
      .set({ json: makeSnapshot(cleanReport(YEAR)) })
      .where(sql`${t.snapshots.report} = ${report}`)
    await db.insert(t.snapshots).values({ report, version: 5, json: '{}', hash: 'another', explained: 0, changed: 0 })
    await db.update(t.reports).set({ submittedHash: 'another' }).where(sql`${t.reports.id} = ${report}`)
    await keepFigures({ read: db, t }, { report, version: 5 }, cleanReport(YEAR, { 'requests/granted/person': '99' }))
  })
}
