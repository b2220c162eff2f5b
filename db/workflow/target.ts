import type { Reader } from '@/db/engine/client'
import { canConfirm } from '@/db/people/paper-units'
import { findUnit } from '@/db/people/units'
import type { Filing } from '@/db/reports/reports'
import { nextState, type State } from '@/report/workflow/states'
import { openTransition, type TransitionName } from '@/report/workflow/transitions'

/**
 * The state a step leads a report to. `isEntered`: it was entered for a unit that files on paper, which confirms it by 签发 if it has
 * whoever signs.
 */
export async function targetOf(inside: Reader, name: TransitionName, { unit, state }: Filing, isEntered: boolean): Promise<State> {
  const { to } = openTransition(name)
  if (to === 'stay') return state
  if (isEntered) return (await canConfirm(inside, unit)) ? 'SIGNING' : 'SUBMITTED'
  return to === 'next' ? nextState((await findUnit(inside, unit))?.chain ?? [], state) : to
}
