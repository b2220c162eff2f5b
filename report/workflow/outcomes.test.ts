import { expect, it } from 'vitest'
import { exampleReport } from '@/report/samples/example'
import { cleanReport, without } from '@/report/testing/clean'
import { listOutcomes, readYearFigures } from './outcomes'

it('adds up how applications ended, in the order and the words of the form', () => {
  expect(listOutcomes(exampleReport)).toEqual([
    { name: '予以公开', amount: 13 },
    { name: '部分公开', amount: 4 },
    { name: '不予公开', amount: 1 },
    { name: '无法提供', amount: 61 },
    { name: '不予处理', amount: 2 },
    { name: '其他处理', amount: 2 }
  ])
})

it('leaves out an outcome that is not told', () => {
  const report = cleanReport(2024)
  const gap = { ...report, values: without(report.values, 'requests/petition/person') }
  expect(listOutcomes(gap).map(({ name }) => name)).not.toContain('不予处理')
  expect(listOutcomes(report).map(({ amount }) => amount)).toEqual([9, 0, 0, 0, 0, 0])
})

it('tells what was received, handled and carried over', () => {
  expect(readYearFigures(exampleReport)).toEqual({ year: 2019, received: 87, handled: 83, carriedOut: 4 })
  expect(readYearFigures({ ...cleanReport(2024), values: {} }).received).toBeNaN()
})
