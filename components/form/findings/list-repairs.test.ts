import { expect, it } from 'vitest'
import { LiveSheet } from '@/components/form/session/live-sheet'
import { cleanReport } from '@/report/testing/clean'
import { listRepairs } from './list-repairs'

it('mends broken sums around what was explained and what was carried over from last year', () => {
  const lastYear = cleanReport(2023, { 'requests/granted/person': '6', 'requests/carried-out/person': '4' })
  const report = cleanReport(2024, { 'requests/carried-in/person': '4', 'requests/received/person': '10' })
  const touched = listRepairs(new LiveSheet(report, { lastYear }, [])).flatMap(({ changes }) => changes.map(({ at }) => at))
  expect(touched.length).toBeGreaterThan(0)
  expect(touched).not.toContain('requests/carried-in/person')
})
