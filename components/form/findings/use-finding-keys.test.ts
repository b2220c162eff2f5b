import { expect, it } from 'vitest'
import { LiveSheet } from '@/components/form/session/live-sheet'
import { countsAs } from '@/report/answer'
import { templateOf } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import { pageOfFinding } from '@/report/workflow/counts'
import { orderFrom } from './use-finding-keys'

it('walks the page that is open first, then those after it and around again, and what is not filled in last of its page', () => {
  const report = cleanReport(2024, {
    'disclosure/normative/valid': 'x',
    'requests/received/person': '',
    'requests/granted/company': 'x',
    'disputes/review/upheld': 'x'
  })
  const template = templateOf(report)
  const { judged } = new LiveSheet(report, {}, []).getView()
  const order = orderFrom(template, judged, 'requests')
  const pages = [...new Set(order.map((one) => pageOfFinding(template, one)))]
  expect(pages.slice(0, 2)).toEqual(['requests', 'disputes'])
  expect(pages.indexOf('disclosure')).toBeGreaterThan(1)
  expect(order).toHaveLength(judged.length)
  const own = order.filter((one) => pageOfFinding(template, one) === 'requests').map(countsAs)
  expect(own).toContain('missing')
  expect(own.lastIndexOf('error')).toBeLessThan(own.indexOf('missing'))
})
