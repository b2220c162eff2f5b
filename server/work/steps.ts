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
 * Takes a step of the workflow: who may and what it demands stands in report/workflow/transitions.ts. Each page that offers steps has
 * an action of its own around it.
 */
export const takeStep = action(
  ({ name }) => name,
  step,
  async ({ store, filing, opened, now }, { name, ...given }) => {
    const moved = await moveReport(store, opened, name, { ...given, now })
    // A page that is refused a step stays as it is, with what the person wrote and what the server said.
    if (moved.ok) revalidatePath(`/reports/${filing.id}`, 'layout')
    return refuseMove(moved)
  }
)
