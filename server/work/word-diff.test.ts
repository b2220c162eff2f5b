import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Piece } from '@/report/workflow/difference'
import { diffWords } from './word-diff'

const without = (pieces: readonly Piece[], is: Piece['is']) =>
  pieces
    .filter((piece) => piece.is !== is)
    .map(({ text }) => text)
    .join('')

it('marks the words that changed and leaves the rest alone', () => {
  expect(diffWords('全年收到公开申请87件，办结83件。', '全年收到公开申请87件，按时办结84件。')).toEqual([
    { is: 'same', text: '全年收到公开申请87件，' },
    { is: 'added', text: '按时' },
    { is: 'same', text: '办结' },
    { is: 'removed', text: '83' },
    { is: 'added', text: '84' },
    { is: 'same', text: '件。' }
  ])
})

it('loses nothing: either text can be read back', () => {
  const text = fc
    .array(fc.constantFrom('公开', '申请', '87', '件', '。', '\n', ' ', 'A4', '办结'), { maxLength: 40 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (was, now) => {
      const pieces = diffWords(was, now)
      expect(without(pieces, 'added')).toBe(was)
      expect(without(pieces, 'removed')).toBe(now)
    })
  )
})

it('shows two texts that share hardly a word one after the other, in no time', () => {
  const [was, now] = ['甲', '乙'].map((one) => Array.from({ length: 40_000 }, (_, i) => `${one}${i}，`).join('')) as [string, string]
  expect(diffWords(was, now)).toEqual([
    { is: 'removed', text: was },
    { is: 'added', text: now }
  ])
}, 20_000)
