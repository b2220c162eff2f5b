import { and, asc, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'
import { listStands, type StandOfUnit } from './stands'

/** How a unit stands and came there. `handedInOn`: when the report first reached whoever reviews it and was not withdrawn. */
export type CourseOfUnit = StandOfUnit & { handedInOn: Date | null; returns: number; lastOn: Date | null }

/** The steps that decide when a report was handed in, and how often it came back. */
const STEPS_OF_COURSE = ['submit', 'pass', 'withdraw', 'return'] as const

/** How these units stand with a year's report, with the course of each; two statements however many units there are. */
export async function listCourses(reader: Reader, units: readonly number[], year: number): Promise<CourseOfUnit[]> {
  const stands = await listStands(reader, units, year)
  const { read, t } = reader
  const rows = await read
    .select({
      unit: t.reports.unit,
      kind: t.reports.kind,
      revision: t.reports.revision,
      name: t.events.name,
      to: t.events.to,
      on: t.events.on
    })
    .from(t.events)
    .innerJoin(t.reports, eq(t.reports.id, t.events.report))
    .where(and(eq(t.reports.year, year), among(t.reports.unit, units), inArray(t.events.name, [...STEPS_OF_COURSE])))
    .orderBy(asc(t.events.report), asc(t.events.version))
  const courses = new Map<string, Pick<CourseOfUnit, 'handedInOn' | 'returns' | 'lastOn'>>()
  for (const { unit, kind, revision, name, to, on } of rows) {
    const key = `${unit} ${kind}`
    const course = courses.get(key) ?? { handedInOn: null, returns: 0, lastOn: null }
    // A correction is never late, and its withdrawal takes nothing back.
    if (revision === 1 && name === 'withdraw') course.handedInOn = null
    else if (revision === 1 && to === 'SUBMITTED') course.handedInOn ??= on
    if (name === 'return') course.returns++
    course.lastOn = on
    courses.set(key, course)
  }
  return stands.map((stand) => {
    const course = courses.get(`${stand.unit} ${stand.kind}`) ?? { handedInOn: null, returns: 0, lastOn: null }
    return { ...stand, ...course, lastOn: latest(stand.savedOn, course.lastOn) }
  })
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
