import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildFonts, FACES, FONT_FOLDER, readCoverage } from './fonts.mjs'

beforeAll(buildFonts)

/** The 汉字 of GB2312 are in rows 16 to 87 of its table. */
function charactersOfGb2312(): string[] {
  const decoder = new TextDecoder('gbk')
  const bytes = Array.from({ length: 72 }, (_, row) => Array.from({ length: 94 }, (_, cell) => [row + 0xb0, cell + 0xa1])).flat()
  // GBK assigns the five unused positions at the end of row 55 to private use.
  return bytes.map((pair) => decoder.decode(new Uint8Array(pair))).filter((character) => /^\p{Script=Han}$/u.test(character))
}

describe.each(FACES.map(({ family, file }) => [family, file] as const))('%s', (family, file) => {
  const font = () => readFileSync(join(FONT_FOLDER, file))

  it('has all 6,763 characters of GB2312', () => {
    const covered = readCoverage(font())
    const characters = charactersOfGb2312()
    expect(characters).toHaveLength(6763)
    expect(characters.filter((character) => !covered.has(character.codePointAt(0)))).toEqual([])
  })

  it('carries its own name and the licence of its makers', () => {
    expect(font().includes(Buffer.from(family, 'utf16le').swap16())).toBe(true)
    expect(font().includes(Buffer.from('SIL Open Font License', 'utf16le').swap16())).toBe(true)
  })
})

it('builds nothing when everything is up to date', async () => {
  expect(await buildFonts()).toBe(0)
})
