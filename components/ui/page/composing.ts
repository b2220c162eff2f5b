/**
 * A key that an input method is composing with is its alone: it must not submit, move or close anything. Most browsers say so
 * by `isComposing`; where the key ends the composition, or the method is of the system, only the key code tells.
 */
const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229

/** Keeps such keys from everything on the page but the prose editor, which knows them itself; returns how to stop. */
export function guardComposing(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { target, key } = event
    if (!isComposing(event) || (target instanceof HTMLElement && target.isContentEditable)) return
    event.stopImmediatePropagation()
    // What the browser itself would do with it is sending the form.
    if (key === 'Enter') event.preventDefault()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  return () => window.removeEventListener('keydown', onKey, { capture: true })
}
