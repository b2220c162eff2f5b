import { and, asc, count, eq, inArray, max, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'
import { listStands, type StandOfUnit } from './stands'

/** How a unit stands and came there. `handedInOn`: when the report first reached whoever reviews it and was not withdrawn. */
export type CourseOfUnit = StandOfUnit & { handedInOn: Date | null; returns: number; lastOn: Date | null }

/** How these units stand with a year's report, with the course of each; three statements however many units there are. */
export async function listCourses(reader: Reader, units: readonly number[], year: number): Promise<CourseOfUnit[]> {
  const stands = await listStands(reader, units, year)
  const { read, t } = reader
  const { events, reports } = t
  const isArrival = sql`${events.to} = 'SUBMITTED' and ${inArray(events.name, ['submit', 'pass'])}`
  const rows = await read
    .select({
      unit: reports.unit,
      kind: reports.kind,
      report: reports.id,
      revision: reports.revision,
      arrivedOn: sql<Date | null>`min(case when ${isArrival} then ${events.on} end)`.mapWith(events.on),
      withdrawals: sql<number>`sum(case when ${events.name} = 'withdraw' then 1 else 0 end)`.mapWith(Number),
      returns: sql<number>`sum(case when ${events.name} = 'return' then 1 else 0 end)`.mapWith(Number),
      lastOn: sql<Date>`max(${events.on})`.mapWith(events.on)
    })
    .from(reports)
    .innerJoin(events, eq(events.report, reports.id))
    .where(and(eq(reports.year, year), among(reports.unit, units)))
    .groupBy(reports.id)
    .orderBy(asc(reports.id))
  const again = await listArrivalsAfterWithdrawal(
    reader,
    rows.flatMap(({ report, withdrawals }) => (withdrawals > 0 ? [report] : []))
  )
  const courses = new Map<string, Pick<CourseOfUnit, 'handedInOn' | 'returns' | 'lastOn'>>()
  for (const { unit, kind, report, revision, arrivedOn, withdrawals, returns, lastOn } of rows) {
    const key = `${unit} ${kind}`
    const before = courses.get(key)
    // A correction is never late: only the first revision counts.
    const handedInOn = revision === 1 ? (withdrawals > 0 ? (again.get(report) ?? null) : arrivedOn) : (before?.handedInOn ?? null)
    courses.set(key, { handedInOn, returns: returns + (before?.returns ?? 0), lastOn })
  }
  return stands.map((stand) => {
    const course = courses.get(`${stand.unit} ${stand.kind}`) ?? { handedInOn: null, returns: 0, lastOn: null }
    return { ...stand, ...course, lastOn: latest(stand.savedOn, course.lastOn) }
  })
}

/** When these reports were handed in after they were withdrawn last; those that were not are not in the answer. */
async function listArrivalsAfterWithdrawal({ read, t }: Reader, reports: readonly number[]): Promise<Map<number, Date>> {
  if (reports.length === 0) return new Map()
  const rows = await read
    .select({ report: t.events.report, name: t.events.name, to: t.events.to, on: t.events.on })
    .from(t.events)
    .where(and(among(t.events.report, reports), inArray(t.events.name, ['submit', 'pass', 'withdraw'])))
    .orderBy(asc(t.events.report), asc(t.events.version))
  const arrived = new Map<number, Date>()
  for (const { report, name, to, on } of rows) {
    if (name === 'withdraw') arrived.delete(report)
    else if (to === 'SUBMITTED' && !arrived.has(report)) arrived.set(report, on)
  }
  return arrived
}

const latest = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b))

/** Whom to call about a unit: those who fill in for it, with a number where there is one. */
export type Contact = { unit: number; name: string; phone: string | null }

/** The people who fill in for these units, in the order in which they came. */
export async function listContacts({ read, t }: Reader, units: readonly number[]): Promise<Contact[]> {
  const rows = await read
    .select({ unit: t.memberships.unit, name: fullNameOf(t), officePhone: t.users.officePhone, mobile: t.users.mobile })
    .from(t.memberships)
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(and(eq(t.memberships.role, 'filler'), among(t.memberships.unit, units)))
    .orderBy(asc(t.memberships.user))
  return rows.map(({ officePhone, mobile, ...row }) => ({ ...row, phone: officePhone ?? mobile }))
}

/** Changes whenever a step is taken, a report begun, or an obligation made or changed in a year; typing changes nothing. */
export async function readSeasonVersion({ read, t }: Reader, year: number): Promise<string> {
  const { reports, obligations, obligationChanges } = t
  const [filed] = await read
    .select({ reports: count(), steps: sql<number>`coalesce(sum(${reports.version}), 0)`.mapWith(Number) })
    .from(reports)
    .where(eq(reports.year, year))
  const owed = await read.$count(obligations, eq(obligations.year, year))
  const [changed] = await read
    .select({ last: max(obligationChanges.id) })
    .from(obligationChanges)
    .where(eq(obligationChanges.year, year))
  return [filed?.reports, filed?.steps, owed, changed?.last ?? 0].join('-')
}
