import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { addAdjustment } from '@/db/rollup/adjustments'
import { newAggregates } from '@/db/testing/aggregates'
import { openOwnStore } from '@/db/testing/own-store'
import { opened } from '@/db/testing/steps'
import { type Kind, readCell } from '@/report/input'
import { templateOf } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import { writeSummary } from '@/server/files/write-file'
import type { Passed } from '@/server/gate/gate'
import { findPublication } from '@/server/public/published'
import { reportForApi } from '@/server/public/published-api'
import { computeSheets, hasOffice } from '@/server/testing/office'
import { readAsk } from './ask'
import { openStatistics, readOverview } from './statistics'
import { makeStatisticsCsv } from './statistics-csv'
import { orderWorkbook } from './statistics-workbook'
import { sayScope, tellTotal } from './tell-statistics'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const store = await openOwnStore()
const amountIn = (text: string | undefined, kind: Kind) => {
  const reading = readCell(text, kind)
  return reading.is === 'number' ? reading.amount : null
}
const rowsOf = (csv: string) => parse(csv, { relax_column_count: true, bom: true }) as string[][]

it.skipIf(!hasOffice)(
  'computed anew by LibreOffice, sums and shares are those of page, CSV and interface',
  { tags: ['wide'] },
  async () => {
    const of = await newAggregates(store, now, YEAR, AT)
    await of.fileCounty()
    await of.file(of.bureau, '3')
    const city = await of.begin(of.city)
    await of.sum(city, of.city)
    const line = { at: AT, was: '15', amount: -1, reason: '联合发文只计一次', now }
    expect(await addAdjustment(store, await opened(store, 'edit', city, of.city.by), line)).toEqual({ ok: true })
    await of.publish(city, of.city)
    const publication = await findPublication(store, { unit: String(of.city.unit.id), year: String(YEAR) })
    const api = JSON.parse(await reportForApi(store, publication as never)) as { report: { values: Record<string, string> } }
    const memberships = [{ unit: of.city.unit.id, role: 'reviewer' as const }]
    const passed = { store, now, user: { id: of.reviewer, memberships } } as unknown as Passed

    for (const indicator of [AT, 'disclosed', 'disclosure/fees/amount', 'requests/granted/total']) {
      const statistics = await openStatistics(passed, readAsk({ indicator, from: String(YEAR), to: String(YEAR) }, now))
      const total = statistics.totals[0]
      if (!total) throw new Error('no total')
      const { shown } = tellTotal(statistics.asked, total, undefined)
      const { snapshots, order } = await orderWorkbook(passed, statistics)
      const sheets = new Map([...computeSheets(writeSummary(snapshots, order))].map(([name, csv]) => [name, rowsOf(csv)]))
      const sums = sheets.get('统计')?.find(([first]) => first === '全部单位合计') ?? []
      // A share is saved as 66.6666666666667%.
      if (indicator === 'disclosed') expect(Number.parseFloat(sums.at(-1) ?? '')).toBeCloseTo(100 * (total.value ?? Number.NaN), 9)
      else expect(sums.at(-1), indicator).toBe(shown)
      if (indicator === 'disclosed') expect(sums.slice(-3, -1)).toEqual([String(total.over), String(total.under)])
      const last = rowsOf(new TextDecoder().decode(makeStatisticsCsv(statistics))).at(-1) ?? []
      expect(last[5]).toBe(indicator === 'disclosed' ? String(total.value) : shown)
      // What a government adjusted is in its own report, and the statistics say that they are without it.
      if (indicator === AT) {
        expect([total.value, api.report.values[AT]]).toEqual([15, '14'])
        expect(sayScope(statistics.asked, statistics).join('')).toContain('政府汇总的调整项不在其内')
      }
      const overview = await readOverview(passed, statistics)
      const same = overview.find((one) => one.indicator.key === indicator)
      if (same) expect(same.measured.value).toBe(total.value)
      // Every cell of every table, added up by the office program, is what the interface says of the city but for the adjusted one.
      const template = templateOf(cleanReport(YEAR))
      for (const table of template.tables) {
        const rows = sheets.get(table.name) ?? []
        const added = rows.find(([first]) => first?.startsWith('合计')) ?? []
        const cells = template.cells.filter((cell) => cell.table === table && cell.role !== 'group')
        const said = cells.flatMap(({ at, role, kind }) =>
          role !== 'input' || at === AT ? [] : [[at, amountIn(api.report.values[at], kind)]]
        )
        const computed = cells.flatMap(({ at, role, kind }, i) =>
          role !== 'input' || at === AT ? [] : [[at, amountIn(added[4 + i], kind)]]
        )
        expect(computed, table.name).toEqual(said)
      }
    }
  }
)
