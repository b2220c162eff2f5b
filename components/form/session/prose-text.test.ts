import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeToken } from '@/report/text/tokens'
import { docOf, offsetOf, placesOf, textOf } from './prose-text'

const piece = fc.constantFrom(
  '全年收到',
  '58',
  ' ',
  '　',
  '\n',
  '\t',
  '。',
  '😀',
  '{',
  '{=}',
  writeToken('requests/received/total'),
  writeToken('a/b')
)
const prose = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

describe('prose in the editor', () => {
  it('goes in and comes out the same', () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(textOf(docOf(text))).toBe(text)
      })
    )
    expect(textOf(docOf('一\r\n二\r三'))).toBe('一\n二\n三')
    expect(docOf('').childCount).toBe(1)
  })

  it('finds every character where it is drawn', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const doc = docOf(text)
        const place = placesOf(doc)
        for (const { start, end, number } of numbersIn(text)) {
          expect(doc.textBetween(place(start), place(end))).toBe(number)
          expect(offsetOf(doc, place(start))).toBe(start)
        }
      })
    )
  })

  it('takes a token as one piece', () => {
    const token = writeToken('requests/received/total')
    const text = `收到${token}件，办结83件。`
    const doc = docOf(text)
    const place = placesOf(doc)
    expect(doc.nodeAt(place(2))?.type.name).toBe('token')
    expect(place(2 + token.length)).toBe(place(2) + 1)
    expect(doc.textBetween(place(text.indexOf('83')), place(text.indexOf('83') + 2))).toBe('83')
  })
})

const numbersIn = (text: string) => [...text.matchAll(/58/g)].map(({ index }) => ({ start: index, end: index + 2, number: '58' }))
