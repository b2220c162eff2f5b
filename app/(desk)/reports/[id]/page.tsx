import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { ReportForm } from '@/components/form/report-form'
import { formTitle } from '@/components/workflow/page-title'
import { listAnswers, listWaivers } from '@/db/reports/answers'
import { listThreads, readSeen } from '@/db/reports/comments'
import { listHistory } from '@/db/reports/events'
import { findCorrectable } from '@/db/reports/last-year'
import { noteOpening } from '@/db/season/openings'
import { readContext } from '@/db/workflow/context'
import { listLate } from '@/report/check'
import { templateOf } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { dayOf } from '@/report/workflow/dates'
import { mayRemark } from '@/report/workflow/rights'
import { isEditable } from '@/report/workflow/states'
import { listDownloads } from '@/server/files/formats'
import { openReport } from '@/server/gate/gate'
import { readVisible } from '@/server/gate/visible'
import { addImportsTo } from '@/server/import/import-history'
import { publicPathOf } from '@/server/public/published'
import { tellAbove } from '@/server/rollup/tell-above'
import { tellSums } from '@/server/rollup/tell-sums'
import { readSteps } from '@/server/work/offered-steps'
import { explain, importPast, readStored, save, submit } from './actions'
import { reply, takeStep } from './review/actions'
import { takeSums } from './sum/actions'

/** Once a request: the title asks for it as well. */
const open = cache((id: string) => openReport(id, 'read'))

export async function generateMetadata({ params, searchParams }: PageProps<'/reports/[id]'>): Promise<Metadata> {
  const { filing } = await open((await params).id)
  const { part } = await searchParams
  const report = { year: filing.year, unit: filing.unitName, state: filing.state }
  return { title: { absolute: formTitle(templateOf(filing), typeof part === 'string' ? part : undefined, report) } }
}

export default async function ReportPage({ params }: PageProps<'/reports/[id]'>) {
  const passed = await open((await params).id)
  const { store, user, filing, roles, now } = passed
  if (!roles.includes('filler')) redirect(`/reports/${filing.id}/review`)
  if (isEditable(filing.state)) await noteOpening(store, { report: filing.id, user: user.id, now })
  const report = await readVisible(passed)
  const context = await readContext(store, filing, now)
  const data = {
    id: filing.id,
    version: filing.version,
    report,
    answers: await listAnswers(store, filing.id),
    waivers: await listWaivers(store, filing.id),
    context,
    late: listLate(openSheet(report, context)),
    correctable: await findCorrectable(store, filing),
    savedOn: filing.savedOn,
    canEdit: isEditable(filing.state),
    downloads: [...listDownloads(dayOf(now)), { address: 'blank', words: '空白表（手工填写）' }],
    sums: await tellSums(store, filing),
    countsInto: await tellAbove(store, filing, report),
    publicPath: publicPathOf(filing),
    user: user.name
  }
  const actions = {
    readStored: readStored.bind(null, filing.id),
    save: save.bind(null, filing.id),
    explain: explain.bind(null, filing.id),
    submit: submit.bind(null, filing.id),
    importPast: importPast.bind(null, filing.id),
    takeSums: takeSums.bind(null, filing.id)
  }
  const history = await listHistory(store, filing.id)
  const threads = await listThreads(store, filing.id, 'comments')
  const remarks = {
    threads,
    seen: await readSeen(store, filing.id, threads),
    mayReply: mayRemark('reply', filing, roles),
    reply: reply.bind(null, filing.id)
  }
  // A new version is a new state: the form starts afresh with what the server has.
  return (
    <ReportForm
      key={filing.version}
      data={data}
      state={filing.state}
      history={await addImportsTo(store, filing, history)}
      remarks={remarks}
      steps={await readSteps(passed, history)}
      actions={actions}
      takeStep={takeStep.bind(null, filing.id)}
    />
  )
}
