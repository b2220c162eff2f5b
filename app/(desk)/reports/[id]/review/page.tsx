import type { Metadata } from 'next'
import { cache } from 'react'
import { ReportReview } from '@/components/review/report-review'
import { ReviewHeader } from '@/components/review/review-header'
import { SumBand } from '@/components/rollup/sum-band'
import { pageTitle } from '@/components/workflow/page-title'
import { openReport } from '@/server/gate/gate'
import { readReview } from '@/server/work/review'
import { comment, compare, reply, saveImprint, settle, takeStep, waive } from './actions'

/** Once a request: the title asks for it as well. */
const open = cache((id: string) => openReport(id, 'read'))

export async function generateMetadata({ params }: PageProps<'/reports/[id]/review'>): Promise<Metadata> {
  const { year, unitName: unit, state } = (await open((await params).id)).filing
  return { title: { absolute: pageTitle('审核', { year, unit, state }) } }
}

export default async function ReviewPage({ params }: PageProps<'/reports/[id]/review'>) {
  const passed = await open((await params).id)
  const { id } = passed.filing
  const data = await readReview(passed)
  const actions = {
    takeStep: takeStep.bind(null, id),
    comment: comment.bind(null, id),
    reply: reply.bind(null, id),
    settle: settle.bind(null, id),
    waive: waive.bind(null, id),
    compare: compare.bind(null, id)
  }
  return (
    <>
      <ReviewHeader data={data} mayFill={passed.roles.includes('filler')} saveImprint={saveImprint.bind(null, id)} />
      {data.sums && <SumBand report={id} told={data.sums} />}
      {/* What was handed in anew is looked at anew; comments and claims leave the page as it is. */}
      <ReportReview key={data.present ?? 'draft'} data={data} actions={actions} />
    </>
  )
}
