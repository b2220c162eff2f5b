import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { Report } from '@/report/report'
import { canValidate, validateOpenXml } from '@/server/testing/open-xml'
import { emptyReport, fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { readWorksheets } from './read-workbook'
import { makeSummaryWorkbook } from './summary-workbook'
import { cellName } from './workbook'

const folder = mkdtempSync(join(tmpdir(), 'batch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const listed = [
  { ...fullReport('F2021'), unit: '甲乡人民政府' },
  { ...notedReport('F2021'), unit: '=乙乡人民政府' },
  { ...emptyReport('F2021'), unit: '丙乡人民政府' },
  { ...hostileReport('F2021'), unit: '丁乡人民政府' }
]

const cover = {
  sentence: '合计涵盖 5 个单位中的 3 个。',
  lines: [{ unit: '戊乡人民政府', standing: '未计入', reason: '填报中', isAdded: '' }]
}
const lineOf = (report: Report, isAdded = true) => ({ report, state: '已公布', isAdded })
/** The last one is an aggregate of others. */
const reports = listed.map((report, i) => lineOf(report, i < 3))
const make = (lines = reports) => makeSummaryWorkbook(lines, { title: '全县', cover })

describe('the workbook of many reports', () => {
  it('has a sheet a table, a line a report and a column a cell', () => {
    const sheets = readWorksheets(make())
    expect(sheets.map(({ name }) => name)).toEqual(['主要数据', '表二', '表三', '表四', '覆盖情况'])
    expect(sheets.map(({ rows }) => [rows.length, rows[0]?.length])).toEqual([
      [2 + 4, 4 + 13],
      [8, 4 + 10],
      [8, 4 + 25 * 7],
      [8, 4 + 15],
      [3, 4]
    ])
    expect(sheets[2]?.rows.slice(4).map(([unit]) => unit)).toEqual(['甲乡人民政府', '=乙乡人民政府', '丙乡人民政府', '丁乡人民政府'])
  })

  it('has heads of three levels: heading, row, column', () => {
    const [, disclosure, requests, disputes] = readWorksheets(make())
    const headOf = (rows: string[][] | undefined, column: number) => rows?.slice(0, 3).map((row) => row[column]?.replaceAll('\n', ''))
    expect(headOf(requests?.rows, 0)).toEqual(['单位', '单位', '单位'])
    expect(headOf(requests?.rows, 4)).toEqual(['一、本年新收政府信息公开申请数量', '一、本年新收政府信息公开申请数量', '自然人'])
    expect(headOf(requests?.rows, 4 + 4 * 7 + 6)).toEqual(['（三）不予公开', '1.属于国家秘密', '总计'])
    expect(headOf(requests?.rows, 4 + 23 * 7)).toEqual(['三、本年度办理结果', '（七）总计', '自然人'])
    expect(headOf(disclosure?.rows, 4 + 9)).toEqual(['第二十条第（八）项', '行政事业性收费', '本年收费金额（单位：万元）'])
    expect(headOf(disputes?.rows, 4 + 5)).toEqual(['行政诉讼', '未经复议直接起诉', '结果维持'])
  })

  it('repeats a heading on each page it goes on over, and breaks heads between their words', () => {
    const file = make()
    const xml = strFromU8(unzipSync(file)['xl/worksheets/sheet3.xml'] ?? new Uint8Array())
    const breaks = [...xml.matchAll(/<brk id="(\d+)"/g)].map(([, column]) => Number(column))
    expect(breaks).toHaveLength(12)
    const [, disclosure, requests] = readWorksheets(file)
    // 三、本年度办理结果 reaches to the last page but one.
    for (const column of breaks.slice(1, -1)) expect(xml).toMatch(new RegExp(`<c r="${cellName(column, 0)}"[^>]*t="inlineStr"`))
    expect(requests?.rows[2]?.slice(4, 8)).toEqual(['自然人', '商业企业', '科研机构', '社会公益\n组织'])
    expect(disclosure?.rows[0]?.[4 + 6]).toBe('第二十条\n第（五）项')
  })

  it('begins with the totals of each report and, above them, their sums, on the width of one page', () => {
    const file = make()
    const [overview, , requests] = readWorksheets(file)
    expect(overview?.rows[0]?.slice(0, 7)).toEqual(['单位', '年度', '状态', '计入\n合计', '新收申请', '上年结转', '予以公开'])
    // 甲乡: what stands in 总计 of 一、本年新收 on the worksheet of 表三.
    expect(overview?.rows[2]?.[4]).toBe(requests?.rows[4]?.[4 + 6])
    expect(overview?.rows[4]?.slice(4)).toEqual(new Array(13).fill(''))
    const xml = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(xml).toContain('<f>SUMIF($D$3:$D$6,&quot;是&quot;,E$3:E$6)</f>')
    expect(xml).toContain('<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>')
  })

  it('adds up what is in its sums and nothing else, and says whom they cover', () => {
    const sheets = readWorksheets(make())
    for (const { rows } of sheets.slice(1, 4)) {
      const [sums, lines] = [rows[3] ?? [], rows.slice(4)]
      expect(lines.map((line) => line.slice(2, 4))).toEqual(['是', '是', '是', '否'].map((isAdded) => ['已公布', isAdded]))
      sums.slice(4).forEach((sum, c) => {
        const added = lines
          .filter(([, , , isAdded]) => isAdded === '是')
          .flatMap((line) => (/^-?[\d.]+(?=$|（)/.exec(line[c + 4] ?? '') ?? []).map(Number))
        if (added.length > 0)
          expect(Number(sum)).toBeCloseTo(
            added.reduce((whole, one) => whole + one, 0),
            6
          )
      })
    }
    expect(sheets.at(-1)?.rows.map(([first]) => first)).toEqual(['合计涵盖 5 个单位中的 3 个。', '单位', '戊乡人民政府'])
  })

  it('keeps totals as sums of their own line', () => {
    const xml = strFromU8(unzipSync(make())['xl/worksheets/sheet4.xml'] ?? new Uint8Array())
    expect(
      [...xml.matchAll(/<f>(.*?)<\/f>/g)]
        .map(([, formula]) => formula)
        .filter((formula) => formula?.startsWith('SUM('))
        .slice(0, 4)
    ).toEqual(['SUM(E5:H5)', 'SUM(J5:M5)', 'SUM(O5:R5)', 'SUM(E6:H6)'])
  })

  it('keeps the forms apart where there are reports of both', () => {
    const sheets = readWorksheets(make([lineOf(fullReport('F2019')), lineOf(fullReport('F2021'))]))
    const names = ['主要数据', '表二', '表三', '表四']
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['F2019', 'F2021'].flatMap((form) => names.map((name) => `${name} ${form}`)),
      '覆盖情况'
    ])
  })

  it.runIf(canValidate)('is what Excel 2019 calls valid, with many reports, both forms or none', { tags: ['wide'] }, () => {
    for (const [i, given] of [reports, [lineOf(fullReport('F2019')), lineOf(fullReport('F2021'))], []].entries()) {
      const file = join(folder, `${i}.xlsx`)
      writeFileSync(file, make(given))
      expect(validateOpenXml(file)).toEqual([])
    }
  })
})
