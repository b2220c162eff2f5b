// Runs in every measured page: the texts of totals, and the time until a keystroke's change of them has been painted.
window.bench = {
  renders: [],

  /** A field by its address, or the element with that address in a peer's page. */
  find: (at) => document.querySelector(`[name="${at}"], [data-at="${at}"]`),

  /** The text of an element found. */
  tell: (found) => (found instanceof HTMLInputElement ? found.value || found.placeholder : (found?.textContent.trim() ?? '')),

  read: (addresses) => addresses.map((at) => window.bench.tell(window.bench.find(at))),

  /** Call before the keystroke; then `painted` is the time from the event's own time stamp until the change of all totals is painted. */
  watch: (addresses) => {
    // Querying takes longer on larger pages, but is not part of the page's own work.
    const found = addresses.map(window.bench.find)
    const read = () => addresses.map((at, i) => window.bench.tell(found[i]?.isConnected ? found[i] : window.bench.find(at)))
    const before = read()
    window.bench.painted = new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error(`after five seconds the totals still read ${before}`)), 5000)
      const look = (pressed) => {
        if (read().some((text, i) => text === before[i])) {
          requestAnimationFrame(() => look(pressed))
          return
        }
        // A message posted from an animation frame arrives after that frame was committed.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          clearTimeout(giveUp)
          resolve(performance.now() - pressed)
        }
        port2.postMessage(undefined)
      }
      const onKey = ({ timeStamp }) => requestAnimationFrame(() => look(timeStamp))
      window.addEventListener('keydown', onKey, { capture: true, once: true })
    })
  }
}
