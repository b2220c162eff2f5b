/**
 * A function of a text that does not compute again for the texts it was asked for last. The text alone is looked up as it
 * is; `rest` is short words that tell for whom. The oldest is forgotten first, so that a server that sees many stays small.
 */
export function remember<Rest extends readonly string[], Result>(
  kept: number,
  make: (text: string, ...rest: Rest) => Result
): (text: string, ...rest: Rest) => Result {
  const known = new Map<string, Map<string, Result>>()
  return (text, ...rest) => {
    const whom = rest.length === 1 ? (rest[0] as string) : rest.join('\u0000')
    const texts = known.get(whom) ?? new Map<string, Result>()
    const before = texts.get(text)
    if (before !== undefined) return before
    const made = make(text, ...rest)
    keep(texts, text, made, kept)
    keep(known, whom, texts, kept)
    return made
  }
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value, kept: number): void {
  if (!map.has(key) && map.size >= kept) map.delete(map.keys().next().value as string)
  map.set(key, value)
}
