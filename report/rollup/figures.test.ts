import { expect, it } from 'vitest'
import { templateOf } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import { figuresOf } from './figures'

const of = (values: Record<string, string>) => new Map(figuresOf(cleanReport(2024, values)).map(({ at, ...figure }) => [at, figure]))

it('a cell is a number, nothing, or a text that is none; zero is a number, typed or as a dash', () => {
  const figures = of({ 'requests/received/person': '', 'disclosure/normative/made': '若干', 'disclosure/normative/valid': '/' })
  expect(figures.get('requests/received/person')).toEqual({ amount: null, standing: 'blank' })
  expect(figures.get('requests/received/total')).toEqual({ amount: null, standing: 'blank' })
  expect(figures.get('disclosure/normative/made')).toEqual({ amount: null, standing: 'unreadable' })
  expect(figures.get('disclosure/normative/valid')).toEqual({ amount: 0, standing: 'value' })
})

it('amounts are integers of the last decimal, and totals are there as the finished report shows them', () => {
  const figures = of({ 'disclosure/fees/amount': '59237.244901' })
  expect(figures.get('disclosure/fees/amount')).toEqual({ amount: 59_237_244_901, standing: 'value' })
  expect(figures.get('requests/received/total')?.amount).toBe(10)
})

it('has each cell of the form once, and no group', () => {
  const report = cleanReport(2024)
  expect(figuresOf(report).map(({ at }) => at)).toEqual(
    templateOf(report)
      .cells.filter(({ role }) => role !== 'group')
      .map(({ at }) => at)
  )
})
