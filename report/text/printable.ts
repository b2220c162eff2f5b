import { printableRanges } from './printable-ranges'

let bitmap: Uint8Array | undefined

/**
 * Distinct characters of the text no face of the PDF has a glyph for, in order of appearance. Line ends and tabs are layout,
 * not characters.
 */
export function unprintable(text: string): string[] {
  const found = new Set<string>()
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number
    if (!isPrintable(code)) found.add(String.fromCodePoint(code))
    if (code > 0xffff) i++
  }
  return [...found]
}

/** The text as the PDF shows it: 〓 for every character without a glyph, the mark of Chinese printers for a missing type. */
export function replaceUnprintable(text: string): string {
  const missing = new Set(unprintable(text))
  return missing.size === 0 ? text : [...text].map((character) => (missing.has(character) ? '〓' : character)).join('')
}

function isPrintable(code: number): boolean {
  bitmap ??= unpack(printableRanges)
  return ((bitmap[code >> 3] ?? 0) & (1 << (code & 7))) !== 0 || code === 10 || code === 13 || code === 9
}

/** `gap,length` in base 36, a space between ranges: the gap from the last character before, the number of further ones. */
function unpack(ranges: string): Uint8Array {
  const bits = new Uint8Array(0x110000 >> 3)
  let last = 0
  for (const range of ranges.split(' ')) {
    const [gap = '', more = '0'] = range.split(',')
    const first = last + Number.parseInt(gap, 36)
    last = first + Number.parseInt(more, 36)
    for (let code = first; code <= last; code++) bits[code >> 3] = (bits[code >> 3] as number) | (1 << (code & 7))
  }
  return bits
}
