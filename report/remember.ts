/**
 * A function of texts that does not compute again for the arguments it was asked for last. Texts are compared whole; the
 * oldest of `kept` results is forgotten first, so that a server that sees many reports stays small.
 */
export function remember<Texts extends readonly string[], Result>(
  kept: number,
  make: (...texts: Texts) => Result
): (...texts: Texts) => Result {
  const known = new Map<string, Result>()
  return (...texts) => {
    const key = texts.join('\u0000')
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(...texts)
    if (known.size >= kept) known.delete(known.keys().next().value as string)
    known.set(key, made)
    return made
  }
}
