import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { makeDocument } from '@/report/layout/document'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import { cleanReport, without } from '@/report/testing/clean'
import { draftRequests } from './draft-text'
import { keepTokens, tokensIn, writeToken } from './tokens'

const printed = (values: Record<string, string>) =>
  makeDocument(cleanReport(2024, values)).blocks.flatMap((block) =>
    block.is === 'paragraph' ? [block.runs.map(({ text }) => text).join('')] : block.is === 'note' ? [block.text] : []
  )
const findingsOf = (values: Record<string, string>) => check(cleanReport(2024, values)).map(({ rule, at, says }) => [rule, at[0], says])

describe('a number of the tables in prose', () => {
  it('is stored as the address of its cell and found again', () => {
    const text = `收到${writeToken('requests/received/total')}件`
    expect(text).toBe('收到{=requests/received/total}件')
    expect(tokensIn(text)).toEqual([{ at: 'requests/received/total', start: 2, end: 28 }])
    expect(tokensIn('{=}{= a/b}{requests}')).toEqual([])
  })

  it('is printed as the cell is: computed totals, sums under a heading, remarks, fees', () => {
    const text =
      '{=requests/received/total}、{=requests/denied/total}、{=disclosure/normative/made}、{=disclosure/fees/amount}万元，并将改进。'
    expect(
      printed({
        problems: text,
        'disputes/note': '共{=requests/granted/total}件。',
        'disclosure/normative/made': '２２(其中修订16件)',
        'disclosure/normative/valid': '22',
        'disclosure/fees/amount': '3.50'
      })
    ).toEqual(expect.arrayContaining(['10、0、22（其中修订16件）、3.5万元，并将改进。', '共9件。']))
  })

  it('counts in the rules as what is read', () => {
    const long = '{=requests/received/total}'.repeat(450)
    expect(findingsOf({ 'overview/disclosure': long })).toEqual([])
    expect(findingsOf({ problems: '{=requests/received/total}' })).toEqual([
      ['X-09', 'problems', '“五、存在的主要问题及改进情况”只有 2 个字，应写明问题和改进措施']
    ])
  })

  it('whose cell is not filled, cannot be read or is not on the form is told with what to do', () => {
    const text = '全年收到{=requests/received/total}件，将继续改进。'
    expect(findingsOf({ problems: text, 'requests/received/company': '' })).toContainEqual([
      'X-18',
      'problems',
      '主要问题及改进情况：引用的“一、本年新收政府信息公开申请数量·总计”尚未填写，请先填表，或删去后直接写数字'
    ])
    expect(findingsOf({ problems: text, 'requests/received/total': '十件' })).toContainEqual(expect.arrayContaining(['X-18']))
    expect(findingsOf({ problems: '见{=requests/nobody/total}，将继续改进。' })).toEqual([
      ['X-18', 'problems', '主要问题及改进情况：引用的“requests/nobody/total”不在表中，请删去后重新插入']
    ])
    expect(printed({ problems: text, 'requests/received/company': '' })).toContain(
      '全年收到【一、本年新收政府信息公开申请数量·总计】件，将继续改进。'
    )
    expect(findingsOf({ problems: text })).toEqual([])
  })

  it('follows the table, and an explanation lapses with it', () => {
    const at = (received: string) =>
      openSheet(cleanReport(2024, { problems: '收到{=requests/received/total}件', 'requests/received/person': received }))
    expect(at('10').report.values.problems).toBe('收到10件')
    expect(at('11').report.values.problems).toBe('收到11件')
    expect(at('11').stored.problems).toBe('收到{=requests/received/total}件')
  })
})

describe('a fix of a text with tokens', () => {
  it('keeps those it left alone', () => {
    const stored = '收到{=requests/received/total}件，依《保密法》办结9件，结转{=requests/carried-out/total}件。'
    const read = (text: string) => text.replace('{=requests/received/total}', '10').replace('{=requests/carried-out/total}', '1')
    const kept = (made: string) => keepTokens(stored, made, read)
    expect(kept(read(stored))).toBe(stored)
    expect(kept('收到10件，依《保守国家秘密法》办结9件，结转1件。')).toBe(stored.replace('保密法', '保守国家秘密法'))
    expect(kept('收到12件，依《保密法》办结9件，结转1件。')).toBe(stored.replace('{=requests/received/total}', '12'))
    expect(kept('')).toBe('')
  })

  it('is what a finding offers', () => {
    const text = '新收政府信息公开申请{=requests/received/total}件，办结8件，结转下年度{=requests/carried-out/total}件。'
    const fixes = check(cleanReport(2024, { 'overview/requests': text })).flatMap(({ fix }) => fix?.texts['overview/requests'] ?? [])
    expect(fixes).toContain(text.replace('办结8', '办结9'))
  })
})

describe('the drafted paragraph', () => {
  it('names what the table holds and leaves out outcomes that are 0', () => {
    const draft = draftRequests(openSheet(exampleReport)) ?? ''
    expect(tokensIn(draft).length).toBe(10)
    expect(openSheet({ ...exampleReport, values: { ...exampleReport.values, problems: draft } }).report.values.problems).toBe(
      '2019年，新收政府信息公开申请87件，上年结转0件；全年办结83件，结转下年度继续办理4件。' +
        '办结的申请中，予以公开13件，部分公开4件，不予公开1件，无法提供61件，不予处理2件，其他处理2件。'
    )
  })
  it('says that nothing came in, and waits for the table', () => {
    const none = { 'requests/received/person': '0', 'requests/granted/person': '0', 'requests/carried-out/person': '0' }
    expect(draftRequests(openSheet(cleanReport(2024, none)))).toBe('2024年，未收到政府信息公开申请，无上年结转申请。')
    const report = cleanReport(2024)
    expect(draftRequests(openSheet({ ...report, values: without(report.values, 'requests/granted/other') }))).toBeUndefined()
  })
})
