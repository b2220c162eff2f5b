/** An element that had the focus, and the way up from it: each ancestor with the position of the child it lay in. */
type Trail = { element: HTMLElement; way: readonly { parent: Element; index: number }[] }

const TABBABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true], [tabindex="0"]'

/** How many elements are remembered: a dialog has as many stops before it closes. */
const MOST = 40

/**
 * The focus is never lost. Where the element that has it is removed, disabled or hidden, the focus goes to what stands nearest to its
 * place; if all around it is gone, as when a dialog closes, back to where it was before; at last to the page itself. Whoever
 * leaves an element on purpose is left alone. Returns how to stop.
 */
export function keepFocus(): () => void {
  let trails: Trail[] = []

  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) trails = [trailOf(target), ...trails.filter(({ element }) => element !== target)].slice(0, MOST)
  }
  const onBlur = ({ target, relatedTarget }: FocusEvent) =>
    // Also told of what is being removed: only afterwards it is known which of the two it was. On the way to another element the focus
    // is nowhere for a moment.
    queueMicrotask(() => {
      if (relatedTarget === null && isNowhere() && target instanceof HTMLElement && isThere(target)) trails = []
    })
  const look = () => {
    const [last] = trails
    if (!last || isThere(last.element) || !(isNowhere() || document.activeElement === last.element)) return
    for (const trail of trails) {
      const next = nearest(trail)
      next?.focus()
      if (next && next === document.activeElement) return
    }
    focusPage()
  }

  const observer = new MutationObserver(look)
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'inert'] })
  document.addEventListener('focusin', onFocus)
  document.addEventListener('focusout', onBlur)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('focusout', onBlur)
  }
}

/** Puts the focus on the content of the page, past its navigation. */
function focusPage(): void {
  const main = document.querySelector('main')
  if (main && !main.hasAttribute('tabindex')) main.tabIndex = -1
  main?.focus({ preventScroll: true })
}

/** What the keyboard stops at within an element, in order. */
export const stopsIn = (element: Element): HTMLElement[] =>
  [...(element.matches(TABBABLE) ? [element] : []), ...element.querySelectorAll(TABBABLE)].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one.tabIndex >= 0 && isThere(one)
  )

const isNowhere = () => document.activeElement === null || document.activeElement === document.body

const isThere = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && !element.closest('[hidden], [inert]') && element.getClientRects().length > 0

function trailOf(element: HTMLElement): Trail {
  const way: { parent: Element; index: number }[] = []
  for (let child: Element = element; child.parentElement; child = child.parentElement)
    way.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) })
  return { element, way }
}

function nearest({ element, way }: Trail): HTMLElement | undefined {
  if (isThere(element)) return element
  for (const { parent, index } of way) {
    // Beside a dialog stand only other dialogs, beside a page nothing that belongs to it.
    if (parent === document.body) return undefined
    if (!parent.isConnected || parent.parentElement === document.body) continue
    const children = [...parent.children]
    const next = children.slice(index).flatMap(stopsIn)[0] ?? children.slice(0, index).flatMap(stopsIn).at(-1)
    if (next) return next
  }
  return undefined
}
