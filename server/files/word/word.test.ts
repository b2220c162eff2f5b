import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { makeBlankDocument, makeDocument, type ReportDocument, withCover } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'
import { printLetterhead } from '@/report/layout/imprint'
import { setPages } from '@/report/layout/pages'
import { textForOthers } from '@/report/layout/table-setting'
import type { Report } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { openTemplate } from '@/report/templates'
import { canValidate, validateOpenXml } from '@/server/testing/open-xml'
import { emptyReport, fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { readWord } from './read-word'
import { makeWord } from './word'

const folder = mkdtempSync(join(tmpdir(), 'word-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FORMS = ['F2019', 'F2021'] as const
const imprint = {
  number: '青政办发〔2025〕3号',
  signer: '李禾',
  date: '2025-01-16',
  copies: '县委办公室，县人大常委会办公室',
  isSealed: true
}
const official = (report: Report) => withCover(makeDocument(report, '草稿', imprint), imprint.date)
const documents: [string, ReportDocument][] = FORMS.flatMap((form): [string, ReportDocument][] => [
  [`an empty ${form} report`, makeDocument(emptyReport(form))],
  [`a full ${form} report`, makeDocument(fullReport(form))],
  [`a draft of an ${form} report`, makeDocument(fullReport(form), '草稿')],
  [`an ${form} report with notes`, makeDocument(notedReport(form))],
  [`a hostile ${form} report`, makeDocument(hostileReport(form), '草稿<&>')],
  [`a signed ${form} report`, makeDocument(fullReport(form), undefined, { date: '2025-01-16' })],
  [`an ${form} report with all an official document carries`, official(fullReport(form))],
  [`a blank ${form} form`, makeBlankDocument(openTemplate(form))]
])

const partOf = (document: ReportDocument, name: string) => strFromU8(unzipSync(makeWord(document))[name] ?? new Uint8Array())

const paragraphsOf = ({ titleLines, head, cover, blocks }: ReportDocument) => [
  ...(cover ? [cover.titleLines.join('\n'), ...cover.foot] : []),
  ...(head ? [printLetterhead(head)] : []),
  titleLines.join('\n'),
  ...blocks.flatMap((block) => {
    if (block.is === 'table') return []
    if (block.is === 'signature') return block.lines.map(({ text }) => text)
    return (block.is === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.text) || []
  })
]

const tablesOf = (document: ReportDocument) =>
  [...setPages(document).tables].map(([block, setting]) =>
    block.is === 'table' ? layGrid(block.rows, block.columns).map((row) => row.map(({ cell }) => textForOthers(cell, setting))) : []
  )

describe.each(documents)('%s', (name, document) => {
  it.runIf(canValidate)('is what Word 2019 calls valid', { tags: ['wide'] }, () => {
    const file = join(folder, `${name}.docx`)
    writeFileSync(file, makeWord(document))
    expect(validateOpenXml(file)).toEqual([])
    writeFileSync(file, makeWord(document, { faces: 'system' }))
    expect(validateOpenXml(file)).toEqual([])
  })

  it('reads back cell by cell and paragraph by paragraph', () => {
    const { tables, paragraphs } = readWord(makeWord(document))
    expect(tables).toEqual(tablesOf(document))
    expect(paragraphs).toEqual(paragraphsOf(document))
  })
})

it.runIf(canValidate)('is what Word of Microsoft 365 calls valid', { tags: ['wide'] }, () => {
  const file = join(folder, '365.docx')
  writeFileSync(file, makeWord(official(notedReport('F2021'))))
  expect(validateOpenXml(file, 'Microsoft365')).toEqual([])
})

it('sets the rows of its tables as high as they were planned, and smaller type only where the plan says so', () => {
  const document = makeDocument(notedReport('F2021'))
  const xml = partOf(document, 'word/document.xml')
  const heights = [...setPages(document).tables.values()].flatMap(({ rows }) => rows.map(({ height }) => Math.round(height * 20)))
  expect([...xml.matchAll(/<w:trHeight w:val="(\d+)" w:hRule="atLeast"\/>/g)].map(([, height]) => Number(height))).toEqual(heights)
  for (const { size } of setPages(document).tables.values()) expect(xml).toContain(`<w:pStyle w:val="TableText${size * 2}"/>`)
})

it('sets 三、本年度办理结果 one character below the other, and tells that its first column is a head', () => {
  const xml = partOf(makeDocument(fullReport('F2021')), 'word/document.xml')
  const cells = (xml.match(/<w:tc>.*?<\/w:tc>/g) ?? []).filter((cell) => cell.includes('<w:textDirection w:val="tbRlV"/>'))
  expect(cells.filter((cell) => cell.includes('三、本年度办理结果'))).toHaveLength(1)
  expect(xml.match(/w:firstRow="1" w:lastRow="0" w:firstColumn="1"/g)).toHaveLength(3)
})

it('breaks labels after their numbers and heads between their words, as PDF does, and leaves all other lines to Word', () => {
  const xml = partOf(makeDocument(notedReport('F2021')), 'word/document.xml')
  const broken = (xml.match(/<w:tc>.*?<\/w:tc>/g) ?? [])
    .filter((cell) => cell.includes('<w:br/>'))
    .map((cell) => cell.match(/(?<=<w:t xml:space="preserve">)[^<]*/g)?.join('|'))
  expect(broken).toEqual(expect.arrayContaining(['（四）|无法提供', '社会|公益|组织', '结果|维持']))
  expect(broken.filter((text) => (text ?? '').replaceAll('|', '').length > 9)).toEqual([])
})

it('reads back whatever was typed', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  const addresses = ['overview/general', 'problems', 'requests/received/person', 'disputes/review/upheld', 'disclosure/note']
  fc.assert(
    fc.property(fc.tuple(text, text, text, text, text), (texts) => {
      const values = Object.fromEntries(addresses.map((at, i) => [at, texts[i] as string]))
      const document = makeDocument({ ...emptyReport('F2021'), values })
      const { tables, paragraphs } = readWord(makeWord(document))
      expect(tables).toEqual(tablesOf(document))
      expect(paragraphs).toEqual(paragraphsOf(document))
    }),
    { numRuns: 60 }
  )
})

it('makes the same bytes of the same document on another day', () => {
  const document = makeDocument(exampleReport)
  vi.useFakeTimers({ now: new Date('2025-01-01T00:00:00Z') })
  const before = makeWord(document)
  vi.setSystemTime(new Date('2026-07-31T12:34:56Z'))
  const after = makeWord(document)
  vi.useRealTimers()
  expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true)
})

it('names title, unit and language in its properties', () => {
  const properties = partOf(makeDocument(exampleReport), 'docProps/core.xml')
  expect(properties).toContain('<dc:title>淮南市人民政府办公室2019年政府信息公开工作年度报告</dc:title>')
  expect(properties).toContain('<dc:creator>淮南市人民政府办公室</dc:creator>')
  expect(properties).toContain('<dc:language>zh-CN</dc:language>')
})

it('has 封面 without a page number on a leaf of its own, and begins the text on page 1', () => {
  const xml = partOf(official(fullReport('F2021')), 'word/document.xml')
  const [cover = '', text = ''] = xml.match(/<w:sectPr>.*?<\/w:sectPr>/g) ?? []
  expect(cover).not.toContain('footerReference')
  expect(text).toContain('<w:type w:val="oddPage"/>')
  expect(text).toContain('<w:pgNumType w:start="1"/>')
  expect(partOf(makeDocument(fullReport('F2021')), 'word/document.xml').match(/<w:sectPr>/g)).toHaveLength(1)
})

it('prints the mark above every page, and only where there is one', () => {
  const draft = makeDocument(fullReport('F2021'), '草稿')
  expect(partOf(draft, 'word/header.xml')).toContain('草稿')
  expect(partOf(draft, 'word/document.xml').match(/<w:headerReference/g)).toHaveLength(2)
  expect(unzipSync(makeWord(makeDocument(fullReport('F2021'))))['word/header.xml']).toBeUndefined()
})

it('has a place in the outline for every section', () => {
  const styles = partOf(makeDocument(fullReport('F2021')), 'word/styles.xml')
  expect(styles).toMatch(/w:styleId="Heading1">.*?<w:outlineLvl w:val="0"\/>/)
  expect(partOf(makeDocument(fullReport('F2021')), 'word/document.xml').match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(6)
})

it('repeats the head of a table that must be split and keeps its rows whole', () => {
  const xml = partOf(makeDocument(fullReport('F2021')), 'word/document.xml')
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(6)
  expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(14 + 28 + 4)
})

it('holds a table on one page with its heading, and with its note if it has one', () => {
  const kept = (document: ReportDocument) =>
    (partOf(document, 'word/document.xml').match(/<w:tr>.*?<\/w:tr>/g) ?? []).filter((row) => row.includes('<w:keepNext/>')).length
  expect(kept(makeDocument(fullReport('F2021')))).toBe(13 + 27 + 3)
  expect(kept(makeDocument(notedReport('F2021')))).toBe(14 + 28 + 4)
})

it('gives columns whole widths that add up to the width of the text', () => {
  for (const form of FORMS) {
    const xml = partOf(makeDocument(fullReport(form)), 'word/document.xml')
    for (const [grid] of xml.matchAll(/<w:tblGrid>.*?<\/w:tblGrid>/g)) {
      const widths = [...grid.matchAll(/w:w="(\d+)"/g)].map((match) => Number(match[1]))
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(8845)
    }
  }
})

it('lets an address that is longer than a line be divided, and no other word', () => {
  const xml = partOf(makeDocument(fullReport('F2021')), 'word/document.xml')
  const divided = (xml.match(/<w:p>.*?<\/w:p>/g) ?? []).filter((paragraph) => paragraph.includes('<w:wordWrap w:val="0"/>'))
  expect(divided).toHaveLength(1)
  expect(divided[0]?.match(/<w:lang w:val="zh-CN"\/><\/w:rPr><w:t xml:space="preserve">[^<]*/g)).toEqual([
    '<w:lang w:val="zh-CN"/></w:rPr><w:t xml:space="preserve">https://www.example.gov.cn/zwgk/nb/index.html'
  ])
  expect(xml.match(/<w:lang /g)).toHaveLength(1)
})

it('prints nothing smaller than 小五', () => {
  const sizes = [...partOf(makeDocument(fullReport('F2021')), 'word/styles.xml').matchAll(/<w:sz w:val="(\d+)"/g)].map((match) =>
    Number(match[1])
  )
  expect(Math.min(...sizes)).toBe(18)
})

it('names the faces every Windows has where the faces of the standard are not wanted', () => {
  const parts = unzipSync(makeWord(makeDocument(fullReport('F2021')), { faces: 'system' }))
  const [styles, fonts] = ['word/styles.xml', 'word/fontTable.xml'].map((name) => strFromU8(parts[name] ?? new Uint8Array()))
  expect(styles).not.toMatch(/GB2312|方正/)
  expect(styles).toContain('w:eastAsia="仿宋"')
  expect(fonts?.match(/<w:font /g)).toHaveLength(2)
})

it('leaves free lines in a blank form, each on a line of the page', () => {
  const xml = partOf(makeBlankDocument(openTemplate('F2021')), 'word/document.xml')
  expect(xml.match(/<w:p><\/w:p>/g)).toHaveLength(4 * 8)
})

it('stays whole with a narrative of 100,000 characters', () => {
  const long = '依法公开'.repeat(25_000)
  const { paragraphs } = readWord(makeWord(makeDocument({ ...emptyReport('F2021'), values: { problems: long } })))
  expect(paragraphs.find((text) => text.length === 100_000)).toBe(long)
})
