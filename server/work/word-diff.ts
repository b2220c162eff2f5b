import { diffArrays } from 'diff'
import type { Piece } from '@/report/workflow/difference'

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' })

const wordsOf = (text: string) => [...words.segment(text)].map(({ segment }) => segment)

/**
 * The most changed words shown word by word; beyond, the old text is shown whole, then the new one. The time grows with the
 * square of it.
 */
const MOST_EDITS = 600

/**
 * A word diff. On the server only: Chinese words are segmented by the engine's dictionary, and a browser with another one
 * would cause a hydration mismatch.
 */
export function diffWords(was: string, now: string): Piece[] {
  const changes = diffArrays(wordsOf(was), wordsOf(now), { maxEditLength: MOST_EDITS })
  if (!changes) return replace(was, now)
  return changes.map(({ added, removed, value }) => ({ is: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }))
}

/** A value against the one before: a number is not a text of digits. */
export function replace(was: string, now: string): Piece[] {
  const pieces: Piece[] = [
    { is: 'removed', text: was },
    { is: 'added', text: now }
  ]
  return pieces.filter(({ text }) => text !== '')
}
