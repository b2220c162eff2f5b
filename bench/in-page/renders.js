// Installs the hook of React's developer tools and records which components each commit rendered. Apart from timing,
// because walking the tree takes time itself.
const PERFORMED_WORK = 1
/** React's numbers for function, class, forwarded and memoised components. */
const COMPONENTS = new Set([0, 1, 11, 14, 15])

window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
  supportsFiber: true,
  renderers: new Map(),
  inject: () => 1,
  onCommitFiberUnmount: () => undefined,
  onPostCommitFiberRoot: () => undefined,
  onCommitFiberRoot: (_renderer, { current }) => {
    if (current.alternate) compare(current, current.alternate)
  }
}

function compare(now, before) {
  if (now.flags & PERFORMED_WORK) note(now)
  // The same child fiber: React bailed out below.
  if (now.child === before.child) return
  for (let child = now.child; child; child = child.sibling) {
    if (child.alternate) compare(child, child.alternate)
    else mount(child)
  }
}

function mount(fiber) {
  note(fiber)
  for (let child = fiber.child; child; child = child.sibling) mount(child)
}

function note(fiber) {
  if (COMPONENTS.has(fiber.tag)) window.bench.renders.push(placeOf(fiber))
}

/** The landmark that contains the component's DOM nodes. */
function placeOf(fiber) {
  for (let above = fiber.return; above; above = above.return) {
    if (['table', 'aside', 'nav', 'main', 'section', 'header'].includes(above.type)) return above.type
  }
  return 'page'
}
