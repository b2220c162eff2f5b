import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import Link from 'next/link'
import { StateBadge } from '@/components/ui/state-badge'
import { dueDate, type ReportKind } from '@/report/report'
import type { State } from '@/report/status'
import { daysUntil } from '@/report/summary'

export type ListedFiling = { id: number; unitName: string; year: number; kind: ReportKind; state: State }

/** The reports of the units below: what waits for a decision first. Drafts are named, not opened. */
export function FilingTable({ filings, today }: { filings: readonly ListedFiling[]; today: string }) {
  if (filings.length === 0) return <p>下级单位还没有开始填报。</p>
  const waiting = (state: State) => (state === 'SUBMITTED' ? 0 : 1)
  const sorted = [...filings].sort((a, b) => waiting(a.state) - waiting(b.state))
  return (
    <Table bg="var(--paper)" withTableBorder>
      <TableThead>
        <TableTr>
          <TableTh>单位</TableTh>
          <TableTh>年度</TableTh>
          <TableTh>状态</TableTh>
          <TableTh>报送截止</TableTh>
          <TableTh>
            <span className="mantine-visually-hidden">办理</span>
          </TableTh>
        </TableTr>
      </TableThead>
      <TableTbody>
        {sorted.map((filing) => {
          const due = dueDate(filing)
          const days = daysUntil(due, today)
          return (
            <TableTr key={filing.id}>
              <TableTd>{filing.unitName}</TableTd>
              <TableTd>{filing.year}</TableTd>
              <TableTd>
                <StateBadge state={filing.state} />
              </TableTd>
              <TableTd>
                {due}
                {filing.state !== 'APPROVED' && (days >= 0 ? `（还有 ${days} 天）` : `（已过 ${-days} 天）`)}
              </TableTd>
              <TableTd>
                {filing.state !== 'DRAFT' && (
                  <Link href={`/reports/${filing.id}/review`}>{filing.state === 'SUBMITTED' ? '审核' : '查看'}</Link>
                )}
              </TableTd>
            </TableTr>
          )
        })}
      </TableTbody>
    </Table>
  )
}
