import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/testing/clean'
import { type Answer, isExplainable, isOpen } from './answer'
import type { Report } from './report'
import { judge } from './rules/judge'
import { openSheet } from './sheet'

const judged = (report: Report, answers: Answer[] = []) => {
  const sheet = openSheet(report)
  return judge(sheet, answers)
}

const explain = (report: Report): Answer[] =>
  judged(report).map(({ key, basis }) => ({ finding: key, basis, text: '25件为联合发文，由牵头单位公开。', by: '甲', on: new Date(0) }))

/** 113 documents made, 88 published. */
const unpublished = cleanReport(2019, {
  'disclosure/normative/made': '113',
  'disclosure/normative/opened': '88',
  'disclosure/normative/public-total': '1156'
})

describe('an explanation', () => {
  it('settles the warning it was written for', () => {
    expect(judged(unpublished).map(isOpen)).toEqual([true])
    expect(judged(unpublished, explain(unpublished)).map(isOpen)).toEqual([false])
  })
  it('lapses when the values change, and is still shown', () => {
    const changed = { ...unpublished, values: { ...unpublished.values, 'disclosure/normative/opened': '90' } }
    const [one] = judged(changed, explain(unpublished))
    expect(one && isOpen(one)).toBe(true)
    expect(one?.lapsed?.text).toContain('联合发文')
  })
  it('holds again when the values come back', () => {
    const back = { ...unpublished, values: { ...unpublished.values, 'disclosure/normative/opened': ' 88' } }
    expect(judged(back, explain(unpublished)).map(isOpen)).toEqual([false])
  })
  it('cannot settle a broken sum, but can settle an error that allows it', () => {
    const broken = cleanReport(2024, { 'requests/received/person': '11' })
    expect(judged(broken, explain(broken)).every(isOpen)).toBe(true)
    const regulations = cleanReport(2024, { 'disclosure/regulations/valid': '1' })
    expect(judged(regulations).map(({ finding }) => isExplainable(finding))).toEqual([true])
    expect(judged(regulations, explain(regulations)).map(isOpen)).toEqual([false])
  })
  it('is never asked for a note', () => {
    expect(judged(cleanReport(2024, { 'disputes/after-review/upheld': '1' })).map(isOpen)).toEqual([false])
  })
})
