import { inflateRawSync } from 'node:zlib'

/** A4 in points, as Typst counts. */
const [WIDTH, HEIGHT] = [595.2755905511812, 841.8897637795276]

/** The printed pages: the content of each, compressed, and the glyph outlines they share, by id. */
export type PageDrawing = { pages: Uint8Array[]; letters: Map<string, string> }

/** One page as an SVG picture of its own, from 1; undefined if there is none of that number. */
export function openPage({ pages, letters }: PageDrawing, number: number): string | undefined {
  const packed = pages[number - 1]
  if (!packed) return undefined
  const page = inflateRawSync(packed).toString()
  const used = new Set([...page.matchAll(/href="#(\w+)"/g)].map(([, id = '']) => id))
  const outlines = [...used].map((id) => letters.get(id) ?? '').join('')
  const view = `0 ${(number - 1) * HEIGHT} ${WIDTH} ${HEIGHT}`
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${view}">${page}<defs>${outlines}</defs></svg>`
}

/** Its size in memory, in bytes. */
export function weigh({ pages, letters }: PageDrawing): number {
  return pages.reduce((sum, { length }) => sum + length, 0) + [...letters.values()].reduce((sum, { length }) => sum + length, 0)
}
