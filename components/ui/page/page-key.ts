type Take = (event: KeyboardEvent) => void

const takers = new Set<Take>()

/** Looked for once a key, however many wait for one: a search through the whole page costs more than the rest of a key. */
const isCovered = () => document.querySelector('[role="dialog"], [role="menu"]') !== null

function onKey(event: KeyboardEvent): void {
  if (!isTyped(event) && !isCovered()) for (const take of [...takers]) take(event)
}

/** Somebody writes a character or takes one out: no key of the page, and nothing is to be looked for. */
const isTyped = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent) =>
  (key.length === 1 || key === 'Backspace' || key === 'Delete') && !ctrlKey && !metaKey && !altKey && isTextField(target)

/** Where a key belongs to a field. */
export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

/** Keys of the page as a whole: while a dialog is open they do nothing, for what lies behind it takes no keys. Returns how to stop. */
export function onPageKey(take: Take): () => void {
  if (takers.size === 0) document.addEventListener('keydown', onKey)
  takers.add(take)
  return () => {
    takers.delete(take)
    if (takers.size === 0) document.removeEventListener('keydown', onKey)
  }
}
