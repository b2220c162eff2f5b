import { plot } from '@observablehq/plot'
import { parseHTML } from 'linkedom'

export const INK = '#1f4e85'
export const OCHRE = '#8a5a00'
export const LINE = '#b9c0c8'

/** About the width it is shown at, so that type of 13 pixels stays 13. */
export const WIDTH = 440

/** Styles inside the picture: it may be opened without the page and its style sheet. */
const STYLE = { fontFamily: 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif', fontSize: '13px', background: 'none' }

/** A plot as SVG, a file of its own. The same figures give the same bytes. */
export function drawPlot(options: Parameters<typeof plot>[0]): string {
  const { document } = parseHTML('<html></html>')
  const svg = plot({ width: WIDTH, ...options, document, style: STYLE })
  // Plot's own styles assume an SVG inside a page; ours is a file of its own.
  svg.querySelector('style')?.remove()
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return svg.outerHTML
}

const [TITLE_LINE, NOTE_LINE, SIDE] = [22, 18, 8]
/** Signs of a note that fit into the width. */
const NOTE_SIGNS = 35

/** A drawing as a file that is read alone: its title above it, and below it what its figures cover. */
export function captionPlot(svg: string, title: string, notes: readonly string[]): string {
  const sizeOf = (name: string) => Number(new RegExp(`^<svg[^>]* ${name}="(\\d+)"`).exec(svg)?.[1])
  const [width, height] = [sizeOf('width'), sizeOf('height')]
  const heads = cut(title, Math.floor(width / 15))
  const lines = notes.flatMap((note) => cut(note, NOTE_SIGNS))
  const top = heads.length * TITLE_LINE + SIDE
  const whole = top + height + lines.length * NOTE_LINE + SIDE
  const line = (words: string, y: number, look: string) => `<text x="${SIDE}" y="${y}" ${look}>${escapeText(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="${STYLE.fontFamily}">`,
    `<rect width="${width}" height="${whole}" fill="#fff"/>`,
    ...heads.map((words, i) => line(words, 16 + SIDE / 2 + i * TITLE_LINE, 'font-size="15" font-weight="600"')),
    `<g transform="translate(0 ${top})">${svg}</g>`,
    ...lines.map((words, i) => line(words, top + height + 14 + i * NOTE_LINE, 'font-size="12" fill="#545e69"')),
    '</svg>'
  ].join('')
}

const cut = (words: string, most: number): string[] => words.match(new RegExp(`.{1,${most}}[，。；：、）]*`, 'gu')) ?? []
const escapeText = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
