import { expect, it } from 'vitest'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'
import { compareYears } from './compare'

it('tells last year’s value, the change and its share, and is silent where both years have 0', () => {
  const lastYear = cleanReport(2023, { 'requests/received/person': '8', 'disclosure/normative/made': '0' })
  const sheet = openSheet(cleanReport(2024, { 'disclosure/normative/made': '5', 'requests/granted/person': '' }), { lastYear })
  const compared = compareYears(sheet)
  expect(compared.get('requests/received/person')).toEqual({ last: '8', change: '+2', share: '+25%' })
  expect(compared.get('requests/received/total')).toEqual({ last: '8', change: '+2', share: '+25%' })
  expect(compared.get('disclosure/normative/made')).toEqual({ last: '0', change: '+5', share: '' })
  expect(compared.get('requests/granted/person')).toEqual({ last: '9', change: '', share: '' })
  expect(compared.get('requests/carried-out/person')).toEqual({ last: '1', change: '0', share: '0%' })
  expect(compared.get('requests/carried-in/person')).toEqual({ last: '1', change: '-1', share: '-100%' })
  expect(compared.has('requests/partial/person')).toBe(false)
})

it('compares nothing with a year on another form, or with none', () => {
  expect(compareYears(openSheet(cleanReport(2021), { lastYear: cleanReport(2020) })).size).toBe(0)
  expect(compareYears(openSheet(cleanReport(2021))).size).toBe(0)
})
