import { and, asc, eq } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'
import { findDeadline } from '@/db/people/obligations'
import { findLastYear } from '@/db/reports/last-year'
import type { Filing } from '@/db/reports/reports'
import { PAST_REVISION } from '@/report/report'
import type { Context } from '@/report/sheet'
import { readRequirements } from '@/report/task/read-requirements'
import { openTemplate } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { listMemberFigures } from './member-figures'

/** What the rules need besides the report itself; the same wherever it is checked. */
export async function readContext(reader: Reader, filing: Filing, now: Date): Promise<Context> {
  const before = await findLastYear(reader, filing)
  const lastYear = { lastYear: before?.report, lastYearOf: before?.of }
  // When it was handed in and published nobody here knows.
  if (filing.revision === PAST_REVISION) return lastYear
  const { due, requirements } = await findDeadline(reader, filing)
  const members = await listMemberFigures(reader, filing)
  return {
    ...lastYear,
    ...(requirements && { requirements: readRequirements(requirements, openTemplate(filing.template)).requirements }),
    ...(members && { members }),
    today: dayOf(now),
    due,
    published: await findPublicationDay(reader, filing)
  }
}

/** The day of the first publication, yyyy-mm-dd in UTC+8: a correction does not make a report late. */
async function findPublicationDay({ read, t }: Reader, { unit, year, kind }: Filing): Promise<string | undefined> {
  const [first] = await read
    .select({ on: t.events.on })
    .from(t.events)
    .innerJoin(t.reports, eq(t.reports.id, t.events.report))
    .where(and(eq(t.reports.unit, unit), eq(t.reports.year, year), eq(t.reports.kind, kind), eq(t.events.name, 'publish')))
    .orderBy(asc(t.events.on))
    .limit(1)
  return first && dayOf(first.on)
}
