// Runs after totals.js, for pages with prose: reading a field returns the texts of its marks.
const marksOf = (field) => [...field.querySelectorAll('[data-shows]')]

window.bench.tell = (field) =>
  marksOf(field)
    .map(({ dataset }) => dataset.shows)
    .join()

/** Call before the keystroke, after `watch`; then `drawn` is the time until the marks have changed in the DOM. */
window.bench.watchDocument = (at) => {
  const [before] = window.bench.read([at])
  let pressed = 0
  window.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true })
  window.bench.drawn = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (window.bench.read([at])[0] === before) return
      observer.disconnect()
      resolve(performance.now() - pressed)
    })
    observer.observe(window.bench.find(at), { subtree: true, childList: true, attributes: true })
  })
}

/** Puts the caret after a marked number: the first or the last one with this text in the field. */
window.bench.goBehind = (at, number, isLast) => {
  const found = marksOf(window.bench.find(at)).filter((mark) => mark.textContent === number)
  const text = (isLast ? found.at(-1) : found[0]).lastChild
  window.bench.find(at).focus()
  window.getSelection().collapse(text, number.length)
}
