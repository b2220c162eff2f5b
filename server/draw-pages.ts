import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ReportDocument } from '@/report/document'
import { drawDocument } from './pdf'

/** A4 in points, as Typst counts. */
const [WIDTH, HEIGHT] = [595.2755905511812, 841.8897637795276]

/** The printed pages as pictures: what stands on each one, compressed, and the outlines of the letters all of them share, by their ids. */
export type Drawing = { pages: Uint8Array[]; letters: Map<string, string> }

/**
 * Draws the pages of a report's PDF. Letters are outlines, so a page is 100 kB and a report of 10,000 characters 3 MB; in
 * parts it is a tenth of that. Blocks its thread: in the server that is the worker.
 */
export function drawPages(document: ReportDocument, fontDir: string | undefined): Drawing {
  const svg = drawDocument(document, fontDir)
  const ends = svg.indexOf('\n    <defs')
  const pages: Uint8Array[] = []
  // Typst writes each page as one group, indented by four.
  for (let from = svg.indexOf('\n    <g'); from !== -1 && from < ends; ) {
    const next = svg.indexOf('\n    <g', from + 1)
    const page = svg.slice(from, next === -1 ? ends : next)
    pages.push(deflateRawSync(page.replace(/\n +/g, '\n'), { level: 1 }))
    from = next
  }
  const symbols = svg.slice(ends).matchAll(/<symbol id="(\w+)".*?<\/symbol>/gs)
  return { pages, letters: new Map([...symbols].map(([symbol, id = '']) => [id, symbol])) }
}

/** One page as an SVG picture of its own, from 1; undefined if there is none of that number. */
export function openPage({ pages, letters }: Drawing, number: number): string | undefined {
  const packed = pages[number - 1]
  if (!packed) return undefined
  const page = inflateRawSync(packed).toString()
  const used = new Set([...page.matchAll(/href="#(\w+)"/g)].map(([, id = '']) => id))
  const outlines = [...used].map((id) => letters.get(id) ?? '').join('')
  const view = `0 ${(number - 1) * HEIGHT} ${WIDTH} ${HEIGHT}`
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${view}">${page}<defs>${outlines}</defs></svg>`
}

/** What keeping it takes, in bytes. */
export function weigh({ pages, letters }: Drawing): number {
  return pages.reduce((sum, { length }) => sum + length, 0) + [...letters.values()].reduce((sum, { length }) => sum + length, 0)
}
