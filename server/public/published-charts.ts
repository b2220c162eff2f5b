import { barX, dot, lineY, ruleY, text } from '@observablehq/plot'
import type { RequestOutcome, YearFigures } from '@/report/workflow/outcomes'
import { drawPlot, INK, LINE, OCHRE } from '@/server/charts/draw-plot'

const ROW = 32

/** How applications ended, a bar each, as SVG. The same figures give the same bytes. */
export function drawOutcomes(outcomes: readonly RequestOutcome[]): string {
  const most = Math.max(1, ...outcomes.map(({ amount }) => amount))
  const end = { x: 'amount', y: 'name', text: ({ amount }: RequestOutcome) => String(amount), textAnchor: 'start', dx: 6 } as const
  return drawPlot({
    height: outcomes.length * ROW + 20,
    marginLeft: 84,
    marginRight: 48,
    x: { axis: null, domain: [0, most] },
    y: { label: null, tickSize: 0, domain: outcomes.map(({ name }) => name), padding: 0.3 },
    marks: [barX(outcomes, { x: 'amount', y: 'name', fill: INK }), text(outcomes, end)]
  })
}

const LINES = [
  { name: '新收', figure: 'received', stroke: INK, symbol: 'circle', dy: -14 },
  { name: '办结', figure: 'handled', stroke: OCHRE, symbol: 'square', dy: 15 }
] as const

/** Applications received and handled over the years, as SVG: two lines that differ in colour, dash and symbol. */
export function drawTrend(years: readonly YearFigures[]): string {
  const points = LINES.map((line) => ({ line, points: years.map((one) => ({ year: `${one.year}年`, amount: one[line.figure] })) }))
  const most = Math.max(1, ...points.flatMap((one) => one.points.map(({ amount }) => amount || 0)))
  return drawPlot({
    height: 240,
    marginLeft: 24,
    marginRight: 56,
    marginTop: 28,
    marginBottom: 32,
    x: { label: null, type: 'point', domain: years.map(({ year }) => `${year}年`), tickSize: 0 },
    y: { axis: null, domain: [0, most * 1.08] },
    marks: [
      ruleY([0], { stroke: LINE }),
      text(
        years.filter(({ gap }) => gap),
        { x: ({ year }: YearFigures) => `${year}年`, y: 0, text: 'gap', dy: -12, fill: '#555' }
      ),
      ...points.flatMap(({ line: { name, stroke, symbol, dy }, points: line }) => [
        lineY(line, { x: 'year', y: 'amount', stroke, strokeWidth: 2, strokeDasharray: symbol === 'square' ? '6 4' : undefined }),
        dot(line, { x: 'year', y: 'amount', fill: stroke, symbol, r: 4 }),
        text(line, { x: 'year', y: 'amount', text: ({ amount }) => String(amount), fill: stroke, dy }),
        text(line.slice(-1), { x: 'year', y: 'amount', text: () => name, fill: stroke, textAnchor: 'start', dx: 20, dy: dy / 2 })
      ])
    ]
  })
}
