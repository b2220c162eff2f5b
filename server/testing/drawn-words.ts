/** For tests: every text in the properties of what is to be drawn. */
export function wordsOf(drawn: unknown, seen = new Set<unknown>()): string {
  if (typeof drawn === 'string' || typeof drawn === 'number') return `${drawn} `
  if (typeof drawn !== 'object' || drawn === null || seen.has(drawn)) return ''
  seen.add(drawn)
  if (drawn instanceof Map || drawn instanceof Set) return wordsOf([...drawn], seen)
  return Object.entries(drawn)
    .map(([name, one]) => (name.startsWith('_') ? '' : wordsOf(one, seen)))
    .join('')
}
