import { describe, expect, it } from 'vitest'
import { openSheet } from './check'
import { exampleReport } from './example'
import { listOpenings } from './opening'
import { cleanReport } from './testing'

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
  it('need a report of last year', () => expect(listOpenings(openSheet(cleanReport(2020)))).toEqual([]))
})
