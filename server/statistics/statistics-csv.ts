import type { StatisticsCell } from '@/report/statistics/lines'
import { printMeasured } from '@/report/statistics/measure'
import { sayRank } from '@/report/statistics/rank'
import { LEVEL_NAMES } from '@/report/unit'
import { printLine } from '@/server/files/csv/csv'
import { listOwn, type Statistics } from './statistics'
import { nameScope } from './tell-statistics'

const HEADS = ['单位', '地区或组', '级别', '年度', '指标', '数值', '分子', '分母', '名次', '计入合计', '没有数的原因']

/** All units chosen, a line a unit and year, and the sums of all; as CSV with the byte order mark spreadsheets need. */
export function makeStatisticsCsv(statistics: Statistics): Uint8Array {
  const { asked, ranking, totals } = statistics
  const { indicator, to } = asked
  const printed = (value: number | null) =>
    value === null ? '' : indicator.kind === 'share' ? String(value) : printMeasured(indicator, value)
  const amount = (value: number | null) =>
    value === null ? '' : printMeasured({ kind: indicator.kind === 'share' ? 'count' : indicator.kind }, value)
  const tell = ({ year, value, over, under }: StatisticsCell) => [String(year), indicator.name, printed(value), amount(over), amount(under)]
  const lines = ranking.flatMap((row) =>
    listOwn(statistics, row).map((cell) => {
      const isAdded = row.one.years.get(cell.year)?.isAdded
      return [
        ...[row.one.name, row.one.group.name, LEVEL_NAMES[row.one.level], ...tell(cell)],
        ...[cell.year === to ? sayRank(row) : '', isAdded === undefined ? '' : isAdded ? '是' : '否', cell.gap]
      ]
    })
  )
  const sums = totals.map((total) => [nameScope(asked), '', '', ...tell(total), '', `${total.covered}/${total.of}`, total.gap])
  return new TextEncoder().encode(`\ufeff${[HEADS, ...lines, ...sums].map(printLine).join('')}`)
}
