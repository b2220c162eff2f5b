'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import * as first from '@/server/administration/set-up'
import { generalAction } from '@/server/gate/gate'

export const setUpUnit = generalAction(undefined, first.firstUnit, async (passed, given) => {
  const set = await first.setUpUnit(passed, given)
  if (set.ok) redirect('/setup')
  return set
})

export const inviteReviewer = generalAction('admin', first.firstReviewer, first.inviteReviewer)

export const reviewOurselves = generalAction('admin', z.unknown(), async (passed) => {
  const set = await first.reviewOurselves(passed)
  if (set.ok) redirect('/setup')
  return set
})

export const startFirst = generalAction('filler', first.firstReport, async (passed, given) => {
  const started = await first.startFirst(passed, given)
  if (started.ok) redirect(`/reports/${started.report}`)
  return started
})
