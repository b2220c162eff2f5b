type Visitor = { open?: (name: string, attributes: string) => void; close?: (name: string) => void; text?: (text: string) => void }

/** Word writes some ten for each cell; the sheets of a city have half a million. */
const MOST_TAGS = 1_500_000

/**
 * Walks through XML without looking back, in linear time whatever the file holds. Names come without their prefix, texts
 * with their entities resolved. Knows no DTD: refuse files that have one. Throws a Chinese sentence for more tags than any
 * report or list has.
 */
export function walkXml(xml: string, { open, close, text }: Visitor): void {
  let [at, tags] = [0, 0]
  while (at < xml.length) {
    if (++tags > MOST_TAGS) throw new Error('文件中的内容过多，不是年报')
    const tag = xml.indexOf('<', at)
    if (tag < 0) return
    if (tag > at) text?.(resolve(xml.slice(at, tag)))
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag)
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag)
      text?.(xml.slice(tag + 9, at - 3))
    } else if (xml[tag + 1] === '?') at = after(xml, '?>', tag)
    else {
      const isClosing = xml.charCodeAt(tag + 1) === SLASH
      let [from, to] = isClosing ? [tag + 2, tag + 2] : [tag + 1, tag + 1]
      for (let code = xml.charCodeAt(to); code > SPACE && code !== SLASH && code !== CLOSING; code = xml.charCodeAt(++to)) {
        if (code === COLON) from = to + 1
      }
      at = tagEnd(xml, to)
      const name = xml.slice(from, to)
      if (!isClosing) open?.(name, xml.slice(to, at - 1))
      if (isClosing || xml.charCodeAt(at - 2) === SLASH) close?.(name)
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from)
  return found < 0 ? xml.length : found + mark.length
}

/** Attribute values may hold a `>`. */
function tagEnd(xml: string, from: number): number {
  let quote = 0
  for (let i = from; i < xml.length; i++) {
    const code = xml.charCodeAt(i)
    if (quote) quote = code === quote ? 0 : quote
    else if (code === DOUBLE || code === SINGLE) quote = code
    else if (code === CLOSING) return i + 1
  }
  return xml.length
}

const [SPACE, DOUBLE, SINGLE, SLASH, COLON, CLOSING] = [0x20, 0x22, 0x27, 0x2f, 0x3a, 0x3e]

const PATTERNS = new Map<string, RegExp>()

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const pattern = PATTERNS.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  PATTERNS.set(name, pattern)
  const found = pattern.exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : resolve(value)
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolve(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
