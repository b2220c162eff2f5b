import Link from 'next/link'
import styles from './worst-list.module.css'

type Worst = { unit: number; name: string; report: number | null; reasons: readonly string[] }

/** The units that hurt most, and why. */
export function WorstList({ worst, year }: { worst: readonly Worst[]; year: number }) {
  if (worst.length === 0) return <p>没有逾期、多次退回或退回后久未修改的单位。</p>
  return (
    <ol className={styles.worst}>
      {worst.map(({ unit, name, reasons }) => (
        <li key={unit}>
          <Link href={`/board?year=${year}&search=${encodeURIComponent(name)}`} prefetch={false}>
            {name}
          </Link>
          <span>{reasons.join('，')}</span>
        </li>
      ))}
    </ol>
  )
}
