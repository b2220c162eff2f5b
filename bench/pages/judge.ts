import { execFileSync } from 'node:child_process'
import type { ReportDocument } from '@/report/layout/document'
import { setPages } from '@/report/layout/pages'
import { PAPER } from '@/report/layout/paper'

/** A line of text as a page shows it, in points from its upper left corner. */
type Line = { text: string; x: number; y: number; height: number }
type Page = { lines: Line[]; filled: number }

/** A layout fault that a reader of the printed pages would see. */
export type Complaint = { page: number; what: string }

/** The pages of a PDF file, as poppler renders them. */
export function openPages(file: string): Page[] {
  const words = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const pictures = readPictures(execFileSync('pdftoppm', ['-gray', '-r', '36', file], { maxBuffer: 1 << 28 }))
  return words
    .split('<page ')
    .slice(1)
    .map((page, i) => ({ lines: linesOf(page), filled: lowestInk(pictures[i]) }))
}

function linesOf(page: string): Line[] {
  const lines: Line[] = []
  for (const found of page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*?)<\/word>/g)) {
    const [x = 0, top = 0, bottom = 0] = found.slice(1, 4).map(Number)
    const y = (top + bottom) / 2
    if (y < PAPER.top - 4 || y > PAPER.top + PAPER.height + 4) continue
    const line = lines.find((known) => Math.abs(known.y - y) < 3 && Math.abs(known.height - (bottom - top)) < 3)
    if (line) Object.assign(line, { text: line.text + found[4], x: Math.min(line.x, x) })
    else lines.push({ text: found[4] ?? '', x, y, height: bottom - top })
  }
  return lines.sort((a, b) => a.y - b.y)
}

type Picture = { width: number; height: number; pixels: Buffer }

/** Greyscale images one after another, as pdftoppm writes them. */
function readPictures(bytes: Buffer): Picture[] {
  const pictures: Picture[] = []
  for (let at = 0; at < bytes.length; ) {
    const head = bytes.toString('latin1', at, at + 40).match(/^P5\s+(\d+)\s+(\d+)\s+255\s/)
    if (!head) break
    const [width, height] = [Number(head[1]), Number(head[2])]
    const from = at + head[0].length
    pictures.push({ width, height, pixels: bytes.subarray(from, from + width * height) })
    at = from + width * height
  }
  return pictures
}

/** How far down the type area anything is printed, as a fraction of its height. The page number is below the type area. */
function lowestInk(picture: Picture | undefined): number {
  if (!picture) return 0
  const { width, height, pixels } = picture
  const scale = height / (PAPER.top + PAPER.height + PAPER.bottom)
  const [top, bottom] = [PAPER.top * scale, (PAPER.top + PAPER.height) * scale]
  for (let row = Math.floor(bottom); row > top; row--)
    for (let column = 0; column < width; column++) if ((pixels[row * width + column] ?? 255) < 200) return (row - top) / (bottom - top)
  return 0
}

/** Body text is larger than any text in a table. */
const isText = ({ height }: Line) => height > 15
const isHeading = ({ text }: Line) => /^[一二三四五六]、/.test(text)

/**
 * No page is half empty, no line stands alone, no line begins with a closing mark, no heading ends a page, tables are whole where they
 * fit a page, and with them their notes.
 */
export function judge(pages: readonly Page[], document: ReportDocument): Complaint[] {
  const { blocks } = document
  const { tables } = setPages(document)
  const complaints: Complaint[] = []
  const say = (page: number, what: string) => complaints.push({ page: page + 1, what })
  pages.forEach(({ lines, filled }, p) => {
    if (p < pages.length - 1 && filled < 0.5) say(p, `is filled to ${Math.round(filled * 100)} %`)
    const text = lines.filter(isText)
    const [first, second, last] = [text[0], text[1], text.at(-1)]
    const isIndented = (line: Line | undefined) => line !== undefined && line.x > PAPER.left + 16
    const next = pages[p + 1]?.lines.filter(isText)[0]
    if (p > 0 && first && !isIndented(first) && first === lines[0] && (!second || isIndented(second)))
      say(p, `begins with a lone line: ${first.text}`)
    if (last && last === lines.at(-1) && isIndented(last) && next && !isIndented(next) && next === pages[p + 1]?.lines[0])
      say(p, `ends with a lone line: ${last.text}`)
    if (last && last === lines.at(-1) && isHeading(last) && p < pages.length - 1) say(p, `ends with a heading: ${last.text}`)
    for (const line of text) if (/^[、。，．；：？！）〕〉》”’]/.test(line.text)) say(p, `a line begins with ${line.text.slice(0, 6)}`)
  })
  for (const note of blocks.filter(({ is }) => is === 'note')) {
    const start = note.is === 'note' ? note.text.slice(0, 10) : ''
    const at = pages.findIndex(({ lines }, p) => p > 0 && lines[0]?.text.startsWith(start))
    if (at > 0) say(at, `begins with the note of the table before: ${start}`)
  }
  blocks.forEach((block, i) => {
    const heading = blocks[i - 1]
    if (block.is !== 'table' || heading?.is !== 'heading' || !tables.get(block)?.isWhole) return
    const last = (block.rows.at(-1) ?? []).map(({ text }) => text).join('')
    const start = pages.findIndex(({ lines }) => lines.some(({ text }) => text.includes(heading.text)))
    const end = pages.findLastIndex(({ lines }) => lines.some((line) => !isText(line) && line.text.includes(last)))
    if (end >= 0 && start !== end) say(Math.max(start, 0), `${block.name} is not whole`)
  })
  return complaints
}
