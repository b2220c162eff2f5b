import type { TransitionName } from '@/report/status'

declare const granted: unique symbol

/** What somebody may do to a report. */
export type Purpose = 'read' | 'edit' | TransitionName

/**
 * Proof that the gate let this person do this to this report. Every verb that writes demands one, so a forgotten
 * permission check does not compile.
 */
export type Opened<P extends Purpose> = { readonly [granted]: P; readonly report: number; readonly user: number }

/** Called by the gate, after it has checked, and by nothing else outside tests. */
export function grant<P extends Purpose>(_purpose: P, report: number, user: number): Opened<P> {
  return { report, user } as Opened<P>
}
