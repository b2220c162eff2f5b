import { listen } from '@/components/ui/listen'

/** Does something once what is being done now is on the screen; in a hidden page, which paints nothing, at once. Returns how to call it off. */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(doIt)
  })
  const callOff = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    stop()
  }
  const doIt = () => {
    callOff()
    work()
  }
  const stop = listen(document, { visibilitychange: doIt })
  if (document.visibilityState === 'hidden') doIt()
  return callOff
}
