import type { Metadata } from 'next'
import { ReviewDesk } from '@/components/review/review-desk'
import { ReviewHeader } from '@/components/review/review-header'
import { pageTitle } from '@/components/workflow/page-title'
import { openReport } from '@/server/gate/gate'
import { readReview } from '@/server/work/review'
import { comment, compare, reply, settle, takeStep, waive } from './actions'

export async function generateMetadata({ params }: PageProps<'/reports/[id]/review'>): Promise<Metadata> {
  const { year, unitName: unit, state } = (await openReport((await params).id, 'read')).filing
  return { title: { absolute: pageTitle('审核', { year, unit, state }) } }
}

export default async function ReviewPage({ params }: PageProps<'/reports/[id]/review'>) {
  const passed = await openReport((await params).id, 'read')
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
      <ReviewHeader data={data} mayFill={passed.roles.includes('filler')} />
      {/* What was handed in anew is looked at anew; comments and claims leave the page as it is. */}
      <ReviewDesk key={data.present ?? 'draft'} data={data} actions={actions} />
    </>
  )
}
