import { barX, text } from '@observablehq/plot'
import { drawPlot, INK, OCHRE } from './draw-plot'

/** So many bars at most; the table beside the picture has them all. */
export const MOST_BARS = 20
const ROW = 24

/** A bar each, in the order given, with its name before and its value behind it; the marked one differs in colour and has a sign. */
export function drawBars(lines: readonly { name: string; value: number; shown: string; isMarked?: boolean }[]): string {
  const bars = lines.map(({ name, isMarked, ...line }, place) => ({
    ...line,
    ...{ place, fill: isMarked ? OCHRE : INK, name: `${isMarked ? '▶ ' : ''}${shorten(name, 12)}` }
  }))
  const values = bars.map(({ value }) => value)
  return drawPlot({
    ...{ height: bars.length * ROW + 16, marginLeft: 190, marginRight: 64, marginTop: 4, marginBottom: 4 },
    x: { axis: null, domain: [Math.min(0, ...values), Math.max(0, ...values) || 1] },
    y: {
      label: null,
      tickSize: 0,
      type: 'band',
      domain: bars.map(({ place }) => place),
      tickFormat: (place: number) => bars[place]?.name ?? '',
      padding: 0.25
    },
    marks: [
      barX(bars, { x: 'value', y: 'place', fill: 'fill' }),
      text(bars, { x: 'value', y: 'place', text: 'shown', textAnchor: 'start', dx: 6 })
    ]
  })
}

/** A name cut to so many signs, `…` included. */
export const shorten = (name: string, most: number) => (name.length > most ? `${name.slice(0, most - 1)}…` : name)
