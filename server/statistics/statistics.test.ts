import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { readInPast } from '@/db/testing/past'
import { take } from '@/db/testing/steps'
import { listMembers } from '@/db/workflow/members'
import type { ReportKind } from '@/report/report'
import { coverageOf, sayCoverage } from '@/report/rollup/rollup'
import { cleanReport } from '@/report/testing/clean'
import { openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
import { readWorksheets } from '@/server/files/excel/read-workbook'
import { writeSummary } from '@/server/files/write-file'
import type { Passed } from '@/server/gate/gate'
import { readAsk } from './ask'
import { drawPicture, PICTURES } from './pictures'
import { openStatistics, readOverview, type Statistics } from './statistics'
import { makeStatisticsCsv } from './statistics-csv'
import { orderWorkbook } from './statistics-workbook'
import { sayGaps, sayScope, tellPicture, tellRow, tellTotal } from './tell-statistics'

const YEAR = 2024
const now = new Date('2025-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'

onEngines('on %s', (open) => {
  let store: Store
  let passed: Passed
  let city: Unit
  let [bureau, other, county, office, silent]: Unit[] = []
  type Unit = { id: number; name: string; kind: ReportKind }

  async function newUnit(name: string, kind: ReportKind, above: number | null): Promise<Unit> {
    return { id: await addUnit(store, { name, kind, above, now }), name, kind }
  }

  /** What a unit hands in, and how far it goes. */
  async function file(unit: Unit | undefined, values: Record<string, string>, isPublic = true) {
    if (!unit) throw new Error('no unit')
    const by = (await addUser(store, { name: `clerk${unit.id}`, password: null, now })) as number
    const report = (await startReport(store, { unit, year: YEAR, by, now, values: { ...cleanReport(YEAR).values, ...values } })) as number
    for (const name of isPublic ? (['submit', 'claim', 'approve', 'publish'] as const) : (['submit'] as const))
      expect(
        await take(store, name, report, name === 'submit' ? by : passed.user.id, { now, reason: '可', changeNote: '可' }),
        name
      ).toMatchObject({ ok: true })
    return report
  }

  beforeAll(async () => {
    store = await open()
    city = await newUnit('甲市人民政府', 'government', null)
    bureau = await newUnit('乙局', 'department', city.id)
    other = await newUnit('丙局', 'department', city.id)
    county = await newUnit('丁县人民政府', 'government', city.id)
    office = await newUnit('丁县办', 'department', county.id)
    silent = await newUnit('戊局', 'department', city.id)
    const chief = (await addUser(store, { name: 'chief', password: null, now })) as number
    await addMembership(store, { user: chief, unit: city.id, role: 'reviewer' })
    passed = { store, now, user: { id: chief, memberships: [{ unit: city.id, role: 'reviewer' }] } } as unknown as Passed
    await owe(store, city.id, YEAR, now)
    const clean = cleanReport(YEAR).values
    const past = async (unit: Unit, year: number, values: Record<string, string>) =>
      readInPast(store, { unit, year, by: chief, now, values: { ...cleanReport(year).values, ...values } }, `${unit.name}${year}.pdf`)
    await past(bureau, 2022, { [AT]: '5' })
    await past(county, 2022, { [AT]: '100' })
    await past(office, 2022, { [AT]: '40' })
    await file(bureau, { [AT]: '7' })
    await file(other, { [AT]: '7' })
    await file(office, { [AT]: '0', 'requests/granted/person': clean['requests/granted/person'] ?? '' }, false)
  })
  afterAll(() => store.close())

  const ask = (given: Record<string, string> = {}) =>
    openStatistics(passed, readAsk({ indicator: AT, from: '2021', to: String(YEAR), ...given }, now))
  const lastOf = ({ totals }: Statistics) => totals.at(-1)

  it('sums what stands in the class, says how many owe it, and never adds an aggregate and what is below it', async () => {
    const approved = await ask()
    // Who owes: the two bureaus, the office, the silent one; the governments are the sum of these.
    expect(lastOf(approved)).toMatchObject({ value: 14, covered: 2, of: 4, aggregates: 2 })
    expect(sayCoverage(lastOf(approved)?.coverage as never)).toContain('戊局（未开始）')
    expect(lastOf(await ask({ counting: 'submitted' }))).toMatchObject({ value: 14, covered: 3, of: 4 })
    expect(sayScope(approved.asked, approved)[0]).toBe(`全部单位合计：${YEAR} 年应报送 4 个单位，计入 2 个。`)
    const members = await listMembers(store, { unit: county?.id as number, year: YEAR, kind: 'government' }, 'submitted')
    const ofCounty = lastOf(await ask({ counting: 'submitted', group: String(county?.id), kind: 'department' }))
    expect(ofCounty?.coverage).toMatchObject({ covered: coverageOf(members).covered, of: coverageOf(members).of })
    const board = await openBoard(passed, readBoardFilter({ year: String(YEAR) }))
    expect(lastOf(approved)?.of).toBe(board.summary.total.total - 2)
  })

  it('a year of which only files were read in takes the aggregate once, and a year without any is a gap', async () => {
    const { totals, asked } = await ask()
    expect(totals.map(({ year, value, past }) => [year, value, past])).toEqual([
      [2021, null, 0],
      [2022, 105, 2],
      [2023, null, 0],
      [2024, 14, 0]
    ])
    expect(tellTotal(asked, totals[0] as never, undefined)).toMatchObject({ shown: '当年无任务', isGap: true, covered: '' })
    expect(tellTotal(asked, totals[3] as never, totals[2]).growth).toBe('')
    expect(tellTotal(asked, totals[3] as never, totals[1]).growth).toBe('涵盖不同，不作比较')
  })

  it('ranks with ties in a stable order, zero as a number and what is missing last with its reason', async () => {
    const { ranking, asked } = await ask({ counting: 'submitted' })
    expect(
      ranking.map((row) => [tellRow(asked, row, undefined).rank, row.one.name, tellRow(asked, row, undefined).cells.at(-1)?.shown])
    ).toEqual([
      ['1（并列）', '乙局', '7'],
      ['1（并列）', '丙局', '7'],
      ['3', '丁县办', '0'],
      ['', '甲市人民政府', '未计入：未开始'],
      ['', '丁县人民政府', '未计入：未开始'],
      ['', '戊局', '未计入：未开始']
    ])
  })

  it('a filter changes what a total is of, and groups add up to it', async () => {
    const whole = await ask({ counting: 'submitted', by: 'level' })
    expect(whole.grouped.reduce((sum, { totals }) => sum + (totals.at(-1)?.over ?? 0), 0)).toBe(lastOf(whole)?.over)
    const filtered = await ask({ counting: 'submitted', group: String(county?.id) })
    expect(lastOf(filtered)).toMatchObject({ value: 0, covered: 1, of: 1 })
    expect(sayScope(filtered.asked, filtered)[0]).toContain('所选单位合计')
  })

  it('a share is of sums, the same in the overview, and one of nothing is none', async () => {
    const given = { counting: 'submitted', indicator: 'disclosed' }
    const statistics = await ask(given)
    const total = lastOf(statistics)
    expect(total?.value).toBe((total?.over as number) / (total?.under as number))
    const overview = await readOverview(passed, statistics)
    expect(overview.find(({ indicator }) => indicator.key === 'disclosed')).toMatchObject({
      measured: { value: total?.value },
      covered: total?.covered,
      of: total?.of
    })
    expect(lastOf(await ask({ ...given, indicator: 'corrected' }))).toMatchObject({ value: null, gap: '分母为 0' })
  })

  it('the workbook has the same sums as formulas, the tables of the year and whom they cover', async () => {
    for (const indicator of [AT, 'disclosed']) {
      const statistics = await ask({ counting: 'submitted', indicator })
      const { snapshots, order } = await orderWorkbook(passed, statistics)
      expect(snapshots).toHaveLength(3)
      const sheets = readWorksheets(writeSummary(snapshots, order))
      expect(sheets.map(({ name }) => name)).toEqual(['统计', '主要数据', '表二', '表三', '表四', '覆盖情况'])
      const sums = sheets[0]?.rows[3] ?? []
      const total = lastOf(statistics)
      expect(sums.slice(indicator !== AT ? -4 : -2)).toEqual(
        indicator !== AT ? ['3/4', String(total?.over), String(total?.under), `${total?.value}%`] : ['3/4', String(total?.value)]
      )
      const licences = sheets[2]?.rows.map((row) => row.at(4 + 6)) ?? []
      expect(licences.at(3)).toBe(String(licences.slice(4).reduce((sum, text) => sum + Number(text), 0)))
      expect(sheets.at(-1)?.rows.some(([unit, standing]) => unit === '戊局' && standing === '未计入')).toBe(true)
    }
  })

  it('pictures and CSV are of the same figures', async () => {
    const statistics = await ask({ counting: 'submitted', unit: String(bureau?.id) })
    for (const name of PICTURES) {
      const svg = drawPicture(name, statistics)
      expect(svg, name).toContain('<svg')
      expect(svg, name).not.toMatch(/NaN|undefined/)
      expect(drawPicture(name, statistics)).toBe(svg)
    }
    expect(drawPicture('ranking', statistics)).toContain('▶ 乙局')
    // Each picture stands alone: how many are in a sum, and why there is none.
    expect(drawPicture('trend', statistics)).toContain('涵盖 3/4')
    expect(drawPicture('trend', statistics)).toContain('当年无任务')
    expect(sayGaps('groups', statistics)[0]).toMatch(/^没有点的年度：.*2021 年当年无任务/)
    expect(tellPicture('groups', statistics).words).toContain('没有点的年度')
    const csv = new TextDecoder().decode(makeStatisticsCsv(statistics))
    expect(csv).toContain(`乙局,本级及直属部门,部门,${YEAR},作出行政许可数量`.slice(0, 12))
    expect(csv.split('\r\n').filter((line) => line.includes('戊局') && line.includes('未计入'))).toHaveLength(1)
    expect(silent?.name).toBe('戊局')
  })
})
