import { barY, binX, dot, lineY, rectY, ruleX, ruleY, text } from '@observablehq/plot'
import type { Indicator } from '@/report/statistics/indicators'
import type { StatisticsTotal } from '@/report/statistics/lines'
import { printMeasured } from '@/report/statistics/measure'
import { drawBars, MOST_BARS, shorten } from '@/server/charts/draw-bars'
import { drawPlot, INK, LINE, OCHRE, WIDTH } from '@/server/charts/draw-plot'
import type { Statistics, StatisticsGroup, StatisticsRow } from './statistics'

/** What pictures there are of one question. */
export const PICTURES = ['trend', 'groups', 'spread', 'ranking'] as const
export type PictureName = (typeof PICTURES)[number]

/** So many small pictures at most; the table has them all. */
const MOST_GROUPS = 12

/** Draws one of them as SVG; undefined where there is nothing to draw. */
export function drawPicture(name: PictureName, { asked, totals, grouped, rows, ranking, marked }: Statistics): string | undefined {
  const { indicator } = asked
  switch (name) {
    case 'trend':
      return totals.some(({ value }) => value !== null) ? drawYears(indicator, totals) : undefined
    case 'groups':
      return grouped.length > 1 ? drawGroups(indicator, grouped.slice(0, MOST_GROUPS)) : undefined
    case 'ranking':
      return rows.some(({ rank }) => rank !== null) ? drawRanking(indicator, rows.slice(0, MOST_BARS), marked) : undefined
    case 'spread':
      return ranking.filter(({ rank }) => rank !== null).length > 2 ? drawSpread(indicator, ranking, marked) : undefined
  }
}

/** Where a value stands on an axis; what has none is no point and breaks the line. */
const heightOf = (value: number | null) => value ?? Number.NaN
const lastOf = ({ cells }: Pick<StatisticsRow, 'cells'>) => cells.at(-1)?.value ?? null
const mostOf = (values: readonly (number | null)[]) => Math.max(0, ...values.map((value) => value ?? 0)) || 1
const leastOf = (values: readonly (number | null)[]) => Math.min(0, ...values.map((value) => value ?? 0))

/** Sums as bars, shares as a line; a year without figures says why and has no mark. */
function drawYears(indicator: Indicator, totals: readonly StatisticsTotal[]): string {
  const points = totals.map(({ year, value, gap, covered, of }) => ({
    year: `${year}`,
    value,
    gap,
    // A sum of fewer units is not to be taken for a decline, where the picture stands alone either.
    shown: value === null ? gap : `${printMeasured(indicator, value)}${covered < of ? `\n涵盖 ${covered}/${of}` : ''}`
  }))
  const present = points.filter(({ value }) => value !== null)
  const values = points.map(({ value }) => value)
  const isShare = indicator.kind === 'share'
  const marks = isShare
    ? [
        lineY(points, { x: 'year', y: ({ value }) => heightOf(value), stroke: INK, strokeWidth: 2 }),
        dot(present, { x: 'year', y: 'value', fill: INK, r: 4 })
      ]
    : [barY(present, { x: 'year', y: 'value', fill: INK, insetLeft: 8, insetRight: 8 })]
  return drawPlot({
    ...{ height: 240, marginLeft: 24, marginRight: 24, marginTop: 44, marginBottom: 30 },
    x: { label: null, type: isShare ? 'point' : 'band', domain: points.map(({ year }) => year), tickSize: 0, padding: isShare ? 0.5 : 0.1 },
    y: { axis: null, domain: [leastOf(values), mostOf(values)] },
    marks: [
      ruleY([0], { stroke: LINE }),
      ...marks,
      text(present, { x: 'year', y: 'value', text: 'shown', dy: -8, lineAnchor: 'bottom' }),
      text(
        points.filter(({ value }) => value === null),
        { x: 'year', y: 0, text: 'shown', dy: -12, fill: '#555' }
      )
    ]
  })
}

