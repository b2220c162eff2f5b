/** Keys of the page as a whole: while a dialog is open they do nothing, for what lies behind it takes no keys. Returns how to stop. */
export function onPageKey(take: (event: KeyboardEvent) => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!document.querySelector('[role="dialog"], [role="menu"]')) take(event)
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
