import type { Claim } from '@/report/prose/claim'
import { UnreadableReport } from '@/report/reading/read'
import { placeName } from './finding'
import { FORMAT, schemaOf } from './json-schema'
import { findClaims } from './prose/find-claims'
import { type Report, RULES_VERSION } from './report'
import { openSheet } from './sheet'
import { templates } from './templates'
import { printValue } from './values'

/**
 * A report frozen as it was handed in: canonical JSON (RFC 8785), keys sorted, texts as typed with the numbers of the
 * tables in place of their tokens, totals as printed. The same report gives the same text, and its SHA-256 tells whether
 * anything changed since. Every file that leaves is made of it; it is itself the JSON that is published (docs/json.md).
 */
export function makeSnapshot(report: Report): string {
  const { report: read, template, amounts } = openSheet({ ...report, outside: undefined })
  const typed = Object.entries(read.values).filter(([at, text]) => text !== '' && template.fields.has(at))
  const values = Object.fromEntries(typed)
  const totals = template.cells.filter(({ role }) => role === 'total')
  return canonical({
    format: FORMAT,
    unit: report.unit,
    year: report.year,
    kind: report.kind,
    template: report.template,
    rules: report.rules,
    values,
    totals: Object.fromEntries(totals.map(({ at }) => [at, printValue(template, values, amounts, at)]))
  })
}

/** The report a snapshot was made of. Throws UnreadableReport with a Chinese sentence that names the first place that is wrong. */
export function readSnapshot(text: string): Report {
  const given = parse(text)
  const template = templates.find(({ id }) => id === given.template)
  if (!template) throw new UnreadableReport('不是年报数据：没有写明年报格式（template）')
  const parsed = schemaOf(template).safeParse(given)
  if (!parsed.success) {
    const { path, code, keys } = parsed.error.issues[0] as { path: PropertyKey[]; code: string; keys?: string[] }
    const [key, at] = path.map(String)
    if (code === 'unrecognized_keys') throw new UnreadableReport(`年报格式 ${template.id} 中没有“${keys?.[0]}”`)
    throw new UnreadableReport(`“${at === undefined ? key : placeName(template, at)}”的格式有误`)
  }
  const { unit, year, kind, rules, values, totals } = parsed.data
  const report: Report = { unit, year, kind, template: template.id, rules, values: values as Report['values'] }
  const computed: Record<string, string> = JSON.parse(makeSnapshot(report)).totals
  for (const [at, total] of Object.entries(totals))
    if (computed[at] !== total) throw new UnreadableReport(`“${placeName(template, at)}”为“${total}”，按各格应为“${computed[at]}”`)
  return report
}

/**
 * The numbers in the prose of a snapshot with what its tables say to them, by the rules it was checked with: undefined
 * where those are no longer here. The same snapshot gives the same answer; last year's report is not looked at.
 */
export function readNumbers(text: string): Claim[] | undefined {
  const report = readSnapshot(text)
  return report.rules === RULES_VERSION ? findClaims(openSheet(report)) : undefined
}

function parse(text: string): Record<string, unknown> {
  try {
    const given = JSON.parse(text)
    if (given && typeof given === 'object' && !Array.isArray(given)) return given
  } catch {
    // Told below, like every other text that is no report.
  }
  throw new UnreadableReport('不是年报数据')
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one
  )
}
