/** Milliseconds without a key that are a pause of typing. */
export const PAUSE = 200

/** Who types on without a pause sees what was put off at least this often, in milliseconds. */
const LONGEST = 1000

/**
 * Work that can wait, done once however often it is asked for until then. The answer asks for it: as soon as nothing has asked for
 * `pause` milliseconds, and within a second of the first time. In a hidden page it is done at once.
 */
export function putOff(work: () => void): (pause: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: number | undefined
  const act = () => {
    clearTimeout(timer)
    latest = undefined
    work()
  }
  return (pause) => {
    const now = performance.now()
    latest = Math.min(latest ?? Number.POSITIVE_INFINITY, now + (pause === 0 ? 0 : LONGEST))
    clearTimeout(timer)
    if (typeof document !== 'undefined' && document.visibilityState === 'hidden') act()
    else timer = setTimeout(act, Math.max(0, Math.min(pause, latest - now)))
  }
}
