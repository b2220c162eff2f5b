import type { Indicator } from '@/report/statistics/indicators'
import type { StatisticsCell, StatisticsTotal } from '@/report/statistics/lines'
import { nameWithUnit, printMeasured, type Sums, sayGrowth } from '@/report/statistics/measure'
import { sayRank } from '@/report/statistics/rank'
import type { StatisticsAsk } from './ask'
import type { PictureName } from './pictures'
import type { Overview, Statistics, StatisticsRow } from './statistics'

/** What statistics say, in the words of tables; pages and files take them from here. */
const tellCell = ({ indicator }: StatisticsAsk, { value, gap }: StatisticsCell) => ({
  shown: value === null ? gap : printMeasured(indicator, value),
  isGap: value === null
})

/** `8 ÷ 13` under a share. */
const sayParts = ({ under: isShare }: Indicator, { over, under }: Sums) =>
  isShare && over !== null && under !== null ? `${over} ÷ ${under}` : ''

/** `12/15`, and how many of them are 历史年报. */
const sayCovered = ({ covered, of, past }: Pick<StatisticsTotal, 'covered' | 'of' | 'past'>): string =>
  of === 0 ? '' : `${covered}/${of}${past > 0 ? `（历史年报 ${past}）` : ''}`

/** Sums compare only where everybody is in both: a sum of fewer units is no decline. */
function sayTotalGrowth({ indicator }: StatisticsAsk, now: StatisticsTotal, before: StatisticsTotal | undefined): string {
  if (!before || now.value === null || before.value === null) return ''
  const isWhole = ({ covered, of }: StatisticsTotal) => covered === of
  return isWhole(now) && isWhole(before) ? sayGrowth(indicator, now.value, before.value) : '涵盖不同，不作比较'
}

/** A total of a year as its table shows it; `before`: that of the year before, if the table has it. */
export function tellTotal(asked: StatisticsAsk, total: StatisticsTotal, before: StatisticsTotal | undefined) {
  return {
    ...tellCell(asked, total),
    ...{ year: total.year, covered: sayCovered(total), growth: sayTotalGrowth(asked, total, before) },
    parts: sayParts(asked.indicator, total)
  }
}

/** The totals of some years, one after the other. */
export const tellTotals = (asked: StatisticsAsk, totals: readonly StatisticsTotal[]) =>
  totals.map((total, i) => tellTotal(asked, total, totals[i - 1]))

/** A unit's line of the ranking; `marked`: the line of the unit that was asked for. */
export function tellRow(asked: StatisticsAsk, row: StatisticsRow, marked: StatisticsRow | undefined) {
  const { one, cells } = row
  const [before, last] = [cells.at(-2), cells.at(-1)]
  return {
    ...{ unit: one.unit, name: one.name, group: one.group.name, rank: sayRank(row), isMarked: one === marked?.one },
    isAdded: one.years.get(asked.to)?.isAdded !== false,
    growth: sayGrowth(asked.indicator, last?.value ?? null, before?.value ?? null),
    parts: last ? sayParts(asked.indicator, last) : '',
    cells: cells.map((cell) => {
      const entry = one.years.get(cell.year)
      return {
        year: cell.year,
        ...tellCell(asked, cell),
        isPast: entry?.isPast === true,
        isMerged: cell.isMerged,
        report: entry?.report
      }
    })
  }
}

/** An indicator of the overview: its value, and in how many of those who owe it it is a number. */
export function tellOverview({ indicator, formula, measured, covered, of }: Overview) {
  const { value, gap = '' } = measured
  return {
    ...{ key: indicator.key, name: nameWithUnit(indicator), formula, covered: `${covered}/${of}` },
    ...{ shown: value === null ? (covered === 0 ? '无数据' : gap) : printMeasured(indicator, value), isGap: value === null }
  }
}

/** What a sum is of: everything somebody watches over, or what he chose of it. */
export const nameScope = ({ group, level, kind }: StatisticsAsk): string => (group || level || kind ? '所选单位合计' : '全部单位合计')

/** How the sum of the last year came about: whom it is of, who is not in it, and what is in it once only. */
export function sayScope(asked: StatisticsAsk, { totals, ranking }: Statistics): string[] {
  const last = totals.at(-1)
  if (!last) return []
  const { coverage, aggregates, past, covered } = last
  const blank = coverage.covered - covered
  return [
    `${nameScope(asked)}：${asked.to} 年应报送 ${coverage.of} 个单位，计入 ${coverage.covered} 个${blank > 0 ? `，其中 ${blank} 个本指标没有数` : ''}。`,
    ...(aggregates > 0 ? [`${aggregates} 个单位不重复计入合计：政府汇总与其下级单位只计一次，政府汇总的调整项不在其内。`] : []),
    ...(past > 0 ? [`其中 ${past} 个取自导入的历史年报。`] : []),
    ...(ranking.some(({ isTied }) => isTied) ? ['数值相同的单位名次并列，并列的按排序号和建立先后排列。'] : [])
  ]
}

/** So many gaps are named under a picture; the table has them all. */
const MOST_GAPS = 8

/** Of small pictures, which have no room for it: why a line has a gap. */
export function sayGaps(name: PictureName, { grouped }: Statistics): string[] {
  if (name !== 'groups') return []
  const gaps = grouped.flatMap((group) =>
    group.totals.flatMap(({ year, value, gap }) => (value === null ? [`${group.name} ${year} 年${gap}`] : []))
  )
  return gaps.length === 0 ? [] : [`没有点的年度：${gaps.slice(0, MOST_GAPS).join('、')}${gaps.length > MOST_GAPS ? '等' : ''}`]
}

const TITLES: Record<PictureName, string> = { trend: '历年合计', groups: '各组历年', ranking: '本页各单位', spread: '单位分布' }

/** The title of a picture, and what it shows for whoever does not see it. */
export function tellPicture(name: PictureName, statistics: Statistics): { title: string; words: string } {
  const { asked, spread, marked, totals } = statistics
  const { indicator, from, to } = asked
  const title = `${TITLES[name]}：${nameWithUnit(indicator)}${name === 'trend' || name === 'groups' ? `，${from}—${to} 年` : `，${to} 年`}`
  const print = (value: number) => printMeasured(indicator, indicator.kind === 'share' ? value : Math.round(value))
  const own = marked?.cells.at(-1)?.value ?? null
  const place = marked && own !== null ? `；${marked.one.name}为 ${printMeasured(indicator, own)}，第 ${sayRank(marked)} 名` : ''
  const words = {
    trend: totals.map((total) => `${total.year} 年 ${tellCell(asked, total).shown}`).join('，'),
    groups: ['折线图，数值见分组表', ...sayGaps(name, statistics)].join('。'),
    ranking: '条形图，数值见排名表',
    spread: spread
      ? `${spread.count} 个单位中居中的一半在 ${print(spread.low)} 至 ${print(spread.high)} 之间，中位数 ${print(spread.middle)}${place}`
      : ''
  }[name]
  return { title, words }
}
