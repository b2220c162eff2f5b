import { z } from 'zod'
import { startReport } from '@/db/reports/reports'
import { hasNothingToLookAt, listQueued } from '@/db/workflow/queue'
import { noFormFor } from '@/report/reading/read'
import { statesIn } from '@/report/workflow/states'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import type { Passed, PassedReport, Result } from '@/server/gate/gate'
import { listReviewed } from '@/server/gate/reach'
import { type atVersion, takeStep } from '@/server/work/steps'

/** Claims and approves a report in which there is nothing to look at; one that could not be approved is put back. */
export async function approvePlain({ store, filing }: PassedReport<'approve'>, { version }: z.output<typeof atVersion>): Promise<Result> {
  const [queued] = await listQueued(store, [filing.unit], statesIn('review'), filing.year)
  if (queued?.id === filing.id && !hasNothingToLookAt(queued))
    return { ok: false, error: '有说明、意见、变动或未计入的单位，不能批量通过，请打开审核' }
  if (filing.state !== 'SUBMITTED') return takeStep(filing.id, { name: 'approve', version })
  const claimed = await takeStep(filing.id, { name: 'claim', version })
  if (!claimed.ok) return claimed
  const approved = await takeStep(filing.id, { name: 'approve', version: version + 1 })
  if (!approved.ok) await takeStep(filing.id, { name: 'release', version: version + 1 })
  return approved
}

/** 公布 of one report among others. */
export async function publishOne({ filing }: PassedReport<'publish'>, { version }: z.output<typeof atVersion>): Promise<Result> {
  return takeStep(filing.id, { name: 'publish', version })
}

export const excuse = z.object({
  unit: z.number().int(),
  year: z.number().int(),
  reason: z.string().trim().min(SHORTEST_REASON, `请写明理由，至少 ${SHORTEST_REASON} 个字`).max(2000, '理由最多 2000 字')
})

/** 列为无需报送 for a unit that has not begun: there is nothing yet that could say so, so its report is started for it. */
export async function excuseUnit({ store, user, now }: Passed, given: z.output<typeof excuse>): Promise<Result> {
  const { year, reason } = given
  const unit = (await listReviewed({ store, user })).find((one) => one.id === given.unit)
  if (!unit) return { ok: false, error: '该单位的年报不由您审核' }
  const report = await startReport(store, { unit, year, by: user.id, now })
  if (report === undefined) return { ok: false, error: noFormFor(year) }
  return takeStep(report, { name: 'excuse', version: 0, reason })
}