/** Small multiples: one line a group, all on the same scale. */
function drawGroups(indicator: Indicator, groups: readonly StatisticsGroup[]): string {
  const columns = Math.min(3, groups.length)
  const years = groups[0]?.totals.map(({ year }) => String(year)) ?? []
  const ends = [years[0], years.at(-1)]
  const points = groups.flatMap(({ totals, name }, i) =>
    totals.map(({ year, value }) => ({ name, column: i % columns, row: Math.floor(i / columns), year: String(year), value }))
  )
  const present = points.filter(({ value }) => value !== null)
  const place = { fx: 'column', fy: 'row', x: 'year' } as const
  const values = points.map(({ value }) => value)
  const heads = points.filter(({ year }) => year === years[0])
  return drawPlot({
    ...{ height: Math.ceil(groups.length / columns) * 112 + 24, marginLeft: 8, marginRight: 8, marginTop: 8, marginBottom: 24 },
    fx: { axis: null, padding: 0.12 },
    fy: { axis: null, padding: 0.16 },
    x: {
      label: null,
      type: 'point',
      domain: years,
      tickSize: 0,
      tickFormat: (year: string) => (ends.includes(year) ? year : ''),
      padding: 0.4
    },
    y: { axis: null, domain: [leastOf(values), mostOf(values) * 1.5] },
    marks: [
      ruleY([0], { stroke: LINE }),
      lineY(points, { ...place, y: ({ value }) => heightOf(value), stroke: INK, strokeWidth: 1.5, z: 'name' }),
      dot(present, { ...place, y: 'value', fill: INK, r: 2.5 }),
      text(heads, { fx: 'column', fy: 'row', text: ({ name }) => shorten(name, 9), frameAnchor: 'top-left', fontWeight: 600, dy: -2 }),
      text(
        present.filter(({ year }) => year === years.at(-1)),
        {
          ...{
            ...place,
            y: 'value',
            text: ({ value }: { value: number | null }) => (value === null ? '' : printMeasured(indicator, value))
          },
          ...{ dy: -10, textAnchor: 'end', dx: 8 }
        }
      )
    ]
  })
}

/** The units of a page, the first of them, a bar each. */
function drawRanking(indicator: Indicator, rows: readonly StatisticsRow[], marked: StatisticsRow | undefined): string {
  return drawBars(
    rows.flatMap((row) => {
      const value = lastOf(row)
      const isMarked = row.one === marked?.one
      return value === null ? [] : [{ name: row.one.name, value, shown: printMeasured(indicator, value), isMarked }]
    })
  )
}

/** How many units have how much, and where the marked one stands. */
function drawSpread(indicator: Indicator, ranking: readonly StatisticsRow[], marked: StatisticsRow | undefined): string {
  const scale = scaleOf(indicator)
  const values = ranking.flatMap((row) => lastOf(row) ?? []).map((value) => value / scale)
  const own = marked && lastOf(marked)
  const at = own === undefined || own === null ? [] : [own / scale]
  return drawPlot({
    ...{ height: 220, marginLeft: 44, marginRight: 24, marginTop: 30, marginBottom: 34 },
    x: { label: null, tickFormat: indicator.kind === 'share' ? '.0%' : undefined, ticks: 6 },
    y: { label: '单位数', labelArrow: 'none', tickFormat: 'd', interval: 1, ticks: 4, grid: true },
    marks: [
      rectY(values, { ...binX({ y: 'count' }, { x: (value: number) => value, thresholds: 16 }), fill: INK }),
      ruleY([0], { stroke: LINE }),
      ruleX(at, { stroke: OCHRE, strokeWidth: 2.5, strokeDasharray: '5 3' }),
      text(at, {
        ...{ x: (value: number) => value, frameAnchor: 'top', dy: -20, fill: OCHRE, fontWeight: 600 },
        textAnchor: (at[0] ?? 0) > (Math.max(...values) + Math.min(...values)) / 2 ? 'end' : 'start',
        text: () => `${shorten(marked?.one.name ?? '', 14)} ${own === null || own === undefined ? '' : printMeasured(indicator, own)}`
      })
    ],
    width: WIDTH
  })
}

/** Amounts are integers of the last decimal; an axis shows what people count in. */
const scaleOf = ({ kind }: Indicator) => (kind === 'fee' ? 1e6 : kind === 'money' ? 100 : 1)
