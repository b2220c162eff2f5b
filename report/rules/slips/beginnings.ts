const FIRST = 0x4e00
const SIGNS = 0x5200

/** Two Chinese signs as a number that is quick to look up; without both there is none. */
function keyAt(text: string, at: number): number | undefined {
  const [a, b] = [text.charCodeAt(at) - FIRST, text.charCodeAt(at + 1) - FIRST]
  return a >= 0 && a < SIGNS && b >= 0 && b < SIGNS ? a * SIGNS + b : undefined
}

/** Entries by the first two signs of their words: a sign of a text costs one look, however many words there are. */
export function byBeginning<Entry>(entries: readonly (readonly [words: string, entry: Entry])[]) {
  const known = new Map<number, Entry[]>()
  for (const [words, entry] of entries) {
    const key = keyAt(words, 0)
    if (key !== undefined) known.set(key, [...(known.get(key) ?? []), entry])
  }
  return (text: string, at: number): readonly Entry[] | undefined => {
    const key = keyAt(text, at)
    return key === undefined ? undefined : known.get(key)
  }
}
