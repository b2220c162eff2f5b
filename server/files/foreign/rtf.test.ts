import { describe, expect, it } from 'vitest'
import { readRtf } from './read-rtf'

const read = (body: string) =>
  readRtf(new TextEncoder().encode(`{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Calibri;}}${body}}`))

describe('what stands for a character an old reader does not know', () => {
  it.each([
    ["\\uc2\\u24180\\'c4\\'ea\\uc1\\par", '年'],
    ['\\u24180?\\u25253?\\par', '年报'],
    ['\\u8220\\ldblquote 12\\u8221\\rdblquote\\par', '“12”'],
    ['\\u160\\~12\\par', '\u00a012'],
    ['{\\uc0\\u24180\\u25253}12\\par', '年报12'],
    ['{\\u24180}?12\\par', '年?12'],
    ['\\u-28589?\\par', String.fromCharCode(65536 - 28589)],
    ["\\uc2\\u24180\\'c4{\\b 12}\\par", '年12']
  ])('%s', (body, text) => expect(read(body)).toEqual([{ is: 'text', text }]))

  it('never swallows the end of a cell', () => {
    const [table] = read('\\trowd\\cellx1000\\cellx2000\\pard\\intbl\\u24180\\cell 12\\cell\\row\\pard')
    expect(table).toMatchObject({ is: 'table' })
    expect(JSON.stringify(table)).toMatch(/年.*12/)
  })
})

describe('bytes of code page 936', () => {
  it.each([
    ["\\f0\\'c4\\'ea\\f1 12\\par", '年12'],
    // A trail byte that is a letter, a brace or a backslash.
    ["\\'81@\\'81\\\\\\'81\\{\\'81\\}\\par", new TextDecoder('gbk').decode(Uint8Array.of(0x81, 0x40, 0x81, 0x5c, 0x81, 0x7b, 0x81, 0x7d))]
  ])('%s', (body, text) => expect(read(body)).toEqual([{ is: 'text', text }]))
})

it('a cell without a place of its own is not dropped', () => {
  const [table] = read('\\trowd\\cellx1000\\cellx2000\\pard\\intbl 1\\cell 2\\cell 3\\cell\\row\\pard')
  expect(JSON.stringify(table)).toContain('"3"')
})
