/** Does what the first picture of the page does not need once the page has loaded. */
export function afterLoad(work: () => void): void {
  if (document.readyState === 'complete') setTimeout(work)
  else window.addEventListener('load', () => setTimeout(work), { once: true })
}
