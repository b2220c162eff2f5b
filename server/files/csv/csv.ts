import { type Report, templateOf } from '@/report/report'
import { type Cell, labelText } from '@/report/template'
import { printValue, readAmounts } from '@/report/values'

const HEADS = ['单位', '年度', '表', '行', '列', '数', '位置']

/**
 * The tables as CSV (UTF-8 with the byte order mark Excel needs), one cell of the form a line; 位置 is its permanent address
 * (docs/json.md). Texts that a spreadsheet would read as formulas begin with an apostrophe.
 */
export function makeCsv(report: Report): Uint8Array {
  const lines = printedCells(report).map(({ at, table, row, column, text }) => [
    report.unit,
    String(report.year),
    table.name,
    labelText(row),
    labelText(column),
    text,
    at
  ])
  return new TextEncoder().encode(`\ufeff${[HEADS, ...lines].map(printLine).join('')}`)
}

/** Every cell of the form with what the finished report shows there. */
export function printedCells(report: Report): (Cell & { text: string })[] {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values, report.outside !== undefined)
  return template.cells
    .filter(({ role }) => role !== 'group')
    .map((cell) => ({ ...cell, text: printValue(template, report.values, amounts, cell.at) }))
}

/** A line of CSV with its end; a text that a spreadsheet would evaluate begins with an apostrophe. */
export const printLine = (fields: readonly string[]): string => `${fields.map(printField).join(',')}\r\n`

function printField(text: string): string {
  const safe = guardFormula(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** An apostrophe before what a spreadsheet would evaluate; negative numbers stay numbers. */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^-\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text
}
