import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { schemaOf } from '@/report/json-schema'
import { makeDocument } from '@/report/layout/document'
import { findClaims } from '@/report/prose/find-claims'
import { findRepairs } from '@/report/repair/repair'
import { type Report, titleOf } from '@/report/report'
import { openSample } from '@/report/rules/rule-examples'
import { listDeclared } from '@/report/rules/rules'
import { openSheet } from '@/report/sheet'
import { makeSnapshot } from '@/report/snapshot'
import { findTemplate } from '@/report/templates'
import { form2021 } from '@/report/templates/form-2021'
import { cleanReport } from '@/report/testing/clean'
import { countyReport } from '@/report/testing/county'
import { form2027, moveToForm2027, onForm2027, registerForm2027 } from '@/report/testing/form-2027'
import { draftRequests } from '@/report/text/draft-text'
import { listOpenings, readLastYear } from '@/report/workflow/opening'
import { listOutcomes, readYearFigures } from '@/report/workflow/outcomes'
import { readBack } from '@/server/testing/read-back'
import { FORMATS, formatOf } from './formats'
import { writeFile } from './write-file'

const MERGED = onForm2027('requests/merged/person')

let unregister = () => {}
beforeAll(() => {
  unregister = registerForm2027()
})
afterAll(() => unregister())

const NEW_ROW = form2027.cells.flatMap(({ row, at }) => (row.means === 'merged' ? [at] : []))

const SAMPLES = listDeclared()
  .flatMap(({ id, breaks, holds }) => [...breaks, holds].map((sample, i) => ({ rule: id, i, sample })))
  .filter(({ sample: { page, year = 2024 } }) => !page && year > 2021)

const PROSE =
  '全年收到申请76件，上年结转4件，办结77件，其中予以公开33件、部分公开12件、不予公开4件、无法提供16件、不予处理6件、其他处理6件，结转下年度3件。收到的申请中，自然人70件。被申请行政复议9件，维持5件；行政诉讼10件。制发规范性文件7件。'

/** Ten received, of which three were merged. */
const reportOf = (values = {}): Report =>
  cleanReport(2027, {
    [onForm2027('requests/granted/person')]: '6',
    [MERGED]: '3',
    'overview/requests': '全年新收申请10件，办结9件，结转下年度1件。',
    ...values
  })

const rulesOf = (report: Report) => check(report).map(({ rule }) => rule)

