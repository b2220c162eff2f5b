import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Row } from '@/bench/results'
import { median, ms, quantile, takeTurns } from '@/bench/samples'
import { openStore, type Store } from '@/db/engine/client'
import { issueTask } from '@/db/people/tasks'
import { addLargeCity, taskOf } from '@/db/testing/large-city'
import { createDatabase } from '@/db/testing/stores'
import { findTemplate } from '@/report/templates'
import { statutoryCampaign } from '@/report/workflow/deadline'
import type { Passed } from '@/server/gate/gate'
import { readAsk } from '@/server/statistics/ask'
import { drawPicture, PICTURES } from '@/server/statistics/pictures'
import { openStatistics, readOverview } from '@/server/statistics/statistics'

export const name = 'statistics'

const YEAR = new Date().getFullYear()
const [UNITS, YEARS, VISITS] = [3000, 5, 15]
const AT = 'requests/received/total'
const MOST = 150

/** The page of statistics over 3,000 units and five years, beside the same sums asked for in SQL by hand. */
export async function measure(): Promise<Row[]> {
  const rows: Row[] = []
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const store = await openStore(join(data, 'nianbao.db'))
  rows.push(await measureOn(store, 'SQLite'))
  await store.close()
  rmSync(data, { recursive: true })
  if (process.env.PG_URL) {
    const { address, drop } = await createDatabase()
    const other = await openStore(address)
    rows.push(await measureOn(other, 'PostgreSQL'))
    await other.close()
    await drop()
  }
  return rows
}

async function measureOn(store: Store, engine: string): Promise<Row> {
  const { city, chief } = await addLargeCity(store, { units: UNITS, year: YEAR, now: new Date() })
  await fill(store, city, chief)
  const now = new Date()
  const passed = { store, now, user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as unknown as Passed
  const asked = readAsk({ indicator: AT, from: String(YEAR - YEARS + 1), to: String(YEAR) }, now)
  const { units, reports, figures } = store.t
  const byHand = () =>
    store.read
      .select({ year: reports.year, unit: reports.unit, name: units.name, amount: figures.amount })
      .from(reports)
      .innerJoin(units, sql`${units.id} = ${reports.unit}`)
      .leftJoin(figures, sql`${figures.report} = ${reports.id} and ${figures.at} = ${AT}`)
      .where(sql`${reports.state} in ('APPROVED', 'PUBLISHED') and ${reports.year} between ${asked.from} and ${asked.to}`)
  const page = async () => {
    const statistics = await openStatistics(passed, asked)
    await readOverview(passed, statistics)
    for (const picture of PICTURES) drawPicture(picture, statistics)
  }
  const times = await takeTurns(VISITS, {
    page: () => timed(page),
    figures: () => timed(() => openStatistics(passed, asked)),
    byHand: () => timed(byHand)
  })
  const [ours, byQuery] = [times.page.slice(2), times.byHand.slice(2)]
  const p95 = quantile(ours, 0.95)
  return {
    ...{ what: `statistics of ${UNITS} units over ${YEARS} years, ${engine}`, ours: `median ${ms(median(ours))}, p95 ${ms(p95)}` },
    ...{ target: `median ≤ ${MOST} ms`, met: median(ours) <= MOST },
    note: `of it figures, coverage and ranking ${ms(median(times.figures.slice(2)))}; the same rows by hand, without coverage, groups and pictures: ${ms(median(byQuery))}`
  }
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Three more years, and a number in every cell of every report. */
async function fill(store: Store, city: number, by: number): Promise<void> {
  const { t } = store
  const on = new Date()
  const task = taskOf(city)
  for (let year = YEAR - YEARS + 1; year < YEAR - 1; year++) {
    await issueTask(store, { ...task, year, dates: statutoryCampaign(year) }, { issue: 0, by, on })
    const before = await store.read
      .select()
      .from(t.reports)
      .where(sql`${t.reports.year} = ${YEAR - 1}`)
    for (let i = 0; i < before.length; i += 500)
      await store.tx((db) => db.insert(t.reports).values(before.slice(i, i + 500).map(({ id: _, ...row }) => ({ ...row, year }))))
  }
  for (const { at, role } of findTemplate(YEAR)?.cells ?? []) {
    if (role === 'group') continue
    await store.tx(async (db) => {
      await db.insert(t.figures).select(
        db
          .select({
            report: t.reports.id,
            at: sql<string>`${at}`.as('at'),
            amount: sql<number>`(${t.reports.id} * 7919 + ${at.length}) % 97`.as('amount'),
            standing: sql<'value'>`'value'`.as('standing')
          })
          .from(t.reports)
          .where(sql`${t.reports.state} <> 'DRAFT'`)
      )
    })
  }
}
