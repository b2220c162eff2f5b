import { listen } from '@/components/ui/listen'

/** Does something once what is being done now is on the screen; in a hidden page, which paints nothing, at once. Returns how to call it off. */
export function afterPaint(work: () => void): () => void {
  // A message posted from an animation frame arrives after that frame was committed; a timer can fire before.
  const { port1, port2 } = new MessageChannel()
  const frame = requestAnimationFrame(() => port2.postMessage(undefined))
  const callOff = () => {
    cancelAnimationFrame(frame)
    port1.close()
    stop()
  }
  const doIt = () => {
    callOff()
    work()
  }
  port1.onmessage = doIt
  const stop = listen(document, { visibilitychange: doIt })
  if (document.visibilityState === 'hidden') doIt()
  return callOff
}
