import type { Metadata } from 'next'
import { DocumentView } from '@/components/document/document-view'
import { DecisionForm } from '@/components/review/decision-form'
import { FindingList } from '@/components/review/finding-list'
import { HistoryList } from '@/components/review/history-list'
import styles from '@/components/review/review.module.css'
import { LinkButton } from '@/components/ui/link-button'
import { StateBadge } from '@/components/ui/state-badge'
import { listAnswers } from '@/db/answers'
import { listHistory } from '@/db/events'
import { findLastYear, readReport } from '@/db/reports'
import { judge } from '@/report/answer'
import { checkWith, openSheet } from '@/report/check'
import { dayOf } from '@/report/deadline'
import { makeDocument } from '@/report/document'
import { titleOf } from '@/report/report'
import { listTransitions } from '@/report/status'
import { draftMark } from '@/server/export'
import { openReport } from '@/server/gate'
import { takeStep } from './actions'

export const metadata: Metadata = { title: '审核' }

/** The report as it will be printed, beside it what is wrong, what was explained and what happened so far. */
export default async function ReviewPage({ params }: PageProps<'/reports/[id]/review'>) {
  const { store, filing, roles, now } = await openReport((await params).id, 'read')
  const report = await readReport(store, filing)
  const sheet = openSheet(report, { lastYear: await findLastYear(store, filing), today: dayOf(now) })
  const judged = judge(sheet, checkWith(sheet), await listAnswers(store, filing.id))
  const marks = new Map(
    judged.flatMap(({ finding: { level, at, missing } }) => (level === 'note' || missing ? [] : at.map((place) => [place, level] as const)))
  )
  const decides = listTransitions(filing.state, roles).includes('approve')
  const { id, version } = filing
  return (
    <>
      <section className={styles.bar} aria-label="报告">
        <h1>
          {filing.year} 年 · {filing.unitName}
        </h1>
        <StateBadge state={filing.state} />
        <span className={styles.space} />
        {roles.includes('filler') && <LinkButton href={`/reports/${id}`}>返回填报</LinkButton>}
        <LinkButton href={`/reports/${id}/word`} download>
          下载 Word
        </LinkButton>
        <LinkButton href={`/reports/${id}/pdf`} download>
          下载 PDF
        </LinkButton>
      </section>
      <div className={styles.body}>
        <main>
          <DocumentView document={makeDocument(report, draftMark(filing.state))} marks={marks} />
        </main>
        <aside className={styles.side} aria-label="问题与历程">
          <FindingList judged={judged} />
          <HistoryList history={await listHistory(store, id)} />
        </aside>
      </div>
      {decides && <DecisionForm title={titleOf(report)} version={version} takeStep={takeStep.bind(null, id)} />}
    </>
  )
}
