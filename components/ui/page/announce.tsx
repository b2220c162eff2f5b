/** What came of something somebody did, and what the rules newly say: each has one place, read aloud when nothing else is. */
type Topic = 'results' | 'findings'

/** Says a sentence to those who listen to the page. What stands in an alert or a status of its own is said already. */
export function announce(topic: Topic, words: string): void {
  const place = document.getElementById(`said-${topic}`)
  // The same words again are a change as well.
  if (place) place.textContent = place.textContent === words ? `${words}\u00a0` : words
}

/** The places themselves: there before anything is said in them, or nothing would be read. */
export function Announcer() {
  return (
    <>
      <div id="said-results" className="unseen" aria-live="polite" aria-atomic="true" />
      <div id="said-findings" className="unseen" aria-live="polite" aria-atomic="true" />
    </>
  )
}
