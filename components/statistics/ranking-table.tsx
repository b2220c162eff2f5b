import Link from 'next/link'
import { Pages } from '@/components/ui/list/pages'
import { TableFrame } from '@/components/ui/table-frame'
import { type StatisticsQuery, statisticsAddress } from './address'
import styles from './statistics.module.css'
import type { TotalCell } from './totals-table'

export type RankedUnit = {
  unit: number
  name: string
  group: string
  rank: string
  isMarked: boolean
  isAdded: boolean
  growth: string
  parts: string
  cells: readonly { year: number; shown: string; isGap: boolean; isPast: boolean; isMerged: boolean; report: number | undefined }[]
}

/** The units chosen in the order of their last year, a page of them, with the sum of the page and of all. */
export function RankingTable({
  asked,
  years,
  rows,
  totals,
  pages
}: {
  asked: StatisticsQuery
  years: readonly number[]
  rows: readonly RankedUnit[]
  totals: readonly { name: string; cell: TotalCell }[]
  pages: number
}) {
  const last = years.at(-1)
  return (
    <>
      <TableFrame name="各单位排名" least={520 + years.length * 90}>
        <table className={styles.table} aria-label="各单位排名">
          <thead>
            <tr>
              <th scope="col">名次</th>
              <th scope="col">单位</th>
              {years.map((year) => (
                <th key={year} scope="col" aria-sort={year === last ? (asked.order === 'rising' ? 'ascending' : 'descending') : undefined}>
                  {year}
                </th>
              ))}
              <th scope="col">较上年</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unit} data-marked={row.isMarked || undefined}>
                <td className={styles.rank}>{row.rank || '—'}</td>
                <th scope="row">
                  <Link href={statisticsAddress({ ...asked, unit: row.unit })} prefetch={false} scroll={false}>
                    {row.isMarked && '▶ '}
                    {row.name}
                  </Link>
                  <span>
                    {row.group}
                    {!row.isAdded && ' · 不重复计入合计'}
                  </span>
                </th>
                {row.cells.map(({ year, shown, isGap, isPast, isMerged, report }) => (
                  <td key={year}>
                    {report !== undefined && !isGap && year === last ? (
                      <Link href={`/reports/${report}/review`} prefetch={false} aria-label={`${row.name} ${year} 年报：${shown}`}>
                        {shown}
                      </Link>
                    ) : (
                      <b data-gap={isGap || undefined}>{shown}</b>
                    )}
                    {year === last && row.parts && <span>{row.parts}</span>}
                    {isPast && !isGap && <span>历史年报</span>}
                    {isMerged && !isGap && <span>含并入单位</span>}
                  </td>
                ))}
                <td>{row.growth}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {totals.map(({ name, cell }) => (
              <tr key={name} data-whole>
                <td />
                <th scope="row">{name}</th>
                {years.map((year) => (
                  <td key={year}>
                    {year === last && (
                      <>
                        <b data-gap={cell.isGap || undefined}>{cell.shown}</b>
                        {cell.parts && <span>{cell.parts}</span>}
                        {cell.covered && <span>涵盖 {cell.covered}</span>}
                      </>
                    )}
                  </td>
                ))}
                <td>{cell.growth}</td>
              </tr>
            ))}
          </tfoot>
        </table>
      </TableFrame>
      <Pages page={asked.page} pages={pages} addressOf={(page) => statisticsAddress({ ...asked, page })} />
    </>
  )
}
