import { type Report, templateOf } from '@/report/report'
import { type Address, groups, type Line, labelText, leaves } from '@/report/template'
import { readAmounts } from '@/report/values'

/** How many applications ended in one way; `name` as on the form, without number and remark. */
export type Outcome = { name: string; amount: number }

/** What a year's 第三部分 says in all: applications received, handled and carried over. */
export type YearFigures = { year: number; received: number; handled: number; carriedOut: number }

/** 本年度办理结果, the totals of 第三部分 in the order of the form. Rows that cannot be read are left out. */
export function listOutcomes(report: Report): Outcome[] {
  const amountAt = readTotals(report)
  const block = templateOf(report).tables.find(({ key }) => key === 'requests')?.blocks[0]
  const results = groups(block?.rows ?? []).find(({ key }) => key === 'results')?.lines ?? []
  return results
    .filter(({ key }) => key !== 'handled')
    .map((line) => ({ name: nameOf(line), amount: amountOf(line, amountAt) }))
    .filter(({ amount }) => !Number.isNaN(amount))
}

/** The figures of a year for a trend. NaN where the report does not tell. */
export function readYearFigures(report: Report): YearFigures {
  const amountAt = readTotals(report)
  const [received = NaN, handled = NaN, carriedOut = NaN] = ['received', 'handled', 'carried-out'].map((row) =>
    amountAt(`requests/${row}/total`)
  )
  return { year: report.year, received, handled, carriedOut }
}

function readTotals(report: Report): (at: Address) => number {
  const template = templateOf(report)
  const { taken } = readAmounts(template, report.values)
  return (at) => taken[template.index.get(at) ?? -1] ?? Number.NaN
}

/** A heading has no cell of its own in every form; then its rows are added. */
function amountOf(line: Line, amountAt: (at: Address) => number): number {
  const rows = line.lines ? leaves(line.lines) : [line]
  return rows.reduce((sum, { key }) => sum + amountAt(`requests/${key}/total`), 0)
}

const nameOf = (line: Line) =>
  labelText(line)
    .replace(/^（.）/, '')
    .replace(/（.*）$/, '')
