import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { canValidate, validateOpenXml } from '@/server/testing/open-xml'
import { emptyReport, fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { readWorksheets } from './read-workbook'
import { makeSummaryWorkbook } from './summary-workbook'

const folder = mkdtempSync(join(tmpdir(), 'batch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const reports = [
  { ...fullReport('F2021'), unit: '甲乡人民政府' },
  { ...notedReport('F2021'), unit: '=乙乡人民政府' },
  { ...emptyReport('F2021'), unit: '丙乡人民政府' },
  { ...hostileReport('F2021'), unit: '丁乡人民政府' }
]

describe('the workbook of many reports', () => {
  it('has a sheet a table, a line a report and a column a cell', () => {
    const sheets = readWorksheets(makeSummaryWorkbook(reports, '全县'))
    expect(sheets.map(({ name }) => name)).toEqual(['主要数据', '表二', '表三', '表四'])
    expect(sheets.map(({ rows }) => [rows.length, rows[0]?.length])).toEqual([
      [1 + 4 + 1, 2 + 13],
      [7, 2 + 10],
      [7, 2 + 25 * 7],
      [7, 2 + 15]
    ])
    expect(sheets[2]?.rows.slice(3).map(([unit]) => unit)).toEqual(['甲乡人民政府', '=乙乡人民政府', '丙乡人民政府', '丁乡人民政府'])
  })

  it('has heads of three levels: heading, row, column', () => {
    const [, disclosure, requests, disputes] = readWorksheets(makeSummaryWorkbook(reports, '全县'))
    const headOf = (rows: string[][] | undefined, column: number) => rows?.slice(0, 3).map((row) => row[column])
    expect(headOf(requests?.rows, 0)).toEqual(['单位', '单位', '单位'])
    expect(headOf(requests?.rows, 2)).toEqual(['一、本年新收政府信息公开申请数量', '一、本年新收政府信息公开申请数量', '自然人'])
    expect(headOf(requests?.rows, 2 + 4 * 7 + 6)).toEqual(['（三）不予公开', '1.属于国家秘密', '总计'])
    expect(headOf(requests?.rows, 2 + 23 * 7)).toEqual(['三、本年度办理结果', '（七）总计', '自然人'])
    expect(headOf(disclosure?.rows, 2 + 9)).toEqual(['第二十条第（八）项', '行政事业性收费', '本年收费金额（单位：万元）'])
    expect(headOf(disputes?.rows, 2 + 5)).toEqual(['行政诉讼', '未经复议直接起诉', '结果维持'])
  })

  it('begins with the totals of each report and their sum, on the width of one page', () => {
    const file = makeSummaryWorkbook(reports, '全县')
    const [overview, , requests] = readWorksheets(file)
    expect(overview?.rows[0]?.slice(0, 5)).toEqual(['单位', '年度', '新收申请', '上年结转', '予以公开'])
    // 甲乡: what stands in 总计 of 一、本年新收 on the worksheet of 表三.
    expect(overview?.rows[1]?.[2]).toBe(requests?.rows[3]?.[2 + 6])
    expect(overview?.rows[3]?.slice(2)).toEqual(new Array(13).fill(''))
    const column = overview?.rows.slice(1).map((row) => Number(row[3])) ?? []
    expect(column.at(-1)).toBe(column.slice(0, -1).reduce((sum, one) => sum + one, 0))
    const xml = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(xml).toContain('<f>SUM(C2:C5)</f>')
    expect(xml).toContain('<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>')
  })

  it('keeps totals as sums of their own line', () => {
    const xml = strFromU8(unzipSync(makeSummaryWorkbook(reports, '全县'))['xl/worksheets/sheet4.xml'] ?? new Uint8Array())
    expect([...xml.matchAll(/<f>(.*?)<\/f>/g)].map(([, formula]) => formula).slice(0, 4)).toEqual([
      'SUM(C4:F4)',
      'SUM(H4:K4)',
      'SUM(M4:P4)',
      'SUM(C5:F5)'
    ])
  })

  it('keeps the forms apart where there are reports of both', () => {
    const sheets = readWorksheets(makeSummaryWorkbook([fullReport('F2019'), fullReport('F2021')], '全县'))
    const names = ['主要数据', '表二', '表三', '表四']
    expect(sheets.map(({ name }) => name)).toEqual(['F2019', 'F2021'].flatMap((form) => names.map((name) => `${name} ${form}`)))
  })

  it.runIf(canValidate)('is what Excel 2019 calls valid, with many reports, both forms or none', { tags: ['wide'] }, () => {
    for (const [i, given] of [reports, [fullReport('F2019'), fullReport('F2021')], []].entries()) {
      const file = join(folder, `${i}.xlsx`)
      writeFileSync(file, makeSummaryWorkbook(given, '全县'))
      expect(validateOpenXml(file)).toEqual([])
    }
  })
})
