import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'
import type { Report } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { canValidate, validateOpenXml } from '@/server/testing/open-xml'
import { emptyReport, fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { makeWorkbook } from './make-workbook'
import { readWorksheets } from './read-workbook'

const folder = mkdtempSync(join(tmpdir(), 'sheet-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FORMS = ['F2019', 'F2021'] as const
const reports: [string, Report][] = FORMS.flatMap((form): [string, Report][] => [
  [`an empty ${form} report`, emptyReport(form)],
  [`a full ${form} report`, fullReport(form)],
  [`an ${form} report with notes`, notedReport(form)],
  [`a hostile ${form} report`, hostileReport(form)]
])

const partOf = (file: Uint8Array, name: string) => strFromU8(unzipSync(file)[name] ?? new Uint8Array())
const sheetOf = (report: Report, i: number) => partOf(makeWorkbook(report), `xl/worksheets/sheet${i}.xml`)
const cellOf = (xml: string, name: string) => new RegExp(`<c r="${name}"[^>]*?(?:/>|>.*?</c>)`).exec(xml)?.[0] ?? ''

const printedTables = (report: Report) =>
  makeDocument(report).blocks.flatMap((block) =>
    block.is === 'table' ? [layGrid(block.rows, block.columns).map((row) => row.map(({ cell }) => cell.text))] : []
  )

describe.each(reports)('%s', (name, report) => {
  it.runIf(canValidate)('is what Excel 2019 calls valid', { tags: ['wide'] }, () => {
    const file = join(folder, `${name}.xlsx`)
    writeFileSync(file, makeWorkbook(report, '草稿&<>'))
    expect(validateOpenXml(file)).toEqual([])
  })

  it('reads back cell by cell', () => {
    const sheets = readWorksheets(makeWorkbook(report))
    expect(sheets.map((sheet) => sheet.name)).toEqual(['表二', '表三', '表四', '文字'])
    printedTables(report).forEach((table, i) => {
      const whole = (text: string) => text.replaceAll('\n', '')
      const read = table.map((row, r) => row.map((_, c) => whole(sheets[i]?.rows[r + 2]?.[c] ?? '')))
      expect(read).toEqual(table.map((row) => row.map(whole)))
    })
  })
})

it('makes the same bytes of the same report on another day', () => {
  vi.useFakeTimers({ now: new Date('2025-01-01T00:00:00Z') })
  const before = makeWorkbook(exampleReport)
  vi.setSystemTime(new Date('2026-07-31T12:34:56Z'))
  const after = makeWorkbook(exampleReport)
  vi.useRealTimers()
  expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true)
})

describe('a cell', () => {
  it('with a number is a number, whatever unit or remark is printed behind it', () => {
    const file = makeWorkbook(notedReport('F2019'))
    const [disclosure, requests] = readWorksheets(file)
    expect(disclosure?.rows.flat()).toContain('4003622元')
    expect(requests?.rows.flat()).toContain('55（含当面答复29件）')
    expect(cellOf(partOf(file, 'xl/worksheets/sheet1.xml'), 'E20')).toMatch(/<v>4003622<\/v>/)
    expect(partOf(file, 'xl/styles.xml')).toContain('formatCode="0&quot;元&quot;"')
  })
  it('keeps every decimal of a fee', () => {
    const report = { ...emptyReport('F2021'), values: { 'disclosure/fees/amount': '24252.311082' } }
    expect(sheetOf(report, 1)).toContain('<v>24252.311082</v>')
    expect(partOf(makeWorkbook(report), 'xl/styles.xml')).toContain('formatCode="0.000000"')
  })
  it.each(['=HYPERLINK("http://example.org","点这里")', '+1+1', '-2+3', '@SUM(A1)', "=cmd|' /C calc'!A0"])(
    'is never a formula: %s',
    (text) => {
      const file = makeWorkbook({
        ...fullReport('F2021'),
        values: { ...fullReport('F2021').values, 'disclosure/regulations/made': text, problems: text }
      })
      const xml = partOf(file, 'xl/worksheets/sheet1.xml')
      const cell = cellOf(xml, 'B5')
      expect(cell).toContain('t="inlineStr"')
      const style = Number(/s="(\d+)"/.exec(cell)?.[1])
      expect(
        partOf(file, 'xl/styles.xml')
          .match(/<cellXfs.*?<\/cellXfs>/)?.[0]
          .match(/<xf .*?(?=<xf |<\/cellXfs>)/g)?.[style]
      ).toContain('quotePrefix="1"')
      expect(`${xml}${partOf(file, 'xl/worksheets/sheet4.xml')}`).not.toMatch(/<f>(?!SUM\()/)
      expect(readWorksheets(file)[3]?.rows.flat()).toContain(text)
    }
  )
})

describe('a total', () => {
  const formulaAt = (report: Report, sheet: number, name: string) => /<f>(.*?)<\/f>/.exec(cellOf(sheetOf(report, sheet), name))?.[1]

  it('is a live sum with its result', () => {
    const xml = sheetOf(fullReport('F2021'), 2)
    expect(formulaAt(fullReport('F2021'), 2, 'J6')).toBe('SUM(D6:I6)')
    expect(formulaAt(fullReport('F2021'), 2, 'D29')).toBe('SUM(D8:D28)')
    expect(formulaAt(fullReport('F2021'), 2, 'J29')).toBe('SUM(D29:I29)')
    expect(formulaAt(fullReport('F2021'), 3, 'E6')).toBe('SUM(A6:D6)')
    expect(formulaAt(fullReport('F2021'), 3, 'O6')).toBe('SUM(K6:N6)')
    expect(xml.match(/<f>/g)).toHaveLength(25 + 6)
    expect([...xml.matchAll(/<f>[^<]*<\/f><v>(\d+)<\/v>/g)]).toHaveLength(25 + 6)
  })
  it('stays a sum where its parts have remarks', () => {
    expect(formulaAt(notedReport('F2021'), 2, 'J8')).toBe('SUM(D8:I8)')
  })
  it('is a plain number where the clerk typed another one, and where a part is no number', () => {
    const typed = { ...fullReport('F2021'), values: { ...fullReport('F2021').values, 'requests/received/total': '1' } }
    expect(cellOf(sheetOf(typed, 2), 'J6')).toMatch(/<v>1<\/v>/)
    expect(formulaAt(typed, 2, 'J6')).toBeUndefined()
    expect(formulaAt(hostileReport('F2021'), 2, 'J8')).toBeUndefined()
  })
  it('of an empty report is empty', () => {
    expect(sheetOf(emptyReport('F2021'), 2)).not.toMatch(/<f>|<v>/)
  })
})

describe('a sheet', () => {
  it('prints on one A4 page with its title, and keeps its head in sight', () => {
    const xml = sheetOf(fullReport('F2021'), 2)
    expect(xml).toContain('<pane ySplit="5" topLeftCell="A6"')
    expect(xml).toContain('<pageSetup paperSize="9" fitToHeight="1" orientation="portrait"/>')
    expect(partOf(makeWorkbook(fullReport('F2021')), 'xl/workbook.xml')).toContain("'表三'!$1:$5")
  })
  it('prints on as many pages as it needs where a cell holds a long remark, its head on each', () => {
    const report = notedReport('F2021')
    const remark = '含当面答复的申请，'.repeat(60)
    const xml = sheetOf(
      { ...report, values: { ...report.values, 'requests/granted/person': remark, 'requests/partial/person': remark } },
      2
    )
    expect(xml).toContain('<pageSetup paperSize="9" fitToHeight="0" orientation="portrait"/>')
  })
  it('has 三、本年度办理结果 one character below the other', () => {
    const styles = partOf(makeWorkbook(fullReport('F2021')), 'xl/styles.xml')
    expect(styles.match(/textRotation="255"/g)).toHaveLength(1)
  })
  it('breaks heads between their words and labels after their numbers', () => {
    const [, requests, disputes] = readWorksheets(makeWorkbook(fullReport('F2021')))
    expect(disputes?.rows[4]?.slice(0, 5)).toEqual(['结果\n维持', '结果\n纠正', '其他\n结果', '尚未\n审结', '总计'])
    expect(requests?.rows.flat()).toEqual(expect.arrayContaining(['社会\n公益\n组织', '（四）\n无法提供']))
  })
  it('has its note under the table', () => {
    const [, requests] = readWorksheets(makeWorkbook(notedReport('F2021')))
    expect(requests?.rows.at(-1)?.[0]).toBe('注：含各乡镇受理的申请。')
  })
})

describe('the texts', () => {
  it('stand on a sheet of their own, a paragraph a row', () => {
    const document = makeDocument(exampleReport)
    const texts = document.blocks.flatMap((block) =>
      block.is === 'heading' ? block.text : block.is === 'paragraph' ? block.runs.map(({ text }) => text).join('') : []
    )
    expect(
      readWorksheets(makeWorkbook(exampleReport))[3]
        ?.rows.slice(1)
        .map((row) => row.join(''))
    ).toEqual(texts)
  })
  it('of 100,000 characters go on over many rows, and no character is divided', () => {
    const rows = readWorksheets(makeWorkbook({ ...emptyReport('F2021'), values: { problems: '𠮷'.repeat(50_000) } }))[3]?.rows ?? []
    expect(rows.filter(([mark]) => mark === '续')).toHaveLength(49)
    expect(
      rows
        .slice(6, -1)
        .map(([, text]) => text)
        .join('')
    ).toBe('𠮷'.repeat(50_000))
  })
  it('keep what looks like a code of the file format', () => {
    const text = '_x000D_与_x0041_、\n　 前后有空格 '
    const rows = readWorksheets(makeWorkbook({ ...emptyReport('F2021'), values: { 'disclosure/note': text } }))[0]?.rows
    expect(rows?.at(-1)?.[0]).toBe(text.trim())
  })
})
