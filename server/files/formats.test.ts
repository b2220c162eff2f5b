import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { type Report, templateOf } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { makeSnapshot } from '@/report/snapshot'
import { templates } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { computeTotal, printNumber } from '@/report/values'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { makeWord } from '@/server/files/word/word'
import { anyReport } from '@/server/testing/any-report'
import { hasOffice, saveAs } from '@/server/testing/office'
import { readBack } from '@/server/testing/read-back'
import { emptyReport, fullReport, notedReport } from '@/server/testing/reports'
import { FORMATS, formatOf } from './formats'
import { compareFile } from './verify'
import { writeFile } from './write-file'

const write = { docx: (report: Report) => makeWord(makeDocument(report)), xlsx: (report: Report) => makeWorkbook(report) }

const integer = fc
  .oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 999_999_999_999 }) }, fc.constantFrom(10 ** 15, Number.MAX_SAFE_INTEGER))
  .map(String)
const decimals = (most: number) => fc.integer({ min: 0, max: 10 ** 13 }).map((amount) => String(amount / 10 ** most))
const words = fc
  .array(fc.constantFrom(...'依法公开政府信息，全年收到申请12件。“办结”《条例》<b>&amp;=+-@_x000D_ a\'"𠮷'), {
    minLength: 1,
    maxLength: 30
  })
  .map((all) => `甲${all.join('').trim()}乙`)
const prose = fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
const remark = fc.option(words, { nil: undefined }).map((text) => (text === undefined ? '' : `（${text.replace(/[（）()]/g, '')}）`))

const texts = new Map(templates.flatMap(({ cells }) => cells.map(({ at, kind }) => [at, kind])))
function textAt(at: string): fc.Arbitrary<string> {
  const kind = texts.get(at)
  if (at === 'overview/further') return prose.map((text) => `（六）${text}`)
  if (kind === undefined) return prose
  const number = {
    count: integer,
    change: fc.integer({ min: -99_999, max: 99_999 }).map(String),
    fee: decimals(6),
    money: fc.tuple(decimals(2), fc.constantFrom('元', '万元', '')).map((parts) => parts.join(''))
  }[kind]
  return fc.oneof(
    { weight: 8, arbitrary: number },
    { weight: 2, arbitrary: fc.tuple(number, remark).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: words }
  )
}

const unit = fc.constantFrom('甲市教育局', '乙县人民政府', '丙省政府办公厅2处', '<丁>&"局"')

/** What a file tells: whose kind the name is, and no total that is the sum of its parts. */
function asTold(report: Report): Report {
  const template = templateOf(report)
  const isSum = (at: string, text: string | undefined) => {
    const cell = template.cells[template.index.get(at) ?? -1]
    return cell?.role === 'total' && text === printNumber(computeTotal(template, report.values, at), cell.kind)
  }
  const values = Object.fromEntries(Object.entries(report.values).filter(([at, text]) => !isSum(at, text)))
  return { ...report, kind: report.unit.endsWith('人民政府') ? 'government' : 'department', values }
}

describe.each(['docx', 'xlsx'] as const)('a report written as %s', (format) => {
  it.each([
    ['the example', exampleReport],
    ['an empty one', emptyReport('F2021')],
    ['a full one', fullReport('F2019')],
    ['one with notes', notedReport('F2021')]
  ])('is read as the same report: %s', (_, report) => {
    expect(readBack(write[format](report), format)).toEqual(asTold(report))
  })

  it.each([
    ['alone', { 'overview/further': '（六）其他工作\n全年培训两次。' }],
    ['after a general part', { 'overview/general': '依法公开。', 'overview/further': '（六）其他工作' }],
    ['and stays where a numbering of its own leads to it', { 'overview/general': '（一）甲\n（五）戊\n（六）己\n（七）庚' }]
  ])('tells a sixth heading of one’s own: %s', (_, overview) => {
    const { values, ...rest } = emptyReport('F2021')
    const report = { ...rest, values: { ...values, ...overview } }
    expect(readBack(write[format](report), format)).toEqual(report)
  })

  it('is read as the same report whatever is in it', () => {
    fc.assert(
      fc.property(anyReport(textAt, unit), (report) => {
        expect(readBack(write[format](report), format)).toEqual(asTold(report))
      }),
      { numRuns: 60 }
    )
  })

  it.runIf(hasOffice)('is read as the same report after LibreOffice saved it again, and no cell differs', { tags: ['wide'] }, () => {
    const reports = [
      exampleReport,
      notedReport('F2019'),
      notedReport('F2021'),
      ...fc.sample(anyReport(textAt, unit), { numRuns: 12, seed: 7 })
    ]
    saveAs(reports.map(write[format]), format, format).forEach((file, i) => {
      const report = reports[i] as Report
      expect(readBack(file, format)).toEqual(asTold(report))
      expect(compareFile(file, format, makeSnapshot(report))).toEqual([])
    })
  })
})

it.each(FORMATS)('sums up to 10¹⁵ and beyond are read back from %s to the last digit', (format) => {
  const [all, half] = ['1000000000000000', '4503599627370495']
  const values = { 'requests/received/person': all, 'requests/granted/person': half, 'requests/granted/company': half }
  const report = cleanReport(2024, { ...values, 'disclosure/fees/amount': '1000000000' })
  const file = writeFile(makeSnapshot(report), format, { isFinal: true })
  expect(compareFile(file, format, makeSnapshot(report))).toEqual([])
  const opened = formatOf[format].open(file)
  if (!opened.report) return
  expect(readBack(file, format).values).toMatchObject({ ...values, 'disclosure/fees/amount': '1000000000' })
  // Nine thousand million million and a little: the largest number that is exact.
  expect(JSON.parse(makeSnapshot(report)).totals['requests/granted/total']).toBe('9007199254740990')
})

it('says what is wrong with a file that is no report in our layout', () => {
  const document = makeDocument(exampleReport)
  expect(() => readBack(makeWord({ ...document, titleLines: ['工作总结'] }), 'docx')).toThrow('没有找到标题“某某机关')
  expect(() => readBack(makeWord({ ...document, titleLines: ['甲局2018年政府信息公开工作年度报告'] }), 'docx')).toThrow(
    '2018 年没有适用的年报格式'
  )
  expect(() => readBack(makeWord({ ...document, blocks: document.blocks.filter((block) => block.is !== 'heading') }), 'docx')).toThrow(
    '没有找到标题“一、总体情况”'
  )
  expect(() => readBack(makeWord({ ...document, blocks: document.blocks.filter((block) => block.is !== 'table') }), 'docx')).toThrow(
    '表二第 1 行应为“第二十条第（一）项”，文件中为“”'
  )
  expect(() => readBack(makeWorkbook(exampleReport), 'docx')).toThrow('没有找到标题')
  expect(() => readBack(makeWord(document), 'xlsx')).toThrow('不是 Excel 文件')
})
