import { amountOf } from '@/report/finding'
import { type Meaning, meaningOf, requestsOf, resultLines, resultName } from '@/report/meaning'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import type { Template } from '@/report/template'
import { cellName, type WorksheetCell, type WorksheetModel, type WorksheetRow } from './workbook'

const NAMED = [
  { name: '单位', width: 28 },
  { name: '年度', width: 7 }
]

const WIDTH = 8.5

type Column = { name: string; of: Meaning }

/** What is read first of many reports: how applications came in and ended, and disputes, in the order of the form. */
function columnsOf(form: Template): Column[] {
  return [
    { name: '新收申请', of: requestsOf('received') },
    { name: '上年结转', of: requestsOf('carried-in') },
    ...resultLines(form).map((line) => ({ name: resultName(line), of: requestsOf(meaningOf(line)) })),
    { name: '办理总计', of: requestsOf('handled') },
    { name: '结转下年度', of: requestsOf('carried-out') },
    { name: '行政复议', of: 'disputes/review/total' },
    { name: '诉讼（直接起诉）', of: 'disputes/direct/total' },
    { name: '诉讼（复议后起诉）', of: 'disputes/after-review/total' }
  ]
}

/** The totals of many reports of a form on the width of one page, a line each, and below them their sums. */
export function overviewSheet(form: Template, reports: readonly Report[], name: string): WorksheetModel {
  const columns = columnsOf(form)
  const lines = reports.map((report) => {
    const sheet = openSheet(report)
    return { report, amounts: columns.map(({ of }) => amountOf(sheet, of)) }
  })
  const head: WorksheetCell[] = [...NAMED, ...columns].map((one, column) => ({ column, style: 'head', text: one.name }))
  const sums = columns.map((_, c) => lines.reduce((sum, { amounts }) => sum + (amounts[c] || 0), 0))
  const total: WorksheetRow = {
    cells: [
      { column: 0, style: 'head', text: '合计' },
      { column: 1, style: 'head', text: '' },
      ...sums.map((sum, c): WorksheetCell => {
        const column = NAMED.length + c
        const formula = `SUM(${cellName(column, 1)}:${cellName(column, lines.length)})`
        return { column, style: 'value', number: String(sum), format: '0', formula }
      })
    ]
  }
  return {
    name,
    widths: [...NAMED.map(({ width }) => width), ...columns.map(() => WIDTH)],
    rows: [{ height: 46, cells: head }, ...lines.map(printLine), ...(lines.length > 1 ? [total] : [])],
    merges: [],
    frozen: { rows: 1, columns: NAMED.length },
    isLandscape: true,
    fit: 'width'
  }
}

/** A place that is empty or no number stays empty. */
function printLine({ report, amounts }: { report: Report; amounts: readonly number[] }): WorksheetRow {
  return {
    cells: [
      { column: 0, style: 'label', text: report.unit },
      { column: 1, style: 'value', number: String(report.year), format: '0' },
      ...amounts.map((amount, c): WorksheetCell => {
        const cell = { column: NAMED.length + c, style: 'value' } as const
        return Number.isNaN(amount) ? { ...cell, text: '' } : { ...cell, number: String(amount), format: '0' }
      })
    ]
  }
}
