/** What one such function keeps, in characters of the texts it was asked for: some fifty reports, or a dozen of the longest. */
const LONGEST_KEPT = 300_000
/** A short text costs more than its characters. */
const LEAST = 60

/**
 * A function of a text that does not compute again for the texts it was asked for last. The text alone is looked up as it
 * is; `rest` is short words that tell for whom. The oldest is forgotten first, counted by length, so that a server that sees
 * many texts, or long ones, stays small.
 */
export function remember<Rest extends readonly string[], Result>(
  make: (text: string, ...rest: Rest) => Result
): (text: string, ...rest: Rest) => Result {
  const known = new Map<string, Map<string, Result>>()
  let kept = 0
  return (text, ...rest) => {
    const whom = rest.length === 1 ? (rest[0] as string) : rest.join('\u0000')
    const before = known.get(text)?.get(whom)
    if (before !== undefined) return before
    const made = make(text, ...rest)
    const of = known.get(text) ?? new Map<string, Result>()
    known.set(text, of.set(whom, made))
    kept += LEAST + text.length
    for (const [oldest, { size }] of known) {
      if (kept <= LONGEST_KEPT || oldest === text) break
      kept -= size * (LEAST + oldest.length)
      known.delete(oldest)
    }
    return made
  }
}
