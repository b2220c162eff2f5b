import { resolveProse } from '@/report/text/tokens'
import type { Sheet } from './finding'
import { type Report, templateOf } from './report'
import type { MemberFigures } from './rollup/member-figures'
import type { Requirement } from './task/requirement'
import { readAmounts } from './values'

/** What the rules may look at beside the report. */
export type Context = {
  lastYear?: Report
  /** The units whose reports `lastYear` adds up, where it is not the unit's own. */
  lastYearOf?: readonly string[]
  /** What the task of the year demands. */
  requirements?: readonly Requirement[]
  /** Whom an aggregate adds up, with the figures its prose may speak of. */
  members?: readonly MemberFigures[]
  /** yyyy-mm-dd in UTC+8; rules on deadlines are silent without it. */
  today?: string
  /** The last day to hand in and publish, yyyy-mm-dd, where it is another than the law's. */
  due?: string
  /** The day it was published first, yyyy-mm-dd in UTC+8. */
  published?: string
}

/** The report with its amounts read, for callers that need both. */
export function openSheet(report: Report, { lastYear, lastYearOf: _, ...dates }: Context = {}): Sheet {
  return { ...readTables(report), stored: report.values, last: lastYear && readLastYear(lastYear), ...dates }
}

function readTables(report: Report): Read {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values, report.outside !== undefined)
  return { report: resolveProse(report, template, amounts), template, amounts }
}

type Read = Pick<Sheet, 'report' | 'template' | 'amounts'>
const lastYears = new WeakMap<Report, Read>()

/** Last year's report does not change while this year's is typed, so it is read once. */
function readLastYear(report: Report): Read {
  const known = lastYears.get(report)
  if (known) return known
  const read = readTables(report)
  lastYears.set(report, read)
  return read
}
