import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Kind, printAmount, printCell, readCell } from './input'

const understood = (text: string, kind: Kind = 'count') => {
  const reading = readCell(text, kind)
  return reading.is === 'number' ? [reading.amount, reading.as] : reading.is
}

describe('a cell', () => {
  it.each([
    ['0', 0],
    ['59', 59],
    ['999999999999', 999_999_999_999]
  ])('takes %s as it stands', (text, amount) => expect(understood(text)).toEqual([amount, 'plain']))

  it.each([
    ['１２', 12],
    [' 12 ', 12],
    ['1 234', 1234],
    ['007', 7],
    ['3.0', 3]
  ])('reads %s without asking', (text, amount) => expect(understood(text)).toEqual([amount, 'tidy']))

  it.each([
    ['1,234', 1234],
    ['1，234，567', 1_234_567],
    ['12件', 12],
    ['约12', 12],
    ['12余件', 12]
  ])('understands %s and asks to tidy it', (text, amount) => expect(understood(text)).toEqual([amount, 'worded']))

  it.each(['/', '-', '—', '——', '无', '／'])('takes %s for a zero to be confirmed', (text) => expect(understood(text)).toEqual([0, 'dash']))

  it.each(['1 2', '12\n3', '4\u00a05', '12 3 件', '1 23', '1\n234'])('is no number when it holds two of them: “%s”', (text) =>
    expect(understood(text)).toBe('unread')
  )

  it.each(['', ' ', '　'])('is blank when it holds “%s”', (text) => expect(understood(text)).toBe('blank'))

  it.each(['abc', '1e999', '-1', '3.5', '1,23', '12元', '（12）', '0x1f', '十二', '1'.repeat(17), '1\u0000', '😀'])(
    'keeps “%s” unread and says why',
    (text) => {
      const reading = readCell(text, 'count')
      expect(reading.is).toBe('unread')
      expect(reading.is === 'unread' && reading.why).toMatch(/[\u4e00-\u9fff]/)
      expect(printCell(text, 'count')).toBe(text)
    }
  )

  it('keeps a remark in brackets as a note', () => {
    expect(readCell('22（其中修订16件）', 'count')).toEqual({ is: 'number', amount: 22, as: 'plain', note: '其中修订16件' })
    expect(printCell('22(其中修订16件)', 'count')).toBe('22（其中修订16件）')
  })
})

describe('a change may be negative', () => {
  it.each([
    ['-8', -8, 'plain'],
    ['－8', -8, 'tidy'],
    ['减4', -4, 'worded'],
    ['+1036', 1036, 'tidy'],
    ['增4', 4, 'worded'],
    ['-0', 0, 'plain']
  ])('%s', (text, amount, as) => expect(understood(text, 'change')).toEqual([amount, as]))
})

describe('money', () => {
  it('is kept in 分 with the unit it was written in', () => {
    expect(readCell('4003622元', 'money')).toMatchObject({ amount: 400_362_200, unit: '元', as: 'plain' })
    expect(readCell('160.5964万元', 'money')).toMatchObject({ amount: 160_596_400, unit: '万元' })
    expect(readCell('52.15', 'money')).toMatchObject({ amount: 5215, unit: undefined })
    expect(readCell('0.001元', 'money').is).toBe('unread')
  })
  it('is printed as it was written', () => {
    for (const text of ['4003622元', '160.5964万元', '39573802895.9元']) expect(printCell(text, 'money')).toBe(text)
  })
  it('of a fee is 万元 to the last 分', () => {
    expect(understood('24252.311082', 'fee')).toEqual([24_252_311_082, 'plain'])
    expect(understood('24252.3110821', 'fee')).toBe('unread')
    expect(understood('4003622元', 'fee')).toEqual([400_362_200, 'worded'])
  })
})

describe('for any text', () => {
  const kinds = fc.constantFrom<Kind>('count', 'change', 'fee', 'money')
  it('reading never throws, and printing what was printed changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), kinds, (text, kind) => {
        const once = printCell(text, kind)
        expect(printCell(once, kind)).toBe(once)
      })
    )
  })
  it('every printed amount is read back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), kinds, (amount, kind) => {
        expect(readCell(printAmount(amount, kind), kind)).toMatchObject({ amount })
      })
    )
  })
})
