import { Progress } from '@mantine/core'
import Link from 'next/link'
import { StateBadge } from '@/components/ui/state-badge'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { isEditable, type State } from '@/report/status'
import type { Summary } from '@/report/summary'
import styles from './report-cards.module.css'

export type ReportCard = {
  filing: { id: number; unitName: string; year: number; kind: ReportKind; state: State }
  summary: Summary
  /** 0 to 1 */
  filled: number
  daysLeft: number | undefined
}

/** One card a report: where it stands and what to do next. */
export function ReportCards({ cards }: { cards: readonly ReportCard[] }) {
  if (cards.length === 0) return <p>还没有年报。选择年度，开始填报。</p>
  return (
    <ul className={styles.cards}>
      {cards.map(({ filing, summary, filled, daysLeft }) => (
        <li key={filing.id} className={styles.card}>
          <div className={styles.head}>
            <h2>
              <Link href={`/reports/${filing.id}`}>{filing.year} 年</Link>
            </h2>
            <StateBadge state={filing.state} />
          </div>
          <p className={styles.unit}>
            {filing.unitName} · {KIND_NAMES[filing.kind]}
          </p>
          <Progress value={filled * 100} aria-label={`已填 ${Math.floor(filled * 100)}%`} size="sm" color={filled === 1 ? 'pine' : 'ink'} />
          <p className={styles.counts}>
            已填 {Math.floor(filled * 100)}% · 错误 {summary.errors} · 待说明 {summary.warnings}
          </p>
          {daysLeft !== undefined && <p className={styles.due}>{daysLeft >= 0 ? `距报送截止 ${daysLeft} 天` : `已逾期 ${-daysLeft} 天`}</p>}
          <Link href={`/reports/${filing.id}`} className={styles.next}>
            {filing.state === 'RETURNED' ? '查看退回原因并修改' : isEditable(filing.state) ? '继续填报' : '查看'}
          </Link>
        </li>
      ))}
    </ul>
  )
}
