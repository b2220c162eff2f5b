import { describe, expect, it } from 'vitest'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'
import { listOpenings, readLastYear } from './opening'

const ITEMS = { 'disclosure/licensing/last-year': '30', 'disclosure/licensing/change': '5' }

describe('opening balances', () => {
  it('are what last year carried over, by column, and last year’s items', () => {
    const openings = listOpenings(openSheet(cleanReport(2020), { lastYear: exampleReport }))
    expect(openings.filter(({ at }) => at.startsWith('requests/'))).toEqual(
      ['person', 'company', 'research', 'welfare', 'legal', 'other'].map((column) => ({
        at: `requests/carried-in/${column}`,
        text: column === 'person' ? '4' : '0'
      }))
    )
    expect(openings).toContainEqual({ at: 'disclosure/fees/last-year', text: '0' })
  })
  it('from the old form to the new are only what was carried over', () => {
    const openings = listOpenings(openSheet(cleanReport(2021), { lastYear: cleanReport(2020) }))
    expect(openings.map(({ at }) => at.split('/')[1])).toEqual(new Array(6).fill('carried-in'))
  })
  it('stand beside 上年结转 as what last year carried over, not as what had been carried into it', () => {
    const last = cleanReport(2023, {
      'requests/carried-in/person': '2',
      'requests/granted/person': '8',
      'requests/carried-out/person': '4'
    })
    const lastYear = readLastYear(openSheet(cleanReport(2024), { lastYear: last }))
    expect(lastYear('requests/carried-in/person')).toBe(4)
    expect(lastYear('requests/carried-in/total')).toBe(4)
    expect(lastYear('requests/received/person')).toBe(10)
    expect(lastYear('requests/carried-out/person')).toBe(4)
    const items = readLastYear(openSheet(cleanReport(2020), { lastYear: cleanReport(2019, ITEMS) }))
    expect(items('disclosure/licensing/last-year')).toBe(35)
    expect(items('disclosure/licensing/change')).toBe(5)
    expect(readLastYear(openSheet(cleanReport(2020)))('requests/carried-in/person')).toBeNaN()
  })
  it('need a report of last year', () => expect(listOpenings(openSheet(cleanReport(2020)))).toEqual([]))
})
