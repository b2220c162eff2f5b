import { listen } from '@/components/ui/listen'

/** What waits for the next frame, and what waits until the frame that has begun is painted. */
const [waiting, painting] = [new Set<() => void>(), new Set<() => void>()]
/** One frame and one message for all that wait: a key has several of them. */
let frames: { ask: () => void } | undefined

/**
 * Does something once what is being done now is on the screen; in a hidden page, which paints nothing, at once. Returns how to call it
 * off.
 */
export function afterPaint(work: () => void): () => void {
  frames ??= openFrames()
  waiting.add(work)
  frames.ask()
  return () => {
    waiting.delete(work)
    painting.delete(work)
  }
}

function openFrames(): { ask: () => void } {
  // A message posted from an animation frame arrives after that frame was committed; a timer can fire before.
  const { port1, port2 } = new MessageChannel()
  let frame: number | undefined
  const move = () => {
    frame = undefined
    for (const work of waiting) painting.add(work)
    waiting.clear()
  }
  port1.onmessage = () => doAll(painting)
  const goOnHidden = () => {
    if (document.visibilityState !== 'hidden') return
    if (frame !== undefined) cancelAnimationFrame(frame)
    move()
    doAll(painting)
  }
  listen(document, { visibilitychange: goOnHidden })
  return {
    ask: () => {
      if (document.visibilityState === 'hidden') goOnHidden()
      else
        frame ??= requestAnimationFrame(() => {
          move()
          port2.postMessage(undefined)
        })
    }
  }
}

/** One that fails keeps none of the others from their turn. */
function doAll(works: Set<() => void>): void {
  for (const work of works) {
    works.delete(work)
    queueMicrotask(work)
  }
}
