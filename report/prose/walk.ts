const ENDS = '。！？…'

/**
 * The longest seen in a published report has 232 characters. A longer one counts as several, because every number looks back over its
 * sentence: without a bound the work would grow with the square of a text that has no full stop.
 */
export const LONGEST_SENTENCE = 240

type Position = { depth: number; clause: number; sentence: number }

/** The sentences and brackets of a paragraph, walked through once: positions must be asked for in order. */
export function walkThrough(text: string): (position: number) => Position {
  let [depth, clause, sentence, reached] = [0, 0, 0, 0]
  return (position) => {
    while (reached < position) {
      const sign = text[reached++] as string
      if (sign === '（' || sign === '(') depth++
      else if (sign === '）' || sign === ')') depth = Math.max(0, depth - 1)
      else if (sign === '；' || sign === ';') clause = reached
      else if (ENDS.includes(sign)) [depth, clause, sentence] = [0, reached, reached]
      else if (reached - sentence >= LONGEST_SENTENCE) clause = sentence = reached
    }
    return { depth, clause, sentence }
  }
}

/** What a global pattern, which never matches nothing, matches last. */
export function lastMatch(text: string, pattern: RegExp): RegExpExecArray | undefined {
  let last: RegExpExecArray | undefined
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) last = match
  return last
}

/**
 * Where a pattern was found last in the text up to a position, less than 0 if nowhere. Positions must be asked for in order:
 * only what was not seen yet is looked through, piece by piece from one position to the next.
 */
export function followLast(text: string, pattern: RegExp): (position: number) => number {
  let reached = 0
  let last = -1
  return (position) => {
    const found = position > reached ? lastIndex(text.slice(reached, position), pattern) : -1
    if (found >= 0) last = reached + found
    reached = Math.max(reached, position)
    return last
  }
}

/** Where the sentence that ends at a position begins; no further back than a sentence is long. */
export function sentenceStart(text: string, position: number): number {
  const from = Math.max(0, position - LONGEST_SENTENCE)
  const before = text.slice(from, position)
  const end = Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n'))
  return end < 0 ? from : from + end + 1
}

/** Where a pattern is found last; less than 0 where it is not. */
export const lastIndex = (text: string, pattern: RegExp): number => lastMatch(text, pattern)?.index ?? -1

/** No list of a report is longer. */
const LONGEST_LIST = 500

/** Where the list that begins at a place ends, at its bracket or its sentence. Places must be asked for in order. */
export function followEnds(text: string): (from: number, inBrackets: boolean) => number {
  let sentence = -1
  return (from, inBrackets) => {
    if (sentence < from) sentence = rowEnd(text, from)
    const last = Math.min(sentence, from + LONGEST_LIST)
    return inBrackets ? closingBracket(text, from, last) : last
  }
}

/** 1. 动态 30 条。2. 公告 20 条。 and parts on lines of their own are one row. */
export const GOES_ON_ROW = /^(?:[二三四五六七八九十]是|第[二三四五六七八九十]|[（(]?(?:[2-9]|1\d|[二三四五六七八九十])[）).．、])/
function rowEnd(text: string, from: number): number {
  const signs = /[。\n…]/g
  signs.lastIndex = from
  for (let end = signs.exec(text); end; end = signs.exec(text)) {
    const isLine = end[0] === '\n' && /[：；，、]/.test(text.charAt(end.index - 1))
    if (!isLine && !GOES_ON_ROW.test(text.slice(end.index + 1, end.index + 7).trimStart())) return end.index
  }
  return text.length
}

function closingBracket(text: string, from: number, last: number): number {
  let depth = 0
  for (let i = from; i < last; i++) {
    const sign = text[i] as string
    if (sign === '（' || sign === '(') depth++
    else if ((sign === '）' || sign === ')') && depth-- === 0) return i
  }
  return last
}
