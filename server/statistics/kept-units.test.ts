import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { moveTree } from '@/db/people/unit-tree'
import { addUnit } from '@/db/people/units'
import { startReport } from '@/db/reports/reports'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { readWorksheets } from '@/server/files/excel/read-workbook'
import { writeSummary } from '@/server/files/write-file'
import type { Passed } from '@/server/gate/gate'
import { readAsk } from './ask'
import { keepStatistics } from './kept-units'
import { openStatistics, readOverview } from './statistics'
import { makeStatisticsCsv } from './statistics-csv'
import { orderWorkbook } from './statistics-workbook'

const YEAR = 2019
const now = new Date('2020-01-10T02:00:00.000Z')
const AT = 'disclosure/normative/public-total'
const ASKED = { indicator: AT, from: '2019', to: String(YEAR), counting: 'submitted' }

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const reviewer = (id: number, ...units: number[]) =>
    ({ store, now, user: { id, memberships: units.map((unit) => ({ unit, role: 'reviewer' })) } }) as unknown as Passed

  /** All that pages and files say of statistics, without the time they were made. */
  async function tell(passed: Passed, given: Record<string, string>) {
    const statistics = await openStatistics(passed, readAsk({ ...ASKED, ...given }, now))
    const { totals, ranking, grouped } = statistics
    const { snapshots, order } = await orderWorkbook(passed, statistics)
    return {
      totals: totals.map(({ year, value, covered, of, coverage: { uncovered } }) => ({
        ...{ year, value, covered, of },
        uncovered: uncovered.map(({ name, reason }) => [name, reason])
      })),
      rows: ranking.map(({ one, cells, rank }) => [one.name, rank, one.group.name, cells.map(({ value, gap }) => value ?? gap)]),
      groups: grouped.map(({ name, units }) => [name, units]),
      overview: (await readOverview(passed, statistics)).map(({ measured, covered }) => [measured.value, covered]),
      csv: new TextDecoder().decode(makeStatisticsCsv(statistics)),
      sheets: readWorksheets(writeSummary(snapshots, order)).map(({ rows }) => rows)
    }
  }

  it('kept statistics say the same whatever becomes of reports, units and tree, for every indicator and filter', async () => {
    const one = await newCase(store, now)
    const late = {
      id: await addUnit(store, { name: '迟报局', kind: 'department', above: one.city, now }),
      name: '迟报局',
      kind: 'department' as const
    }
    const county = await addUnit(store, { name: '己县人民政府', kind: 'government', above: one.city, now })
    const office = await addUnit(store, { name: '己县办', kind: 'department', above: county, now })
    await owe(store, one.city, YEAR, now)
    await one.step('submit', 'filler')
    const passed = reviewer(one.reviewer.id, one.city)
    const answer = await keepStatistics(passed, { from: YEAR, to: YEAR, counting: 'submitted' })
    if (!answer.ok) throw new Error(answer.error)
    const kept = String(answer.kept)
    const VIEWS: Record<string, string>[] = [
      {},
      { indicator: 'disclosed' },
      { kind: 'department' },
      { group: String(county) },
      { order: 'rising', by: 'level' }
    ]
    const tellAll = (more: Record<string, string>) => Promise.all(VIEWS.map((view) => tell(passed, { ...view, ...more })))
    const before = await tellAll({})
    expect(await tellAll({ kept })).toEqual(before)

    await one.step('claim', 'reviewer')
    await one.comment('reviewer', AT)
    await one.step('return', 'reviewer', { reason: '请核对数字' })
    await one.type(AT, cleanReport(YEAR).values[AT] ?? '', '9')
    await one.step('submit', 'filler')
    const report = (await startReport(store, {
      unit: late,
      year: YEAR,
      by: one.filler.id,
      now,
      values: cleanReport(YEAR).values
    })) as number
    await take(store, 'submit', report, one.filler.id, { now })
    await store.tx((db) => moveTree({ read: db, t: store.t }, office, one.city))
    await addUnit(store, { name: '新局', kind: 'department', above: one.city, now })

    expect(await tell(passed, {})).not.toEqual(before[0])
    expect(await tellAll({ kept })).toEqual(before)
    // Class and years are those that were kept.
    expect((await openStatistics(passed, readAsk({ ...ASKED, kept, counting: 'published', from: '2010' }, now))).asked).toMatchObject({
      ...{ counting: 'submitted', from: YEAR, to: YEAR }
    })
  })

  it('are for whoever kept them or watches over all their units, and nobody else', async () => {
    const [one, other] = [await newCase(store, now), await newCase(store, now)]
    await owe(store, one.city, YEAR, now)
    const answer = await keepStatistics(reviewer(one.reviewer.id, one.city), { from: YEAR, to: YEAR, counting: 'approved' })
    if (!answer.ok) throw new Error(answer.error)
    const kept = String(answer.kept)
    await expect(tell(reviewer(one.colleague.id, one.city), { kept })).resolves.toBeDefined()
    await expect(tell(reviewer(other.reviewer.id, other.city), { kept })).rejects.toThrow('404')
    await expect(tell(reviewer(one.reviewer.id, one.city), { kept: '99999' })).rejects.toThrow('404')
    const clerk = { store, now, user: { id: one.filler.id, memberships: [{ unit: one.bureau, role: 'filler' }] } } as unknown as Passed
    expect(await keepStatistics(clerk, { from: YEAR, to: YEAR, counting: 'approved' })).toMatchObject({ ok: false })
  })
})
