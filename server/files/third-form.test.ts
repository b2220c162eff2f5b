import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, openSheet } from '@/report/check'
import { schemaOf } from '@/report/json-schema'
import { makeDocument } from '@/report/layout/document'
import { type Report, titleOf } from '@/report/report'
import { makeSnapshot } from '@/report/snapshot'
import { findTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { form2027, registerForm2027 } from '@/report/testing/form-2027'
import { readReport } from '@/server/testing/read-report'
import { FORMATS, formatOf } from './formats'
import { writeFile } from './write-file'

const MERGED = 'requests/merged/person'

let unregister = () => {}
beforeAll(() => {
  unregister = registerForm2027()
})
afterAll(() => unregister())

/** Ten received, of which three were merged. */
const reportOf = (values = {}): Report =>
  cleanReport(2027, {
    'requests/granted/person': '6',
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
    const at = (address: string) => amounts.taken[form2027.index.get(address) as number]
    expect([at('requests/merged/total'), at('requests/other/person'), at('requests/handled/total')]).toEqual([3, 3, 9])
  })

  it('is judged by the rules of sums and texts that hold since an earlier form', () => {
    expect(rulesOf(reportOf())).toEqual([])
    expect(rulesOf(reportOf({ [MERGED]: '4' }))).toContain('T3-04')
    expect(rulesOf(reportOf({ 'overview/requests': '全年新收申请10件，办结8件，结转下年度1件。' }))).toContain('N-03')
    expect(rulesOf(reportOf({ 'disclosure/normative/made': '2' }))).toContain('T2-02')
    expect(rulesOf(reportOf({ 'overview/management': '制发规范性文件5件。' }))).toContain('N-11')
    const notice = '本报告依据国办公开办函〔2021〕30号编制。'
    expect(check(reportOf({ preamble: notice })).find(({ rule }) => rule === 'X-05')?.says).toContain('国办公开办函〔2027〕9号')
  })

  it.each(FORMATS)('is written as %s, read back and compared', (format) => {
    const report = reportOf()
    const snapshot = makeSnapshot(report)
    const file = writeFile(snapshot, format, { isFinal: true })
    const opened = formatOf[format].open(file)
    expect(opened.title()?.replace(/\s/g, '')).toBe(titleOf(report))
    if (opened.report) expect(readReport(file, format).values[MERGED]).toBe('3')
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
