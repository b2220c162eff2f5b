import { and, asc, count, eq, lte, max, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'

/** The latest year, up to one, for which anybody owes a report. */
export async function findLatestOwed({ read, t }: Reader, year: number): Promise<number | undefined> {
  const [found] = await read
    .select({ year: max(t.obligations.year) })
    .from(t.obligations)
    .where(lte(t.obligations.year, year))
  return found?.year ?? undefined
}

/** Whom to call about a unit: those who fill in for it, with a number where there is one. */
export type Contact = { unit: number; name: string; phone: string | null; signedInOn: Date | null }

/** The people who fill in for these units, in the order in which they came. */
export async function listContacts({ read, t }: Reader, units: readonly number[]): Promise<Contact[]> {
  const rows = await read
    .select({
      unit: t.memberships.unit,
      name: fullNameOf(t),
      officePhone: t.users.officePhone,
      mobile: t.users.mobile,
      signedInOn: t.users.signedInOn
    })
    .from(t.memberships)
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(and(eq(t.memberships.role, 'filler'), among(t.memberships.unit, units)))
    .orderBy(asc(t.memberships.user))
  return rows.map(({ officePhone, mobile, ...row }) => ({ ...row, phone: officePhone ?? mobile }))
}

/** Whom to call first about each of these units: of several who fill in for it, whoever came first. */
export async function findContacts(reader: Reader, units: readonly number[]): Promise<Map<number, Contact>> {
  return new Map((await listContacts(reader, units)).toReversed().map((one) => [one.unit, one]))
}

/**
 * Changes whenever a step is taken, a report begun, or an obligation made or changed in a year, and when units change or that is
 * undone; typing changes nothing.
 */
export async function readSeasonVersion({ read, t }: Reader, year: number): Promise<string> {
  const { reports, obligations, obligationChanges, unitChanges } = t
  const steps = sql`concat(count(*), '-', coalesce(sum(${reports.version}), 0))`
  const filed = read.select({ steps }).from(reports).where(eq(reports.year, year))
  const owed = read.select({ owed: count() }).from(obligations).where(eq(obligations.year, year))
  const last = sql`coalesce(max(${obligationChanges.id}), 0)`
  const changed = read.select({ last }).from(obligationChanges).where(eq(obligationChanges.year, year))
  const moved = read.select({ moved: sql`concat(count(*), '-', count(${unitChanges.undoneOn}))` }).from(unitChanges)
  const version = sql<string>`concat(${filed}, '-', ${owed}, '-', ${changed}, '-', ${moved})`
  const [found] = await read.select({ version }).from(sql`(select 1) as one`)
  return found?.version ?? ''
}
