import { describe, expect, it } from 'vitest'
import { type Answer, countsAs, isOpen, type Judged } from '@/report/answer'
import { type Report, templateOf } from '@/report/report'
import { judge } from '@/report/rules/judge'
import { openSample } from '@/report/rules/rule-examples'
import { listDeclared } from '@/report/rules/rules'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'
import type { JudgedThread } from './comment'
import {
  type Counts,
  completeness,
  countFindings,
  countOpen,
  countPages,
  describeCounts,
  listPages,
  OVERVIEW,
  pageOf,
  pageOfFinding,
  sayOpen
} from './counts'

const judgeReport = (report: Report, answers: Answer[] = [], lastYear?: Report, today?: string) => {
  const sheet = openSheet(report, { lastYear, today })
  return judge(sheet, answers)
}
const explain = (judged: readonly Judged[]): Answer[] =>
  judged.map(({ key, basis }) => ({ finding: key, basis, text: '已逐项核实。', by: '甲', on: new Date(0) }))
const ask = (at: string, outcome: JudgedThread['outcome'] = 'untouched'): JudgedThread => ({
  id: 1,
  at,
  quote: '',
  remarks: [],
  closedBy: null,
  closedOn: null,
  outcome
})

/** Reports that break every rule one by one, and one that breaks many, with and without explanations. */
const CASES = listDeclared()
  .flatMap(({ breaks }) => breaks)
  .map((sample) => ({ ...openSample(sample), today: sample.today }))
  .concat({ report: exampleReport, lastYear: undefined, today: '2020-02-10' })
  .flatMap(({ report, lastYear, today }) => {
    const judged = judgeReport(report, [], lastYear, today)
    return [judged, judgeReport(report, explain(judged), lastYear, today)].map((one) => ({ template: templateOf(report), judged: one }))
  })

const add = (all: readonly Counts[], is: keyof Counts) => all.reduce((sum, counts) => sum + counts[is], 0)

describe('what is counted', () => {
  it('is every finding once, and a missing one by its places', () => {
    for (const { judged } of CASES) {
      const { missing, comments, ...others } = countFindings(judged)
      const named = judged.filter((one) => countsAs(one) === 'missing')
      expect(Object.values(others).reduce((sum, one) => sum + one, 0) + named.length).toBe(judged.length)
      expect([missing, comments]).toEqual([named.flatMap(({ finding }) => finding.at).length, 0])
    }
  })

  it('on the pages adds up to what is counted on the overview, with what is of the report as a whole', () => {
    const threads = [ask('problems'), ask('requests/granted'), ask(''), ask('preamble'), ask('problems', 'changed')]
    for (const { template, judged } of CASES) {
      const pages = countPages(template, judged, threads)
      const whole = countFindings(
        judged.filter((one) => pageOfFinding(template, one) === OVERVIEW.key),
        threads.filter(({ at }) => pageOf(template, at) === OVERVIEW.key)
      )
      const [overview, ...others] = [...pages.values()] as [Counts, ...Counts[]]
      for (const is of Object.keys(overview) as (keyof Counts)[]) expect(add([whole, ...others], is)).toBe(overview[is])
      expect(overview.comments).toBe(4)
    }
  })

  it('stands in the way exactly as long as a finding does', () => {
    for (const { judged } of CASES) expect(countOpen(countFindings(judged)) > 0).toBe(judged.some(isOpen))
    expect(countOpen(countFindings([], [ask('problems')]))).toBe(1)
    expect(countOpen(countFindings([], [ask('problems', 'answered')]))).toBe(0)
  })

  it('of an empty report is what is not filled in, whatever else may be right', () => {
    const report: Report = { ...cleanReport(2024), values: {} }
    const counts = countFindings(judgeReport(report))
    expect(counts).toMatchObject({ errors: 0, warnings: 0, explained: 0, notes: 0 })
    expect(completeness(templateOf(report), counts)).toBe(0)
    expect(describeCounts(counts).map(({ says }) => says)).toEqual([`○ ${counts.missing} 处尚未填写`])
  })

  it('as missing ends with an explanation: what was explained is not asked for again', () => {
    const report = cleanReport(2024, { 'overview/platform': '' })
    const judged = judgeReport(report)
    expect(countFindings(judged)).toMatchObject({ missing: 1, explained: 0 })
    const explained = countFindings(judgeReport(report, explain(judged)))
    expect(explained).toMatchObject({ missing: 0, explained: 1 })
    expect(completeness(templateOf(report), explained)).toBe(1)
  })

  it('of the preamble is the preamble’s', () => {
    const report = cleanReport(2024, { preamble: '报告电子版可在【网站名称】查阅。' })
    const pages = countPages(templateOf(report), judgeReport(report))
    expect([...pages].filter(([, { warnings }]) => warnings > 0).map(([key]) => key)).toEqual([OVERVIEW.key, 'preamble'])
  })
})

describe('the words of a count', () => {
  const counts: Counts = { errors: 1, warnings: 2, missing: 32, comments: 3, explained: 4, notes: 5 }
  it('say what was counted, every kind of it, the weightiest first', () => {
    expect(describeCounts(counts).map(({ says }) => says)).toEqual([
      '■ 1 处错误',
      '▲ 2 处待说明',
      '○ 32 处尚未填写',
      '※ 3 条意见待办理',
      '◆ 4 处已说明',
      '◇ 5 处提示'
    ])
    expect(sayOpen(counts)).toBe('1 处错误、2 处待说明、32 处尚未填写、3 条意见待办理')
  })
  it('are silent about what there is none of', () => {
    expect(describeCounts(countFindings([]))).toEqual([])
  })
})

it('the pages of the form begin with the overview and the preamble', () => {
  expect(listPages(templateOf(exampleReport)).map(({ name }) => name)).toEqual([
    '概览',
    '引言',
    ...templateOf(exampleReport).sections.map(({ heading, name }) => heading.slice(0, 2) + name)
  ])
})
