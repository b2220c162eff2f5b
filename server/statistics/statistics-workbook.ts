// biome-ignore lint/style/noRestrictedImports: only of reports the gate says he may read
import { findSnapshot } from '@/db/reports/reports'
import { INCLUSION_NAMES } from '@/report/rollup/inclusion'
import { STATE_CLASSES } from '@/report/rollup/state-class'
import { sayFormula } from '@/report/statistics/indicators'
import { nameWithUnit } from '@/report/statistics/measure'
import { LEVEL_NAMES } from '@/report/unit'
import { cellName, type WorksheetCell, type WorksheetModel, type WorksheetRow } from '@/server/files/excel/workbook'
import type { SummaryOrder } from '@/server/files/write-file'
import { listReadable, type Passed } from '@/server/gate/gate'
import { listOwn, type Statistics, type StatisticsRow } from './statistics'
import { nameScope, sayScope } from './tell-statistics'

const NAMED = [
  { name: '单位', width: 30 },
  { name: '地区或组', width: 20 },
  { name: '级别', width: 10 }
]
/** Heads of two lines and the sums under them. */
const TOP_ROWS = 4

/**
 * The indicator of all units chosen over the years, a row a unit: for each year whether it is in the sum, the value, and of a share
 * what it divides. Shares and sums are formulas, so that whoever changes a number sees what it changes.
 */
function statisticsSheet({ asked, years, ranking, totals, ...rest }: Statistics): WorksheetModel {
  const { indicator } = asked
  const isShare = indicator.under !== undefined
  const each = isShare ? ['计入合计', '分子', '分母', indicator.name] : ['计入合计', nameWithUnit(indicator)]
  const first = (y: number) => NAMED.length + y * each.length
  const width = NAMED.length + years.length * each.length
  const head = (texts: readonly string[]): WorksheetRow => ({
    cells: texts.map((text, column): WorksheetCell => ({ column, style: 'head', text }))
  })
  const scale = indicator.kind === 'fee' ? 1e6 : indicator.kind === 'money' ? 100 : 1
  const format = indicator.kind === 'fee' ? '0.######' : indicator.kind === 'money' ? '0.##' : '0'
  const amount = (column: number, value: number | null, formula?: string, style: 'value' | 'head' = 'value'): WorksheetCell =>
    value === null ? { column, style, text: '' } : { column, style, number: String(value / scale), format, formula }
  const quotient = (column: number, row: number, value: number | null, style: 'value' | 'head' = 'value'): WorksheetCell =>
    value === null
      ? { column, style, text: '' }
      : { column, style, number: String(value), format: '0.0%', formula: `${cellName(column - 2, row)}/${cellName(column - 1, row)}` }
  const line = (ranked: StatisticsRow, i: number): WorksheetRow => ({
    cells: [
      ...[ranked.one.name, ranked.one.group.name, LEVEL_NAMES[ranked.one.level]].map(
        (text, column): WorksheetCell => ({ column, style: 'label', text })
      ),
      ...listOwn({ asked, years }, ranked).flatMap((cell, y): WorksheetCell[] => {
        const [column, entry] = [first(y), ranked.one.years.get(cell.year)]
        const isSummed = entry?.isAdded === true && cell.over !== null && (!isShare || cell.under !== null)
        const flag: WorksheetCell = { column, style: 'value', text: cell.gap && cell.over === null ? cell.gap : isSummed ? '是' : '否' }
        if (!isShare) return [flag, amount(column + 1, cell.over)]
        return [flag, amount(column + 1, cell.over), amount(column + 2, cell.under), quotient(column + 3, TOP_ROWS + i, cell.value)]
      })
    ]
  })
  const rangeOf = (column: number) => {
    const letters = cellName(column, 0).slice(0, -1)
    return `${letters}$${TOP_ROWS + 1}:${letters}$${TOP_ROWS + ranking.length}`
  }
  const sums: WorksheetRow = {
    cells: [
      ...[nameScope(asked), '', ''].map((text, column): WorksheetCell => ({ column, style: 'head', text })),
      ...totals.flatMap((total, y): WorksheetCell[] => {
        const column = first(y)
        const add = (to: number) => `SUMIF(${rangeOf(column)},"是",${rangeOf(to)})`
        const flag: WorksheetCell = { column, style: 'head', text: total.of === 0 ? total.gap : `${total.covered}/${total.of}` }
        if (!isShare) return [flag, amount(column + 1, total.over, add(column + 1), 'head')]
        return [
          flag,
          amount(column + 1, total.over, add(column + 1), 'head'),
          amount(column + 2, total.under, add(column + 2), 'head'),
          quotient(column + 3, TOP_ROWS - 1, total.value, 'head')
        ]
      })
    ]
  }
  const words = [
    `${indicator.name}${isShare ? ` = ${sayFormula(indicator)}` : ''}；计入范围：${STATE_CLASSES[asked.counting].name}`,
    ...sayScope(asked, { asked, years, ranking, totals, ...rest })
  ].join(' ')
  const note: WorksheetRow = {
    height: 48,
    cells: Array.from({ length: width }, (_, column): WorksheetCell => ({ column, style: 'note', text: column === 0 ? words : '' }))
  }
  return {
    name: '统计',
    widths: [...NAMED.map((one) => one.width), ...years.flatMap(() => each.map((_, i) => (i === 0 ? 14 : 12)))],
    rows: [
      note,
      head([...NAMED.map(({ name }) => name), ...years.flatMap((year) => each.map((_, i) => (i === 0 ? `${year} 年` : '')))]),
      head([...NAMED.map(() => ''), ...years.flatMap(() => each)]),
      sums,
      ...ranking.map(line)
    ],
    merges: [
      `A1:${cellName(width - 1, 0)}`,
      ...NAMED.map((_, column) => `${cellName(column, 1)}:${cellName(column, 2)}`),
      ...years.map((_, y) => `${cellName(first(y), 1)}:${cellName(first(y) + each.length - 1, 1)}`)
    ],
    frozen: { rows: TOP_ROWS, columns: 1 },
    isLandscape: true,
    fit: 'width'
  }
}

