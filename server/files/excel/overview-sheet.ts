import { amountOf } from '@/report/finding'
import { type Meaning, meaningOf, requestsOf, resultLines, resultName } from '@/report/meaning'
import { openSheet } from '@/report/sheet'
import type { Template } from '@/report/template'
import { breakHead, heightOf } from './labels'
import { type SummaryLine, sumOf } from './summary-sums'
import type { WorksheetCell, WorksheetModel, WorksheetRow } from './workbook'

const NAMED = [
  { name: '单位', width: 28 },
  { name: '年度', width: 7 },
  { name: '状态', width: 10 },
  { name: '计入合计', width: 6 }
]
const ADDED = NAMED.length - 1

const WIDTH = 9.5

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

/** The totals of many reports of a form on the width of one page, a line each, and above them the sums of those that are in them. */
export function overviewSheet(form: Template, reports: readonly SummaryLine[], name: string): WorksheetModel {
  const columns = columnsOf(form)
  const lines = reports.map((line) => {
    const sheet = openSheet(line.report)
    return { ...line, amounts: columns.map(({ of }) => amountOf(sheet, of)) }
  })
  const widths = [...NAMED.map(({ width }) => width), ...columns.map(() => WIDTH)]
  const names = [...NAMED, ...columns].map(({ name: text }, column) => ({
    text: breakHead(text, widths[column] ?? 0),
    width: widths[column] ?? 0
  }))
  const head = names.map(({ text }, column): WorksheetCell => ({ column, style: 'head', text }))
  const total: WorksheetRow = {
    cells: [
      ...NAMED.map((_, column): WorksheetCell => ({ column, style: 'head', text: column === 0 ? '合计（计入合计为“是”的）' : '' })),
      ...columns.map((_, c): WorksheetCell => {
        const amounts = lines.map((line) => ({ amount: line.amounts[c] as number, isAdded: line.isAdded }))
        return sumOf(amounts, 'count', { column: NAMED.length + c, flags: ADDED, from: 2 })
      })
    ]
  }
  return {
    name,
    widths,
    rows: [{ height: heightOf(names), cells: head }, total, ...lines.map(printLine)],
    merges: [],
    frozen: { rows: 2, columns: NAMED.length },
    isLandscape: true,
    fit: 'width'
  }
}

/** A place that is empty or no number stays empty. */
function printLine({ report, state, isAdded, amounts }: SummaryLine & { amounts: readonly number[] }): WorksheetRow {
  return {
    cells: [
      { column: 0, style: 'label', text: report.unit },
      { column: 1, style: 'value', number: String(report.year), format: '0' },
      { column: 2, style: 'value', text: state },
      { column: ADDED, style: 'value', text: isAdded ? '是' : '否' },
      ...amounts.map((amount, c): WorksheetCell => {
        const cell = { column: NAMED.length + c, style: 'value' } as const
        return Number.isNaN(amount) ? { ...cell, text: '' } : { ...cell, number: String(amount), format: '0' }
      })
    ]
  }
}
