type EventMap = DocumentEventMap & WindowEventMap

/** Listens to several events of one target; returns how to stop. */
export function listen(target: EventTarget, listeners: { [K in keyof EventMap]?: (event: EventMap[K]) => void }): () => void {
  const all = Object.entries(listeners) as [string, EventListener][]
  for (const [type, listener] of all) target.addEventListener(type, listener)
  return () => {
    for (const [type, listener] of all) target.removeEventListener(type, listener)
  }
}
