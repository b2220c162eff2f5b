import type { Remark } from '@/report/workflow/rights'
import type { State } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'

declare const granted: unique symbol

/** What somebody may do to a report; `compare`: lay its texts beside those of others. */
export type Purpose = 'read' | 'compare' | 'edit' | Remark | TransitionName

/**
 * Proof that the gate permitted this person this purpose on this report in this state. Every verb that writes demands one,
 * so a forgotten permission check does not compile; a verb that depends on the state repeats it in its WHERE clause.
 */
export type Opened<P extends Purpose> = { readonly [granted]: P; readonly report: number; readonly state: State; readonly user: number }

/** Called by the gate, after it has checked, and by nothing else outside tests. */
export function grant<P extends Purpose>(_purpose: P, { id, state }: { id: number; state: State }, user: number): Opened<P> {
  return { report: id, state, user } as Opened<P>
}
