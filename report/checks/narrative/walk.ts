const ENDS = /[。！？；;…]/

type Place = { depth: number; clause: number; sentence: number }

/** The sentences and brackets of a paragraph, walked through once: positions must be asked for in order. */
export function walkThrough(text: string): (position: number) => Place {
  let place: Place = { depth: 0, clause: 0, sentence: 0 }
  let reached = 0
  return (position) => {
    for (; reached < position; reached++) place = step(place, text[reached] as string, reached + 1)
    return place
  }
}

function step(place: Place, sign: string, next: number): Place {
  if (sign === '（' || sign === '(') return { ...place, depth: place.depth + 1 }
  if (sign === '）' || sign === ')') return { ...place, depth: Math.max(0, place.depth - 1) }
  if (!ENDS.test(sign)) return place
  if (/[；;]/.test(sign)) return { ...place, clause: next }
  return { depth: 0, clause: next, sentence: next }
}

/** What a pattern matches last. */
export function lastMatch(text: string, pattern: RegExp): RegExpExecArray | undefined {
  let last: RegExpExecArray | undefined
  for (const match of text.matchAll(pattern)) last = match
  return last
}

/** Where a pattern is found last; less than 0 where it is not. */
export const lastIndex = (text: string, pattern: RegExp): number => lastMatch(text, pattern)?.index ?? -1
