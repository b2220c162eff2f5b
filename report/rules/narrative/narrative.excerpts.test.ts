import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import type { Report } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import type { Values } from '@/report/values'

/** Figures of published reports told in our own words; all applicants are natural persons unless a figure says otherwise. */
function report(figures: Values, text: string, { year = 2024, ...more }: Partial<Report> = {}): Report {
  const person = Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [key.includes('/') ? key : `requests/${key}/person`, value])
  )
  const nothing = { 'requests/received/person': '0', 'requests/granted/person': '0', 'requests/carried-out/person': '0' }
  return cleanReport(year, { ...nothing, ...person, 'overview/requests': text }, { unit: '丙市人民政府', kind: 'government', ...more })
}

/** The rules the text breaks. */
const broken = (one: Report, lastYear?: Report) =>
  check(one, { lastYear })
    .filter(({ rule, level }) => /^N-|Y-06|T3-10/.test(rule) && level !== 'note')
    .map(({ rule }) => rule)

describe('contradictions of published reports', () => {
  it('two received where the table has three', () => {
    expect(broken(report({ received: '3', granted: '3' }, '本年度共受理政府信息公开申请2件。'))).toEqual(['N-01'])
  })
  it('parts of 141 that add up to 148', () => {
    const parts = [16, 24, 17, 1, 23, 17, 4, 25, 9, 3, 9].map((part, i) => `第${'甲乙丙丁戊己庚辛壬癸子'[i]}类${part}条`).join('、')
    expect(broken(report({}, `全年主动公开信息141条，其中：${parts}。`))).toEqual(['N-13'])
  })
  it('parts of 73 that add up to 76', () => {
    expect(broken(report({}, '主动公开信息73条，其中：数据类28条，解读类11条，人事类1条，财务类2条，采购类1条，工作动态33条。'))).toEqual([
      'N-13'
    ])
  })
  it('eleven received of whom two are lost, before the table is filled', () => {
    const { values, ...rest } = report({}, '全年受理政府信息公开申请11件，办结数8件，结转下一年办理1件。')
    const blank = Object.fromEntries(Object.entries(values).filter(([at]) => !at.startsWith('requests/')))
    expect(broken({ ...rest, values: blank })).toEqual(['N-08'])
    const live = { ...blank, 'overview/requests': '全年受理政府信息公开申请{=requests/received/total}件，办结数8件，结转下一年办理1件。' }
    expect(broken({ ...rest, values: live })).toEqual([])
  })
  it('cases counted elsewhere, and a growth rate that cannot be recomputed', () => {
    const cases = { 'disputes/review/upheld': '170', 'disputes/direct/upheld': '25', 'disputes/after-review/upheld': '52' }
    const now = report(
      { received: '3525', 'carried-in': '121', granted: '3600', 'carried-out': '46', ...cases },
      '全市收办政府信息公开申请3646件，同比增长1.05%。备案的政府信息公开行政复议案件134件，行政诉讼案件57件。'
    )
    const before = report({ received: '3511', 'carried-in': '96', granted: '3486', 'carried-out': '121' }, '略', { year: 2023 })
    expect(broken(now, before).sort()).toEqual(['N-09', 'N-09', 'Y-06'])
    expect(broken(now).sort()).toEqual(['N-09', 'N-09'])
  })
  it('54 concluded where the results add up to 55', () => {
    const figures = {
      received: '54',
      'carried-in': '2',
      granted: '45',
      partial: '4',
      'state-secret': '1',
      'not-held': '2',
      repeated: '1',
      else: '2',
      'carried-out': '1'
    }
    const text =
      '受理申请54件，上年结转2件，按时办结54件。其中予以公开45件，部分公开4件，不予公开1件，无法提供2件，不予处理1件，其他处理2件。结转下年度1件政府信息公开申请。'
    expect(broken(report(figures, text))).toEqual(['N-03'])
  })
  it('documents in force that the table counts otherwise', () => {
    const files = { 'disclosure/normative/made': '77', 'disclosure/normative/repealed': '132', 'disclosure/normative/valid': '470' }
    expect(broken(report(files, '现行有效行政规范性文件393件已集中公开，本年制发的规范性文件77件均已收录。'))).toEqual(['N-11'])
  })
  it('no fee collected although two requests were closed for not paying it', () => {
    const one = report({ received: '2', unpaid: '2' }, '收到申请公开2件，办结2件。')
    expect(broken({ ...one, values: { ...one.values, 'other-matters': '本年度没有收取信息处理费。' } })).toEqual(['T3-10'])
    expect(broken({ ...one, values: { ...one.values, 'other-matters': '发出收费通知2件，申请人均未缴纳。' } })).toEqual([])
  })
})

