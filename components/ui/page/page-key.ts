type Take = (event: KeyboardEvent) => void

const takers = new Set<Take>()

/** Looked for once a key, however many wait for one: a search through the whole page costs more than the rest of a key. */
const isCovered = () => document.querySelector('[role="dialog"], [role="menu"]') !== null

function onKey(event: KeyboardEvent): void {
  if (!isCovered()) for (const take of [...takers]) take(event)
}

/** Keys of the page as a whole: while a dialog is open they do nothing, for what lies behind it takes no keys. Returns how to stop. */
export function onPageKey(take: Take): () => void {
  if (takers.size === 0) document.addEventListener('keydown', onKey)
  takers.add(take)
  return () => {
    takers.delete(take)
    if (takers.size === 0) document.removeEventListener('keydown', onKey)
  }
}
