import Link from 'next/link'
import { NextLine, type NextWords } from '@/components/ui/next-note'
import { STATE_NAMES, type State } from '@/report/workflow/states'
import { DateTable } from './date-table'
import { Panel } from './panel'

const MOST_LISTED = 50

export type StuckReport = { id: number; unit: number; unitName: string; year: number; state: State; next: NextWords }

/** Reports that nobody can bring on: what is missing, and for whom to mend; nothing where there are none. */
export function StuckPanel({ reports }: { reports: readonly StuckReport[] }) {
  if (reports.length === 0) return null
  return (
    <Panel id="stuck" title={`无人办理的年报 ${reports.length} 份`} isWide>
      <DateTable
        heads={['单位', '年度', '状态', '原因和办法']}
        rows={reports.slice(0, MOST_LISTED).map(({ id, unit, unitName, year, state, next }) => ({
          key: id,
          cells: [
            <Link key="unit" href={`/admin/units/${unit}`}>
              {unitName}
            </Link>,
            year,
            STATE_NAMES[state],
            <NextLine key="next" next={next} />
          ]
        }))}
      />
      {reports.length > MOST_LISTED && <p>其余 {reports.length - MOST_LISTED} 份略。</p>}
    </Panel>
  )
}