/** The reports of the last year as they stand in the sums, with the sheet of the indicator before their tables and whom it covers after. */
export async function orderWorkbook(passed: Passed, statistics: Statistics): Promise<{ snapshots: string[]; order: SummaryOrder }> {
  const { asked, ranking } = statistics
  const entries = ranking.flatMap(({ one }) => {
    const entry = one.years.get(asked.to)
    return entry ? [{ one, entry }] : []
  })
  const readable = await listReadable(
    passed,
    entries.flatMap(({ entry }) => entry.report ?? [])
  )
  const snapshots: string[] = []
  const lines: { state: string; isAdded: boolean }[] = []
  for (const { entry } of entries) {
    const { report, version } = entry
    const snapshot = report !== undefined && readable.has(report) ? await findSnapshot(passed.store, report, version) : undefined
    if (!snapshot) continue
    snapshots.push(snapshot.json)
    lines.push({ state: entry.isPast ? '历史年报' : STATE_CLASSES[asked.counting].name, isAdded: entry.isAdded })
  }
  const cover = {
    sentence: sayScope(asked, statistics).join(''),
    lines: entries.map(({ one, entry: { member, isAdded, isPast } }) => ({
      ...{ unit: one.name, standing: INCLUSION_NAMES[member.inclusion], reason: isPast ? '历史年报' : member.reason },
      isAdded: member.inclusion === 'counted' ? (isAdded ? '是' : '否') : ''
    }))
  }
  const title = `${asked.to}年政府信息公开工作年度报告统计`
  return { snapshots, order: { title, lines, cover, first: statisticsSheet(statistics) } }
}
