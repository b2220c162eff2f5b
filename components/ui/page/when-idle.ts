import { afterPaint } from './after-paint'

/** A person who types on without a pause sees lists follow at least this often, in milliseconds. */
const LONGEST = 200

/** Does something once what is being done now is on the screen and no key waits to be handled. Safari has no idle callbacks: after the paint. */
export function whenIdle(work: () => void): void {
  afterPaint(() => {
    if (document.visibilityState === 'hidden' || typeof requestIdleCallback === 'undefined') work()
    else requestIdleCallback(() => work(), { timeout: LONGEST })
  })
}