describe('texts that are right', () => {
  it.each([
    [
      '95 and 8 make 98 and 5',
      {
        received: '89',
        'requests/received/company': '6',
        'carried-in': '8',
        granted: '42',
        partial: '1',
        'not-held': '43',
        'requests/not-held/company': '6',
        petition: '6',
        'carried-out': '5'
      },
      '2024年受理申请公开95件，其中自然人89件，法人或其他组织6件，上年结转8件；答复98件，结转下年度5件。予以公开42件，占42.86%；部分公开1件，占1.02%；无法提供49件，占50%；不予处理6件，占6.12%。'
    ],
    [
      'mixed precision of percentages',
      { received: '45', 'carried-in': '2', granted: '11', partial: '16', 'not-held': '15', repeated: '1', else: '1', 'carried-out': '3' },
      '收到公开申请45件，上年结转2件，办结44件，结转3件。予以公开11件，占25%；部分公开16件，占36.4%；无法提供15件，占34%；不予处理1件，占2.3%；其他处理1件，占2.3%。'
    ],
    [
      '227 and 18 make 229 and 16',
      { received: '227', 'carried-in': '18', granted: '229', 'carried-out': '16' },
      '新收政府信息公开申请227件，上年结转18件，共办理答复229件，结转下年度继续办理16件。'
    ],
    [
      '70 and 1 make 66 and 5',
      { received: '70', 'carried-in': '1', granted: '66', 'carried-out': '5' },
      '收到申请公开70件，上年结转1件，办结66件，转下年度办理5件。'
    ],
    [
      'an open list that is less than its total',
      { received: '312', granted: '312' },
      '主动公开信息312条，其中政策84条、人事31条、财政21条、执法68条。'
    ],
    [
      'received that counts what was carried in',
      { received: '71', 'requests/received/company': '3', 'carried-in': '1', granted: '72', 'requests/granted/company': '3' },
      '全年收到政府信息公开申请75件，涉及自然人72件、商业企业3件，办结率100%。'
    ],
    [
      'reviews and both kinds of lawsuits',
      {
        received: '154',
        granted: '148',
        'carried-out': '6',
        'disputes/review/upheld': '36',
        'disputes/direct/upheld': '6',
        'disputes/after-review/upheld': '3'
      },
      '全年收到申请公开154件，办结148件，结转6件。因政府信息公开引发行政复议36起、行政诉讼9起。'
    ],
    [
      '1191 concluded with 189 of last year among them',
      {
        received: '1295',
        'carried-in': '189',
        granted: '206',
        partial: '2',
        'state-secret': '20',
        'not-held': '564',
        petition: '80',
        else: '319',
        'carried-out': '293'
      },
      '受理政府信息公开申请1295件，办结1191件（含上年结转189件）。予以公开及部分公开208件（17.46%），不予公开20件（1.68%），因本机关不掌握等原因无法提供564件（47.36%），属信访、重复申请等不予处理80件（6.72%），其他处理319件（26.78%）。'
    ]
  ])('%s', (_, figures, text) => expect(broken(report(figures as Values, text))).toEqual([]))
})

describe('words that say a number is zero', () => {
  const cases = { 'disputes/review/upheld': '3', 'disputes/review/pending': '1' }
  it.each([
    ['本年度未收到政府信息公开申请。', { received: '1', granted: '1' }, ['N-10']],
    ['本年度未收到政府信息公开申请。', {}, []],
    ['未发生因政府信息公开引起的行政复议、行政诉讼案件。', cases, ['N-10']],
    ['未发生因政府信息公开引起的行政诉讼案件。', cases, []],
    ['全年政府信息公开行政复议4件，均获维持。', cases, ['N-10']],
    ['全年未发生行政复议被纠错或行政诉讼败诉的情形。', cases, []],
    ['全年未发生行政复议被纠错的情形。', { 'disputes/review/corrected': '1' }, ['N-10']],
    ['收到的公开申请已全部按期办结。', { received: '3', granted: '2', 'carried-out': '1' }, ['N-10']],
    ['收到的公开申请除1件结转下年度外已全部按期办结。', { received: '3', granted: '2', 'carried-out': '1' }, []]
  ])('%s', (text, figures, rules) => expect(broken(report(figures as Values, text))).toEqual(rules))
})

describe('a list of results', () => {
  it('names the result it left out', () => {
    const figures = { received: '11', granted: '4', partial: '2', 'administrative-query': '1', 'not-held': '2', repeated: '1', else: '1' }
    const text = '收到公开申请11件，办结11件，其中予以公开4件，部分公开2件，无法提供2件，不予处理1件，其他处理1件。'
    const findings = check(report(figures, text)).filter(({ rule }) => rule.startsWith('N-'))
    expect(findings.map(({ says }) => says)).toEqual([
      '依申请公开：文中“办结11件”，所列 5 项合计 10',
      '依申请公开：表三不予公开 1 件，文中列举处理结果时没有写到'
    ])
    expect(findings[0]?.fix).toBeUndefined()
  })
})
