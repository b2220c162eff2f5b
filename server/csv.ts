import { type Report, templateOf } from '@/report/report'
import { labelText } from '@/report/template'
import { printValue, readAmounts } from '@/report/values'

const HEADS = ['单位', '年度', '表', '行', '列', '数', '位置']

/**
 * The tables as CSV (UTF-8 with the mark Excel needs), one cell of the form a line; 位置 is its address, the same for ever
 * (docs/json.md). Texts that a spreadsheet would take for formulas begin with an apostrophe.
 */
export function makeCsv(report: Report): Uint8Array {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values, report.outside !== undefined)
  const lines = template.cells
    .filter(({ role }) => role !== 'group')
    .map(({ at, table, row, column }) => {
      const printed = printValue(template, report.values, amounts, at)
      return [report.unit, String(report.year), table.name, labelText(row), labelText(column), printed, at]
    })
  return new TextEncoder().encode(`\ufeff${[HEADS, ...lines].map((fields) => `${fields.map(printField).join(',')}\r\n`).join('')}`)
}

function printField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
