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
