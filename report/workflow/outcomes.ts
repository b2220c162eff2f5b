import { amountOf } from '@/report/finding'
import { meaningOf, requestsOf, resultLines, resultName } from '@/report/meaning'
import { type Report, templateOf } from '@/report/report'
import { readAmounts } from '@/report/values'

/** How many applications ended in one way; `name` as on the form, without number and remark. */
export type RequestOutcome = { name: string; amount: number }

/** What a year's 第三部分 says in all: applications received, handled and carried over; `gap`: why there is no such report. */
export type YearFigures = { year: number; received: number; handled: number; carriedOut: number; gap?: string }

/** 本年度办理结果, the totals of 第三部分 in the order of the form. Rows that cannot be read are left out. */
export function listOutcomes(report: Report): RequestOutcome[] {
  const amount = readTotals(report)
  return resultLines(templateOf(report))
    .map((line) => ({ name: resultName(line), amount: amount(meaningOf(line)) }))
    .filter((outcome) => !Number.isNaN(outcome.amount))
}

/** The figures of a year for a trend. NaN where the report does not tell. */
export function readYearFigures(report: Report): YearFigures {
  const amount = readTotals(report)
  return { year: report.year, received: amount('received'), handled: amount('handled'), carriedOut: amount('carried-out') }
}

/** A year without a report in a trend. */
export const noFigures = (year: number, gap: string): YearFigures => ({
  ...{ year, gap, received: Number.NaN, handled: Number.NaN, carriedOut: Number.NaN }
})

/** The totals of the rows of table three, by what they mean. */
function readTotals(report: Report): (row: string) => number {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values)
  return (row) => amountOf({ template, amounts }, requestsOf(row))
}
