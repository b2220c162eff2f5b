import type { TransitionName } from '@/report/workflow/transitions'

/** Where a step stands in the bar: going back at the left, going on at the right, the others between. */
export const SIDES: Partial<Record<TransitionName, 'back' | 'on'>> = {
  return: 'back',
  sendBack: 'back',
  approve: 'on',
  pass: 'on',
  claim: 'on',
  publish: 'on'
}

/** The key of a step; a step with words to write or to confirm asks first. */
export const STEP_KEYS: Partial<Record<TransitionName, string>> = { return: 'r', sendBack: 'r', approve: 'a', pass: 'a', claim: 'l' }

/** Steps that decide nothing and are undone by their opposite: no question asked. */
export const AT_ONCE: readonly TransitionName[] = ['claim', 'release']
