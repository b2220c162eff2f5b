import { expect, it } from 'vitest'
import { exampleReport } from '@/report/samples/example'
import { listOutcomes } from '@/report/workflow/outcomes'
import { drawOutcomes, drawTrend } from './published-charts'

const years = [2019, 2020, 2021, 2022, 2023].map((year, i) => ({ year, received: 40 + i * 9, handled: 38 + i * 8, carriedOut: 2 + i }))

it('draws a bar for each outcome with its name and number, the same bytes each time', () => {
  const svg = drawOutcomes(listOutcomes(exampleReport))
  expect(svg.match(/<rect /g)).toHaveLength(6)
  for (const words of ['予以公开', '无法提供', '>61<']) expect(svg).toContain(words)
  expect(drawOutcomes(listOutcomes(exampleReport))).toBe(svg)
})

it('draws two lines over five years that differ in more than their colour', () => {
  const svg = drawTrend(years)
  for (const words of ['2019年', '2023年', '新收', '办结', '>76<', 'stroke-dasharray']) expect(svg).toContain(words)
})

it('draws a year without a single application', () => {
  expect(drawOutcomes([{ name: '予以公开', amount: 0 }])).not.toContain('NaN')
  expect(drawTrend(years.map((one) => ({ ...one, received: 0, handled: Number.NaN })))).not.toContain('NaN')
})
