import { expect, test } from 'vitest'
import { isCreditCode, tidyCreditCode } from './credit-code'

// The example of the standard's annex, and the stem of an invented one.
const GOOD = ['91350100M000100Y43', '11340400MB00000005']

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

test('a code is good with its check sign and with no other', () => {
  expect(isCreditCode(GOOD[0] as string)).toBe(true)
  const stem = (GOOD[0] as string).slice(0, 17)
  expect([...SIGNS].filter((sign) => isCreditCode(stem + sign))).toEqual(['3'])
  const other = (GOOD[1] as string).slice(0, 17)
  expect([...SIGNS].filter((sign) => isCreditCode(other + sign))).toHaveLength(1)
})

test('a sign mistyped, two neighbours exchanged, a letter the standard has not, a sign too few or too many: none of them passes', () => {
  const code = GOOD[0] as string
  for (let i = 0; i < 18; i++)
    for (const sign of SIGNS)
      if (sign !== code[i]) expect(isCreditCode(code.slice(0, i) + sign + code.slice(i + 1)), `${i}${sign}`).toBe(false)
  for (let i = 0; i < 17; i++) {
    const swapped = code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2)
    if (swapped !== code) expect(isCreditCode(swapped)).toBe(false)
  }
  for (const wrong of ['', code.slice(1), `${code}0`, code.replace('M', 'I'), code.toLowerCase()]) expect(isCreditCode(wrong)).toBe(false)
})

test('what was typed in small or full-width letters, or with spaces, is read as meant', () => {
  expect(tidyCreditCode(' ９１３５０１００ m000100y43 ')).toBe(GOOD[0])
})
