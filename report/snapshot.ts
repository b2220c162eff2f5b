import { openSheet } from './check'
import type { Report } from './report'
import { printValue } from './values'

/**
 * A report frozen as it was handed in: canonical JSON, keys sorted, texts as typed, totals as printed. The same report
 * gives the same text, and its SHA-256 tells whether anything changed since.
 */
export function makeSnapshot(report: Report): string {
  const { template, amounts } = openSheet(report)
  const totals = template.cells.filter(({ role }) => role === 'total')
  return canonical({
    unit: report.unit,
    year: report.year,
    kind: report.kind,
    template: report.template,
    rules: report.rules,
    values: Object.fromEntries(Object.entries(report.values).filter(([, text]) => text !== '')),
    totals: Object.fromEntries(totals.map(({ at }) => [at, printValue(template, report.values, amounts, at)]))
  })
}

/** The report a snapshot was made of. */
export function readSnapshot(text: string): Report {
  const { unit, year, kind, template, rules, values } = JSON.parse(text)
  return { unit, year, kind, template, rules, values }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one
  )
}
