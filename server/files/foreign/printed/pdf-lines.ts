import type { Sign } from './pdf-marks'

/** A line of text on a page with the signs it is made of; its place in points, `y` the middle of its height. */
export type TextLine = { text: string; left: number; right: number; y: number; size: number; signs: readonly Sign[] }

/** The lines that signs stand on, from top to bottom. */
export function linesOf(signs: readonly Sign[]): TextLine[] {
  const lines: Sign[][] = []
  for (const sign of [...signs].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1)
    const [first] = line ?? []
    if (line && first && sign.y - first.y < Math.min(sign.size, first.size) * 0.6) line.push(sign)
    else lines.push([sign])
  }
  return lines.map((line) => {
    line.sort((a, b) => a.x - b.x)
    const main = Math.max(...line.map(({ size }) => size))
    let text = ''
    line.forEach((sign, i) => {
      const gap = sign.left - (line[i - 1]?.right ?? sign.left)
      text +=
        (i > 0 && gap > sign.size * 0.45 ? (gap > sign.size * 1.5 ? '  ' : ' ') : '') +
        (sign.size < main * 0.72 && /\d/.test(sign.text) ? '^' : '') +
        sign.text
    })
    const sizes = line.map(({ size }) => size).sort((a, b) => a - b)
    return {
      text,
      left: line[0]?.left ?? 0,
      right: line.at(-1)?.right ?? 0,
      y: line[0]?.y ?? 0,
      size: sizes[sizes.length >> 1] ?? 10,
      signs: line
    }
  })
}
