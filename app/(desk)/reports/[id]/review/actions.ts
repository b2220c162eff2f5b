'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { moveReport } from '@/db/transitions'
import { TRANSITION_NAMES } from '@/report/status'
import { action } from '@/server/gate'
import { refuseMove } from '@/server/refusal'

const step = z.object({
  name: z.enum(TRANSITION_NAMES),
  version: z.number().int(),
  reason: z.string().trim().max(2000, '理由最多 2000 字').optional(),
  changeNote: z.string().trim().max(2000, '更正说明最多 2000 字').optional(),
  to: z.number().int().optional()
})

/** Takes a step of the workflow: who may and what it demands stands in report/status.ts. */
export const takeStep = action(
  ({ name }) => name,
  step,
  async ({ store, filing, opened, now }, { name, ...given }) => {
    const moved = await moveReport(store, opened, name, { ...given, now })
    revalidatePath(`/reports/${filing.id}`, 'layout')
    return refuseMove(moved)
  }
)
