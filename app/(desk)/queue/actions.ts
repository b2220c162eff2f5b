'use server'
import { z } from 'zod'
import { startReport } from '@/db/reports/reports'
import { hasNothingToLookAt, listQueued, listReached } from '@/db/workflow/queue'
import { noFormFor } from '@/report/reading/read'
import { statesIn } from '@/report/workflow/states'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import { action, generalAction, type Refused, unitsWith } from '@/server/gate/gate'
import { type StepInput, takeStep as take } from '@/server/work/steps'

export async function takeStep(report: number, input: StepInput) {
  return take(report, input)
}

/** Claims and approves a report in which there is nothing to look at; one that could not be approved is put back. */
export const approvePlain = action(
  'approve',
  z.object({ version: z.number().int() }),
  async ({ store, filing }, { version }): Promise<{ ok: true } | Refused> => {
    const [queued] = await listQueued(store, [filing.unit], statesIn('review'), filing.year)
    if (queued?.id === filing.id && !hasNothingToLookAt(queued)) return { ok: false, error: '有说明、意见或变动，不能批量通过，请打开审核' }
    if (filing.state !== 'SUBMITTED') return take(filing.id, { name: 'approve', version })
    const claimed = await take(filing.id, { name: 'claim', version })
    if (!claimed.ok) return claimed
    const approved = await take(filing.id, { name: 'approve', version: version + 1 })
    if (!approved.ok) await take(filing.id, { name: 'release', version: version + 1 })
    return approved
  }
)

const excused = z.object({
  unit: z.number().int(),
  year: z.number().int(),
  reason: z.string().trim().min(SHORTEST_REASON, `请写明理由，至少 ${SHORTEST_REASON} 个字`).max(2000, '理由最多 2000 字')
})

/** 列为无需报送 for a unit that has not begun: there is nothing yet that could say so, so it is begun for it. */
export const excuseUnit = generalAction('reviewer', excused, async ({ store, user, now }, { unit: id, year, reason }) => {
  const unit = (await listReached(store, unitsWith(user, 'reviewer'))).find((one) => one.id === id)
  if (!unit) return { ok: false as const, error: '该单位的年报不由您审核' }
  const report = await startReport(store, { unit, year, by: user.id, now })
  if (report === undefined) return { ok: false as const, error: noFormFor(year) }
  return take(report, { name: 'excuse', version: 0, reason })
})
