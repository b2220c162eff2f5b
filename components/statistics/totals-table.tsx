import { TableFrame } from '@/components/ui/table-frame'
import styles from './statistics.module.css'

export type TotalCell = { year: number; shown: string; isGap: boolean; covered: string; growth: string; parts: string }

/** The sums by year: of everything chosen, then of each group; each with how many of those who owe it are in it. */
export function TotalsTable({
  years,
  heading,
  lines,
  isShare
}: {
  years: readonly number[]
  heading: string
  lines: readonly { key: string; name: string; units: number; isWhole?: boolean; cells: readonly TotalCell[] }[]
  isShare: boolean
}) {
  return (
    <TableFrame name={heading} least={240 + years.length * 110}>
      <table className={styles.table} aria-label={heading}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">单位数</th>
            {years.map((year) => (
              <th key={year} scope="col">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, units, isWhole, cells }) => (
            <tr key={key} data-whole={isWhole}>
              <th scope="row">{name}</th>
              <td>{units}</td>
              {cells.map(({ year, shown, isGap, covered, growth, parts }) => (
                <td key={year}>
                  <b data-gap={isGap || undefined}>{shown}</b>
                  {isShare && parts && <span>{parts}</span>}
                  {covered && <span>涵盖 {covered}</span>}
                  {growth && <span>较上年：{growth}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
