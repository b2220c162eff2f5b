// After totals.js, for pages with prose: what is read of a field are the marks of its numbers, each with what it says.
const marksOf = (at) => [...window.bench.find(at).querySelectorAll('[data-shows]')]

window.bench.read = (addresses) =>
  addresses.map((at) =>
    marksOf(at)
      .map((mark) => `${mark.textContent} ${mark.dataset.shows}`)
      .join(', ')
  )

/** Puts the caret behind a marked number, the first or the last one of the field that is so written. */
window.bench.goBehind = (at, number, isLast) => {
  const found = marksOf(at).filter((mark) => mark.textContent === number)
  const text = (isLast ? found.at(-1) : found[0]).lastChild
  window.bench.find(at).focus()
  window.getSelection().collapse(text, number.length)
}
