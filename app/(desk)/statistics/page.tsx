import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { statisticsAddress } from '@/components/statistics/address'
import { OverviewTable } from '@/components/statistics/overview-table'
import { Pictures } from '@/components/statistics/pictures'
import { RankingTable } from '@/components/statistics/ranking-table'
import styles from '@/components/statistics/statistics.module.css'
import { StatisticsFilter } from '@/components/statistics/statistics-filter'
import { TotalsTable } from '@/components/statistics/totals-table'
import { UncoveredUnits } from '@/components/statistics/uncovered-units'
import { sayFormula } from '@/report/statistics/indicators'
import { nameWithUnit } from '@/report/statistics/measure'
import { mayWatch } from '@/server/board/board'
import { requireUser } from '@/server/gate/gate'
import { readAsk } from '@/server/statistics/ask'
import { drawPicture, PICTURES } from '@/server/statistics/pictures'
import { openStatistics, readOverview } from '@/server/statistics/statistics'
import { nameScope, sayScope, tellOverview, tellPicture, tellRow, tellTotal, tellTotals } from '@/server/statistics/tell-statistics'
import { keep } from './actions'

export const metadata: Metadata = { title: '统计' }

/** So many unusual values are told; the rest are as unusual or less. */
const MOST_OUTLIERS = 20

export default async function StatisticsPage({ searchParams }: PageProps<'/statistics'>) {
  const passed = await requireUser()
  if (!mayWatch(passed)) notFound()
  const { years: offered, ...given } = readAsk(await searchParams, passed.now)
  const statistics = await openStatistics(passed, given)
  const { asked, years, groups, totals, grouped, ranking, rows, pageTotal, pages, marked, outliers } = statistics
  const { indicator, isUsualSpan: _, ...rest } = asked
  const { to } = rest
  const query = { ...rest, indicator: indicator.key }
  const isShare = indicator.kind === 'share'
  const overview = await readOverview(passed, statistics)
  const pictures = PICTURES.flatMap((name) => {
    const svg = drawPicture(name, statistics)
    return svg ? [{ name, svg, ...tellPicture(name, statistics), file: statisticsAddress(query, `/statistics/${name}.svg`) }] : []
  })
  const whole = tellTotals(asked, totals)
  return (
    <main className={styles.page}>
      <h1>统计</h1>
      <StatisticsFilter asked={query} years={offered} groups={groups} found={ranking.length} kept={statistics.kept} keepStatistics={keep} />
      {ranking.length === 0 ? (
        <p>所选范围内没有单位有这些年度的任务或年报，请换一个条件。</p>
      ) : (
        <>
          <section aria-labelledby="totals">
            <h2 id="totals">{nameWithUnit(indicator)}</h2>
            {isShare && (
              <p>
                {indicator.name} = {sayFormula(indicator)}，各组和合计都用数字之和计算，不取比率的平均数。
              </p>
            )}
            {sayScope(asked, statistics).map((sentence) => (
              <p key={sentence} className={styles.note}>
                {sentence}
              </p>
            ))}
            <UncoveredUnits units={totals.at(-1)?.coverage.uncovered ?? []} year={to} />
            <TotalsTable
              years={years}
              heading="分组"
              isShare={isShare}
              lines={[
                { key: '', name: nameScope(asked), units: ranking.length, isWhole: true, cells: whole },
                ...(grouped.length > 1 ? grouped.map((group) => ({ ...group, cells: tellTotals(asked, group.totals) })) : [])
              ]}
            />
          </section>
          <section aria-label="图">
            <Pictures pictures={pictures} />
          </section>
          <section aria-labelledby="outliers">
            <h2 id="outliers">与自身历史或同级单位差别较大的</h2>
            {outliers.length === 0 ? (
              <p>{to} 年没有明显偏离的单位。</p>
            ) : (
              <ul className={styles.outliers}>
                {outliers.slice(0, MOST_OUTLIERS).map(({ unit, against, sentence }) => (
                  <li key={`${unit} ${against}`}>{sentence}</li>
                ))}
              </ul>
            )}
            {outliers.length > MOST_OUTLIERS && (
              <p className={styles.note}>
                共 {outliers.length} 处，这里列出偏离最大的 {MOST_OUTLIERS} 处。
              </p>
            )}
          </section>
          <section aria-labelledby="ranking">
            <h2 id="ranking">
              各单位，按 {to} 年{indicator.name}
              {asked.order === 'rising' ? '从低到高' : '从高到低'}
            </h2>
            <RankingTable
              asked={query}
              years={years}
              rows={rows.map((row) => tellRow(asked, row, marked))}
              totals={[
                ...(pages > 1 ? [{ name: '本页合计', cell: tellTotal(asked, pageTotal, undefined) }] : []),
                ...whole.slice(-1).map((cell) => ({ name: nameScope(asked), cell }))
              ]}
              pages={pages}
            />
          </section>
          <section aria-labelledby="overview">
            <h2 id="overview">
              {to} 年主要指标（{nameScope(asked)}）
            </h2>
            <OverviewTable asked={query} lines={overview.map(tellOverview)} />
          </section>
        </>
      )}
    </main>
  )
}