describe('a form of a year to come, registered and not known anywhere else', () => {
  it('is in force from its year on', () => {
    expect([findTemplate(2026)?.id, findTemplate(2027)?.id, findTemplate(2030)?.id]).toEqual(['F2021', 'F2027', 'F2027'])
  })

  it('adds up its new row wherever it belongs', () => {
    const { amounts } = openSheet(reportOf())
    const at = (meaning: string) => amounts.taken[form2027.index.get(onForm2027(meaning)) as number]
    expect([at('requests/merged/total'), at('requests/other/person'), at('requests/handled/total')]).toEqual([3, 3, 9])
  })

  it('is judged by the rules of sums and texts that hold since an earlier form', () => {
    expect(rulesOf(reportOf())).toEqual([])
    expect(rulesOf(reportOf({ [MERGED]: '4' }))).toContain('T3-04')
    expect(rulesOf(reportOf({ 'overview/requests': '全年新收申请10件，办结8件，结转下年度1件。' }))).toContain('N-03')
    expect(rulesOf(reportOf({ [onForm2027('disclosure/normative/made')]: '2' }))).toContain('T2-02')
    expect(rulesOf(reportOf({ 'overview/management': '制发规范性文件5件。' }))).toContain('N-11')
    const notice = '本报告依据国办公开办函〔2021〕30号编制。'
    expect(check(reportOf({ preamble: notice })).find(({ rule }) => rule === 'X-05')?.says).toContain('国办公开办函〔2027〕9号')
  })

  it('has no key of an earlier form', () => {
    expect(form2027.cells.filter(({ at }) => form2021.index.has(at))).toEqual([])
  })

  it.each(SAMPLES)('is judged by $rule as the form before it, sample $i', ({ sample }) => {
    const { report, lastYear } = openSample(sample)
    // A list of cells names the moved row elsewhere and the new one too; the notice to cite is another.
    const placesOf = (at: readonly string[], move: (at: string) => string) => at.map(move).filter((one) => !NEW_ROW.includes(one))
    const told = (now: Report, before: Report | undefined, move: (at: string) => string) =>
      check(now, { lastYear: before, today: sample.today })
        .filter(({ rule }) => rule !== 'X-05')
        .map(({ rule, level, at, fix, left, right }) => {
          const places = [at, Object.keys(fix?.texts ?? {})].map((some) => placesOf(some, move).sort().join(' '))
          return [rule, level, ...places, left?.text, right?.text].join('|')
        })
        .sort()
    const expected = told(report, lastYear, onForm2027)
    expect(told(moveToForm2027(report), lastYear && moveToForm2027(lastYear), (at) => at)).toEqual(expected)
  })

  it('has the rules of sums compared with last year, though that was on the form before (Y-01, Y-02, Y-06)', () => {
    const { report, lastYear } = openSample({
      values: { 'disclosure/normative/valid': '4', 'overview/requests': '全年收到政府信息公开申请10件，同比增长20%。' },
      lastYear: {
        'requests/received/person': '8',
        'requests/granted/person': '5',
        'requests/carried-out/person': '3',
        'disclosure/normative/valid': '5'
      }
    })
    const found = check(moveToForm2027(report), { lastYear }).map(({ rule, at }) => [rule, at[0]])
    expect(found).toEqual([
      ['Y-06', 'overview/requests'],
      ['Y-02', onForm2027('disclosure/normative/made')],
      ['Y-01', onForm2027('requests/carried-in/total')],
      ['Y-01', onForm2027('requests/carried-in/person')]
    ])
    const sheet = openSheet(moveToForm2027(report), { lastYear })
    expect(listOpenings(sheet)).toContainEqual({ at: onForm2027('requests/carried-in/person'), text: '3' })
    expect(readLastYear(sheet)(onForm2027('requests/received/person'))).toBe(8)
  })

  it('has its numbers in the prose linked, as the form before it', () => {
    const report = countyReport(PROSE)
    const claims = (one: Report, move: (at: string) => string) =>
      findClaims(openSheet(one)).map(({ text, verdict, rule, to }) => [text, verdict, rule, to.map(move)])
    expect(claims(report, onForm2027).map(([, verdict]) => verdict)).not.toContain('unlinked')
    expect(claims(moveToForm2027(report), (at) => at)).toEqual(claims(report, onForm2027))
  })

  it('has its paragraph drafted, its year told in figures and its sums repaired', () => {
    const draft = draftRequests(openSheet(reportOf()))
    expect(draft).toContain(`新收政府信息公开申请{=${onForm2027('requests/received/total')}}件`)
    expect(draft).toContain(`其他处理{=${onForm2027('requests/other/total')}}件`)
    expect(rulesOf(reportOf({ 'overview/requests': draft }))).toEqual([])
    expect(readYearFigures(reportOf())).toEqual({ year: 2027, received: 10, handled: 9, carriedOut: 1 })
    expect(listOutcomes(reportOf())).toContainEqual({ name: '其他处理', amount: 3 })
    const wrong = openSheet(reportOf({ [MERGED]: '4', [onForm2027('requests/merged/total')]: '3' }))
    const [repair] = findRepairs(wrong, new Set())
    expect(repair?.changes).toEqual([{ at: MERGED, now: '3' }])
  })

  it.each(FORMATS)('is written as %s, read back and compared', (format) => {
    const report = reportOf()
    const snapshot = makeSnapshot(report)
    const file = writeFile(snapshot, format, { isFinal: true })
    const opened = formatOf[format].open(file)
    expect(opened.title()?.replace(/\s/g, '')).toBe(titleOf(report))
    if (opened.report) expect(readBack(file, format).values[MERGED]).toBe('3')
  })

  it('is drawn with its rows in their order, under their names', () => {
    const words = JSON.stringify(makeDocument(reportOf()))
    const places = ['1.申请人逾期不缴纳信息处理费', '2.申请人无正当理由逾期不补正', '3.多名申请人', '4.其他'].map((label) =>
      words.indexOf(label)
    )
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  it('has a JSON schema of its own', () => {
    expect(schemaOf(form2027).safeParse(JSON.parse(makeSnapshot(reportOf()))).success).toBe(true)
  })
})
