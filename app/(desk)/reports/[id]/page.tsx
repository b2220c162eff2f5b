import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ReportForm } from '@/components/report/report-form'
import { listAnswers } from '@/db/answers'
import { listHistory } from '@/db/events'
import { findLastYear, readReport } from '@/db/reports'
import { dayOf } from '@/report/deadline'
import { isEditable } from '@/report/status'
import { openReport } from '@/server/gate'
import { explain, save, signInAgain, submit } from './actions'

export const metadata: Metadata = { title: '填报' }

export default async function ReportPage({ params }: PageProps<'/reports/[id]'>) {
  const { store, user, filing, roles, now } = await openReport((await params).id, 'read')
  if (!roles.includes('filler')) redirect(`/reports/${filing.id}/review`)
  const data = {
    id: filing.id,
    version: filing.version,
    report: await readReport(store, filing),
    lastYear: await findLastYear(store, filing),
    answers: await listAnswers(store, filing.id),
    today: dayOf(now),
    savedOn: filing.savedOn,
    canEdit: isEditable(filing.state),
    user: user.name
  }
  const actions = { save: save.bind(null, filing.id), explain: explain.bind(null, filing.id), submit: submit.bind(null, filing.id) }
  // A new version is a new state: the form starts afresh with what the server has.
  return (
    <ReportForm
      key={filing.version}
      data={data}
      state={filing.state}
      history={await listHistory(store, filing.id)}
      actions={actions}
      signIn={signInAgain}
    />
  )
}
