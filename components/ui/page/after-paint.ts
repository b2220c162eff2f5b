import { listen } from '@/components/ui/listen'

/**
 * Does something once what is being done now is on the screen, at once where nothing is painted any more: in a hidden page, and
 * in one that is about to be left. Returns how to call it off.
 */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(doIt)
  })
  const callOff = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
  const doIt = () => {
    callOff()
    work()
  }
  const stops = [listen(document, { visibilitychange: doIt }), listen(window, { beforeunload: doIt })]
  if (document.visibilityState === 'hidden') doIt()
  return callOff
}
