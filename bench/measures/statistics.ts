import { sql } from 'drizzle-orm'
import { type Ask, fillFigures, onBothEngines } from '@/bench/by-hand'
import type { Row } from '@/bench/results'
import { median, ms, quantile, takeTurns, times } from '@/bench/samples'
import type { Store } from '@/db/engine/client'
import { issueTask } from '@/db/people/tasks'
import { addLargeCity, taskOf } from '@/db/testing/large-city'
import { findCells, findIndicator, type Indicator, PRINCIPAL } from '@/report/statistics/indicators'
import { openTemplate } from '@/report/templates'
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

/** The page of statistics over 3,000 units and five years, beside the same rows asked for in SQL by hand. */
export const measure = (): Promise<Row[]> => onBothEngines(measureOn)

async function measureOn(store: Store, engine: string, ask: Ask): Promise<Row[]> {
  const { city, chief } = await addLargeCity(store, { units: UNITS, year: YEAR, now: new Date() })
  await addYears(store, city, chief)
  await fillFigures(store, ask)
  const now = new Date()
  const passed = { store, now, user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as unknown as Passed
  const rows: Row[] = []
  for (const indicator of [AT, 'disclosed']) {
    const asked = readAsk({ indicator, from: String(YEAR - YEARS + 1), to: String(YEAR) }, now)
    const taken = await takeTurns(VISITS, {
      page: () =>
        timed(async () => {
          const statistics = await openStatistics(passed, asked)
          await readOverview(passed, statistics)
          for (const picture of PICTURES) drawPicture(picture, statistics)
        }),
      figures: () => timed(() => openStatistics(passed, asked)),
      hand: () =>
        timed(async () => {
          for (const statement of byHand(cellsOf(asked.indicator))) await ask(statement)
        })
    })
    const [ours, hand] = [taken.page.slice(2), median(taken.hand.slice(2))]
    const share = indicator === AT ? 'a number' : 'a share'
    rows.push({
      ...{
        what: `statistics of ${UNITS} units over ${YEARS} years, ${share}, ${engine}`,
        peer: ms(hand),
        ratio: times(median(ours) / hand)
      },
      ...{ ours: `median ${ms(median(ours))}, p95 ${ms(quantile(ours, 0.95))}`, target: `median ≤ ${MOST} ms`, met: median(ours) <= MOST },
      note: `of it figures, coverage and ranking ${ms(median(taken.figures.slice(2)))}; peer: the same rows, coverage and overview in three statements, without ranking, groups and pictures`
    })
  }
  return rows
}

/** The cells an indicator adds up, above and below the line. */
const cellsOf = (indicator: Indicator) => {
  const cells = findCells(openTemplate('F2021'), indicator)
  return [...new Set([...(cells?.over ?? []), ...(cells?.under ?? [])])]
}

const [SPAN, COUNTED] = [`BETWEEN ${YEAR - YEARS + 1} AND ${YEAR}`, `('APPROVED', 'PUBLISHED')`]

/**
 * What the page tells, of a table with a row a cell: what each unit says in each year, with its name; how many owe a report, and how many
 * of them are counted; and the cells of the overview added up.
 */
const byHand = (cells: readonly string[]) => [
  `SELECT r.year, r.unit, u.name, ${cells.map((_, i) => `f${i}.amount AS amount${i}`).join(', ')}
FROM reports r JOIN units u ON u.id = r.unit
${cells.map((at, i) => `LEFT JOIN plain_figures f${i} ON f${i}.report = r.id AND f${i}.at = '${at}'`).join('\n')}
WHERE r.state IN ${COUNTED} AND r.year ${SPAN}`,
  `SELECT o.year, u.level, count(*) AS owed, count(r.id) AS counted FROM obligations o JOIN units u ON u.id = o.unit
LEFT JOIN reports r ON r.unit = o.unit AND r.year = o.year AND r.kind = o.kind AND r.state IN ${COUNTED}
WHERE o.year ${SPAN} GROUP BY o.year, u.level`,
  `SELECT f.at, sum(f.amount) AS amount FROM reports r JOIN plain_figures f ON f.report = r.id
WHERE r.state IN ${COUNTED} AND r.year = ${YEAR}
AND f.at IN (${[...new Set(PRINCIPAL.map(findIndicator).flatMap(cellsOf))].map((at) => `'${at}'`).join(', ')}) GROUP BY f.at`
]

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Three more years like the last. */
async function addYears(store: Store, city: number, by: number): Promise<void> {
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
}
