import { z } from 'zod'
import { moveReport } from '@/db/workflow/transitions'
import { dayOf } from '@/report/workflow/dates'
import { TRANSITION_NAMES } from '@/report/workflow/transitions'
import { refuse } from '@/server/gate/administration'
import { action } from '@/server/gate/gate'
import { refuseMove } from '@/server/gate/refusal'
import { show } from '@/server/gate/show'

/** The version somebody has before him: what has changed since is refused. */
export const atVersion = z.object({ version: z.number().int() })

const step = atVersion.extend({
  name: z.enum(TRANSITION_NAMES),
  reason: z.string().trim().max(2000, '理由最多 2000 字').optional(),
  changeNote: z.string().trim().max(2000, '更正说明最多 2000 字').optional(),
  to: z.number().int().optional(),
  until: z.iso.date('请填写日期').optional()
})

export type StepInput = z.input<typeof step>

/**
 * Takes a step of the workflow; permissions and demands stand in report/workflow/transitions.ts. Each page that offers
 * steps wraps it in an action of its own.
 */
export const takeStep = action(
  ({ name }) => name,
  step,
  // After a refusal the page is not rendered anew, so that typed words and the error stay.
  async ({ store, filing, opened, now }, { name, ...given }) => {
    if (given.until && given.until < dayOf(now)) return refuse('重新报送的日期不能早于今天', 'until')
    return show(`/reports/${filing.id}`, refuseMove(await moveReport(store, opened, name, { ...given, now })))
  }
)
