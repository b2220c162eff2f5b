import Link from 'next/link'
import { TableFrame } from '@/components/ui/table-frame'
import { type StatisticsQuery, statisticsAddress } from './address'
import styles from './statistics.module.css'

/** The principal indicators of the last year; each leads to its own statistics. */
export function OverviewTable({
  asked,
  lines
}: {
  asked: StatisticsQuery
  lines: readonly { key: string; name: string; formula: string; shown: string; isGap: boolean; covered: string }[]
}) {
  const name = `${asked.to} 年主要指标`
  return (
    <TableFrame name={name} least={480}>
      <table className={styles.table} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col">合计</th>
            <th scope="col">涵盖</th>
            <th scope="col">算法</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} data-marked={line.key === asked.indicator || undefined}>
              <th scope="row">
                <Link href={statisticsAddress({ ...asked, indicator: line.key, page: 1 })} prefetch={false}>
                  {line.name}
                </Link>
              </th>
              <td>
                <b data-gap={line.isGap || undefined}>{line.shown}</b>
              </td>
              <td>{line.covered}</td>
              <td className={styles.words}>{line.formula || '各单位之和'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
