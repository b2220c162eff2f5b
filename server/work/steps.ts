import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { moveReport } from '@/db/workflow/transitions'
import { TRANSITION_NAMES } from '@/report/workflow/transitions'
import { action } from '@/server/gate/gate'
import { refuseMove } from '@/server/gate/refusal'

const step = z.object({
  name: z.enum(TRANSITION_NAMES),
  version: z.number().int(),
  reason: z.string().trim().max(2000, '理由最多 2000 字').optional(),
  changeNote: z.string().trim().max(2000, '更正说明最多 2000 字').optional(),
  to: z.number().int().optional()
})

export type StepInput = z.input<typeof step>

/**
 * Takes a step of the workflow; permissions and demands stand in report/workflow/transitions.ts. Each page that offers
 * steps wraps it in an action of its own.
 */
export const takeStep = action(
  ({ name }) => name,
  step,
  async ({ store, filing, opened, now }, { name, ...given }) => {
    const moved = await moveReport(store, opened, name, { ...given, now })
    // After a refusal the page is not rendered anew, so that typed words and the error stay.
    if (moved.ok) revalidatePath(`/reports/${filing.id}`, 'layout')
    return refuseMove(moved)
  }
)
