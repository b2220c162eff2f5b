import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { form2019 } from '@/report/templates/form-2019'
import { form2021 } from '@/report/templates/form-2021'
import { buildFonts, packCoverage } from '@/scripts/fonts.mjs'
import { replaceUnprintable, unprintable } from './printable'
import { printableRanges } from './printable-ranges'

beforeAll(buildFonts)

it('knows exactly the characters the fonts have', () => {
  expect(printableRanges).toBe(packCoverage())
})

describe('unprintable', () => {
  it('lets ordinary Chinese text pass, with its marks, digits and signs', () => {
    expect(unprintable('全年公开信息2168条（“三安全一稳定”）、《条例》第二十条：①IPv6、㎡、℃、〔2019〕60号·—…！？；\r\n\t　')).toEqual([])
  })

  it('lets rare characters of names pass', () => {
    expect(unprintable('㙦㛃䶮𬱖𫘝𬶋𬭊龘〇')).toEqual([])
  })

  it('lists each character without a glyph once, in order of appearance', () => {
    expect(unprintable('二😀一😀👍🏽二\u0007')).toEqual(['😀', '👍', '🏽', '\u0007'])
  })

  it.each([
    ['private use', '\ue000'],
    ['a control', '\u001b'],
    ['of no width', '\u200b'],
    ['a byte order mark', '\ufeff'],
    ['half a character', '\ud800'],
    ['a soft hyphen', '\u00ad'],
    ['a variation selector', '\ufe0f']
  ])('does not print what is %s', (_, character) => {
    expect(unprintable(`甲${character}乙`)).toEqual([character])
  })

  it('prints every word of both forms', () => {
    expect(unprintable(JSON.stringify([form2019.sections, form2021.sections]))).toEqual([])
  })
})

it('replaces what has no glyph, and nothing else', () => {
  expect(replaceUnprintable('一😀二\ud800')).toBe('一〓二〓')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unprintable(replaceUnprintable(text))).toEqual([])
    })
  )
})
