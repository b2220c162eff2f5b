import { deflateRawSync } from 'node:zlib'
import { readSnapshot } from '@/report/snapshot'
import { drawDocument } from '@/server/files/pdf/pdf'
import type { PageDrawing } from './drawing'
import { type Printed, printedDocument } from './verify'

/**
 * Renders the pages of a report's PDF as SVG. Letters are outlines, so a page has 100 kB and a report of 10,000 characters
 * 3 MB; with shared outlines it is a tenth. Blocks its thread: in the server that is the worker.
 */
export function drawPages(snapshot: string, printed: Printed, fontDir: string | undefined): PageDrawing {
  const svg = drawDocument(printedDocument(readSnapshot(snapshot), printed), fontDir)
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
