import Link from 'next/link'
import { NextLine, type NextWords } from '@/components/ui/next-note'
import { STATE_NAMES, type State } from '@/report/workflow/states'
import { Panel } from './panel'
import styles from './stuck-panel.module.css'

const MOST_LISTED = 50

export type StuckReport = { id: number; unit: number; unitName: string; year: number; state: State; next: NextWords }

/** Reports that nobody can bring on: what is missing, and for whom to mend; nothing where there are none. */
export function StuckPanel({ reports }: { reports: readonly StuckReport[] }) {
  if (reports.length === 0) return null
  return (
    <Panel id="stuck" title={`无人办理的年报 ${reports.length} 份`} isWide>
      <ul className={styles.list}>
        {reports.slice(0, MOST_LISTED).map(({ id, unit, unitName, year, state, next }) => (
          <li key={id}>
            <Link href={`/admin/units/${unit}`}>{unitName}</Link>
            <span>
              {year} 年 · {STATE_NAMES[state]}
            </span>
            <NextLine next={next} />
          </li>
        ))}
      </ul>
      {reports.length > MOST_LISTED && <p>其余 {reports.length - MOST_LISTED} 份略。</p>}
    </Panel>
  )
}
