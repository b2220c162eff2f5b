import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { sumFigures } from '@/db/figures/figures'
import { readReport } from '@/db/reports/reports'
import { readTotals } from '@/db/rollup/totals'
import { onEngines } from '@/db/testing/on-engines'
import { newSeason, publishSums, SEASON_NOW, SEASON_YEAR, type Season, sumAll } from '@/db/testing/seasons'
import { openFiling } from '@/db/testing/steps'
import { listMembers, type MemberUnit } from '@/db/workflow/members'
import { readCell } from '@/report/input'
import { coverageAddress } from '@/report/rollup/coverage-note'
import { coverageOf, sayCoverage } from '@/report/rollup/rollup'
import { STATE_CLASSES } from '@/report/rollup/state-class'
import { openTemplate } from '@/report/templates'
import { UNIT_LEVELS } from '@/report/unit'
import { coverBatch } from '@/server/batch/cover-batch'
import { openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
import { readWorksheets } from '@/server/files/excel/read-workbook'
import { writeSummary } from '@/server/files/write-file'
import type { Passed, PassedReport } from '@/server/gate/gate'
import { findPublication } from '@/server/public/published'
import { reportForApi } from '@/server/public/published-api'
import { readAsk } from '@/server/statistics/ask'
import { openStatistics } from '@/server/statistics/statistics'
import { makeStatisticsCsv } from '@/server/statistics/statistics-csv'
import { orderWorkbook } from '@/server/statistics/statistics-workbook'
import { readSumPage } from './sum-page'
import { tellSums } from './tell-sums'

const template = openTemplate('F2021')
const CELLS = ['requests/granted/person', 'disclosure/licensing/decisions', 'disclosure/normative/made', 'requests/received/person']

const aggregateOf = (unit: number) => ({ unit, year: SEASON_YEAR, kind: 'government' as const, template: 'F2021' as const })
const owes = ({ inclusion }: MemberUnit) => inclusion !== 'exempt' && inclusion !== 'closed'

/** Everybody an aggregate is made of in the end: members, of governments with members of their own the members of these. */
async function listLeaves(store: Store, unit: number): Promise<MemberUnit[]> {
  const leaves: MemberUnit[] = []
  for (const member of await listMembers(store, aggregateOf(unit))) {
    const below = member.kind === 'government' ? await listLeaves(store, member.unit) : []
    leaves.push(...(below.some(owes) ? below : [member, ...below]))
  }
  return leaves
}

onEngines('one season on %s is the same everywhere', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function compare(seed: number): Promise<void> {
    const season = await newSeason(store, seed)
    const report = (await sumAll(season)).get(season.city.id) as number
    const memberships = [{ unit: season.city.id, role: 'reviewer' as const }]
    const passed = { store, now: SEASON_NOW, user: { id: season.reviewer, memberships } } as unknown as Passed
    await compareStatistics(season, passed)
    await compareFilters(passed)
    await compareAggregate(season, passed, report)
  }

  /** Statistics, their groups and files, the board and 汇总表 of chosen reports. */
  async function compareStatistics(season: Season, passed: Passed): Promise<void> {
    const leaves = await listLeaves(store, season.city.id)
    const { covered, of, uncovered } = coverageOf(leaves)
    const board = await openBoard(passed, readBoardFilter({ year: String(SEASON_YEAR) }))
    const everybody = board.summary.total.total
    for (const indicator of CELLS) {
      const asked = readAsk({ indicator, from: String(SEASON_YEAR), to: String(SEASON_YEAR) }, SEASON_NOW)
      const statistics = await openStatistics(passed, asked)
      const total = statistics.totals[0]
      expect([total?.coverage.covered, total?.coverage.of]).toEqual([covered, of])
      expect(new Set(total?.coverage.uncovered.map(({ name }) => name))).toEqual(new Set(uncovered.map(({ name }) => name)))
      expect(everybody).toBe(of + divided(statistics.ranking.map(({ one }) => one.years.get(SEASON_YEAR))))
      const { sums, within } = await sumOf(leaves, indicator)
      expect([total?.over, total?.covered]).toEqual([sums, within])
      for (const by of ['group', 'level', 'kind'] as const) {
        const { grouped } = await openStatistics(passed, { ...asked, by })
        const parts = grouped.map(({ totals }) => totals[0])
        expect(parts.reduce((sum, part) => sum + (part?.over ?? 0), 0)).toBe(total?.over ?? 0)
        expect([parts.reduce((sum, part) => sum + (part?.covered ?? 0), 0), parts.reduce((sum, part) => sum + (part?.of ?? 0), 0)]).toEqual(
          [total?.covered, of]
        )
      }
      const { snapshots, order } = await orderWorkbook(passed, statistics)
      const sheet = readWorksheets(writeSummary(snapshots, order))
      const said = `${total?.covered}/${total?.of}`
      expect(sheet[0]?.rows[3]?.slice(-2)).toEqual([said, total?.value === null ? '' : String(total?.value)])
      const last = new TextDecoder().decode(makeStatisticsCsv(statistics)).trim().split('\r\n').at(-1)
      expect(last).toContain(`,${total?.over ?? ''},`)
      expect(last).toContain(`,${said},`)
    }
    const chosen = await Promise.all(
      (await listLeaves(store, season.city.id)).flatMap(({ source }) => (source ? [openFiling(store, source.report)] : []))
    )
    const { sentence } = await coverBatch(passed, chosen, SEASON_YEAR)
    expect(sentence).toContain(`${of} 个单位中的 ${covered} 个`)
  }

  /** Whatever is asked for: the lines that are in a total are the total. */
  async function compareFilters(passed: Passed): Promise<void> {
    const whole = await openStatistics(passed, readAsk({ from: String(SEASON_YEAR), to: String(SEASON_YEAR) }, SEASON_NOW))
    for (const group of ['', ...whole.groups.map(({ key }) => key)])
      for (const level of ['', ...UNIT_LEVELS])
        for (const kind of ['', 'department', 'government'])
          for (const counting of Object.keys(STATE_CLASSES)) {
            const given = { indicator: CELLS[0], from: String(SEASON_YEAR), to: String(SEASON_YEAR), group, level, kind, counting }
            const { totals, ranking } = await openStatistics(passed, readAsk(given, SEASON_NOW))
            const lines = ranking.flatMap(({ one }) => {
              const entry = one.years.get(SEASON_YEAR)
              return entry?.isAdded && entry.over !== null ? [entry.over] : []
            })
            const [total] = totals
            expect([total?.over ?? 0, total?.covered ?? 0]).toEqual([lines.reduce((sum, one) => sum + one, 0), lines.length])
          }
  }

  /** Governments that owe a report and are the sum of others. */
  const divided = (entries: readonly ({ isAdded: boolean; member: { inclusion: string } } | undefined)[]) =>
    entries.filter((entry) => entry && !entry.isAdded && entry.member.inclusion !== 'exempt' && entry.member.inclusion !== 'closed').length

  async function sumOf(leaves: readonly MemberUnit[], at: string): Promise<{ sums: number | null; within: number }> {
    const sum = (
      await sumFigures(
        store,
        leaves.flatMap(({ source }) => source?.report ?? [])
      )
    ).sums.get(at)
    return { sums: sum?.amount ?? null, within: sum?.covered ?? 0 }
  }

  /** Form, review, 汇总构成, the note that goes into every file, and the public interface. */
  async function compareAggregate(season: Season, passed: Passed, report: number): Promise<void> {
    const filing = await openFiling(store, report)
    const reading = { ...passed, filing, roles: ['reviewer'] } as unknown as PassedReport<'read'>
    const { members, totals } = await readTotals(store, filing)
    const coverage = coverageOf(members)
    const told = await tellSums(store, filing)
    expect(told).toMatchObject({ words: sayCoverage(coverage, 5), isComplete: coverage.uncovered.length === 0, changed: 0 })
    const page = await readSumPage(reading, undefined)
    expect(page?.told).toEqual(told)
    expect(page?.classes.find(({ name }) => name === '审核通过以上')).toMatchObject({ covered: coverage.covered, of: coverage.of })
    const { values } = await readReport(store, filing)
    expect(values[coverageAddress(template)] ?? '').toBe(
      coverage.uncovered.length === 0 ? '' : `注：本报告第二至四部分数据${sayCoverage(coverage)}。计入审核通过以上的年报。`
    )
    await publishSums(season, report)
    const publication = await findPublication(store, { unit: String(season.city.id), year: String(SEASON_YEAR) })
    const api = JSON.parse(await reportForApi(store, publication as never)) as { report: { values: Record<string, string> } }
    expect(api.report.values[coverageAddress(template)] ?? '').toBe(values[coverageAddress(template)] ?? '')
    for (const at of CELLS) {
      const total = totals.get(at)
      const shown = amountIn(values[at])
      expect(shown, at).toBe(total?.amount ?? null)
      expect(amountIn(api.report.values[at]), at).toBe(shown)
      const opened = (await readSumPage(reading, at))?.opened
      expect(opened?.rows.filter(({ amount }) => amount !== null)).toHaveLength(total?.covered ?? 0)
      expect(amountIn(opened?.sum)).toBe(shown)
    }
  }

  const amountIn = (text: string | undefined): number | null => {
    const reading = readCell(text, 'count')
    return reading.is === 'number' ? reading.amount : null
  }

  it.each([1, 2])('board, form, review, statistics, files and interface: %i', compare)
  it.each([3, 4, 5, 6, 7, 8])('and of more seasons: %i', { tags: ['wide'] }, compare)
})
