import { describe, expect, it } from 'vitest'
import { exampleReport } from '@/report/samples/example'
import { templates } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { gapsIn, preamblePattern } from '@/report/text/preamble'
import { makeBlankDocument, makeDocument } from './document'
import { layGrid } from './grid'

const tablesOf = (document: ReturnType<typeof makeDocument>) => document.blocks.flatMap((block) => (block.is === 'table' ? [block] : []))

describe('the finished report', () => {
  it('breaks its title by meaning', () => {
    expect(makeDocument(exampleReport).titleLines).toEqual(['淮南市人民政府办公室2019年', '政府信息公开工作年度报告'])
    expect(makeDocument(cleanReport(2024, {}, { unit: '乙局' })).titleLines).toEqual(['乙局2024年政府信息公开工作年度报告'])
  })
  it('breaks a name of sixty characters by meaning, in lines of about one length', () => {
    const unit = '甲省乙州丙高新技术产业开发区管理委员会行政审批服务和政务公开工作领导小组办公室（丁片区综合行政执法局）'
    const { titleLines } = makeDocument(cleanReport(2024, {}, { unit }))
    expect(titleLines).toEqual([
      '甲省乙州丙高新技术产业开发区管理委员会',
      '行政审批服务和政务公开工作领导小组办公室',
      '（丁片区综合行政执法局）2024年',
      '政府信息公开工作年度报告'
    ])
  })
  it('has the six headings in order', () => {
    const headings = makeDocument(exampleReport).blocks.flatMap((block) => (block.is === 'heading' ? [block.text] : []))
    expect(headings.map((text) => text.slice(0, 2))).toEqual(['一、', '二、', '三、', '四、', '五、', '六、'])
  })
  it('runs a sub-heading into its first paragraph and keeps one paragraph a line', () => {
    const report = cleanReport(2024, { 'overview/disclosure': '第一段。\r\n\n　第二段。' })
    const paragraphs = makeDocument(report).blocks.flatMap((block) => (block.is === 'paragraph' ? [block.runs] : []))
    expect(paragraphs).toContainEqual([{ text: '（一）主动公开。', face: '楷体' }, { text: '第一段。' }])
    expect(paragraphs).toContainEqual([{ text: '第二段。' }])
  })
  it('prints computed totals and typed remarks, every cell where the form has it', () => {
    const [disclosure, requests] = tablesOf(makeDocument(cleanReport(2024, { 'disclosure/normative/made': '22(其中修订16件)' })))
    expect(disclosure?.rows[3]?.map(({ text }) => text)).toEqual(['行政规范性文件', '22（其中修订16件）', '0', '0'])
    expect(
      requests &&
        layGrid(requests.rows, requests.columns)
          .at(-2)
          ?.map(({ cell }) => cell.text)
    ).toEqual(['三、本年度办理结果', '（七）总计', '（七）总计', '9', '0', '0', '0', '0', '0', '9'])
  })
  it('leaves out what no font can print', () => {
    const report = cleanReport(2024, { problems: '人手\u0007不足\u200b，\ud800将改进。' })
    expect(makeDocument(report).blocks).toContainEqual({
      is: 'paragraph',
      runs: [{ text: '人手不足，将改进。' }],
      at: 'problems',
      start: 0
    })
  })
  it('prints a note under its table', () => {
    expect(makeDocument(cleanReport(2024, { 'disputes/note': '含上年度结转。' })).blocks).toContainEqual({
      is: 'note',
      text: '含上年度结转。',
      at: 'disputes/note',
      start: 0
    })
  })
})

describe('the signature', () => {
  it('is printed only where it is asked for', () => {
    expect(makeDocument(exampleReport).blocks.at(-1)?.is).toBe('paragraph')
    expect(makeDocument(exampleReport, undefined, { date: '2020-01-16' }).blocks.at(-1)).toEqual({
      is: 'signature',
      lines: [
        { text: '淮南市人民政府办公室', indent: 2 },
        { text: '2020年1月16日', indent: 3.5 }
      ]
    })
  })
  it('stands two characters before its date also where the date is the longer of the two', () => {
    const { lines } = makeDocument(cleanReport(2024, {}, { unit: '乙局' }), undefined, { date: '2025-01-16' }).blocks.at(-1) as {
      lines: unknown
    }
    expect(lines).toEqual([
      { text: '乙局', indent: 8.5 },
      { text: '2025年1月16日', indent: 2 }
    ])
  })
})

describe('the blank form', () => {
  it.each(templates)('$id has every heading, sub-heading and cell, and nothing in them', (template) => {
    const blank = makeBlankDocument(template)
    const full = makeDocument(cleanReport(template.years[0]))
    const bare = tablesOf(full).map(({ rows, ...table }) => ({
      ...table,
      rows: rows.map((row) => row.map((cell) => ({ ...cell, text: cell.at ? '' : cell.text })))
    }))
    expect(tablesOf(blank)).toEqual(bare)
    const openings = ({ blocks }: typeof blank) =>
      blocks.flatMap((block) =>
        block.is === 'heading' ? block.text : block.is === 'paragraph' ? (block.runs.find(({ face }) => face)?.text ?? []) : []
      )
    expect(openings(blank)).toEqual(openings(full))
    expect(openings(blank)).toHaveLength(11)
  })
})

describe('the preamble pattern', () => {
  it('cites the notice of the form and the period of the year, and says where its gaps are', () => {
    const text = preamblePattern({ template: 'F2021', year: 2024 })
    expect(text).toContain('国办公开办函〔2021〕30号')
    expect(text).toContain('2024年1月1日')
    const gaps = gapsIn(text)
    expect(gaps[0]?.gap).toBe('【上级通知名称及文号】')
    expect(text.slice(gaps[0]?.from, gaps[0]?.to)).toBe('【上级通知名称及文号】')
    expect(gapsIn('没有空格')).toEqual([])
  })
})
