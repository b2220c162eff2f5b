import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { addNotices } from '@/db/people/notices'
import { findUnit, listUnitsAbove } from '@/db/people/units'
import { bylineOf, listHolders } from '@/db/people/users'
import type { Schema } from '@/db/schema'
import { PAST_REVISION } from '@/report/report'
import { printDue } from '@/report/workflow/deadline'
import { isOwing } from '@/report/workflow/progress'
import { STATES } from '@/report/workflow/states'

type Row = Schema['applications']['$inferSelect']

/** `moot`: it was handed in meanwhile, so that nothing is left to decide. */
export type ApplicationStand = 'open' | 'granted' | 'declined' | 'dropped' | 'moot'

/** 申请 of a unit: 延期 until a day, or 免予核对 of a finding (`says`). */
export type Application = Pick<Row, 'id' | 'unit' | 'year' | 'kind' | 'report' | 'finding' | 'says' | 'until' | 'reason' | 'by' | 'on'> & {
  unitName: string
  /** The unit above, whose administrators decide on time. */
  above: number | null
  byName: string
  endReason: string
  is: ApplicationStand
}

const OWING = STATES.filter(isOwing)

/** The applications of these units, latest first. What became of each is derived from extensions, waivers and states. */
export async function listApplications({ read, t }: Reader, units: readonly number[]): Promise<Application[]> {
  const { applications: a, extensions, waivers, reports } = t
  const owing = sql.join(
    OWING.map((state) => sql`${state}`),
    sql`, `
  )
  const rows = await read
    .select({
      ...{ id: a.id, unit: a.unit, year: a.year, kind: a.kind, report: a.report, finding: a.finding, says: a.says },
      ...{ until: a.until, reason: a.reason, by: a.by, on: a.on, end: a.end, endReason: a.endReason },
      unitName: t.units.name,
      above: t.units.above,
      byName: bylineOf(t),
      isExtended: sql`exists (select 1 from ${extensions} e where e.unit = ${a.unit} and e.year = ${a.year} and e."on" >= ${a.on})`.mapWith(
        Boolean
      ),
      isWaived:
        sql`exists (select 1 from ${waivers} w where w.report = ${a.report} and w.finding = ${a.finding} and w."on" >= ${a.on})`.mapWith(
          Boolean
        ),
      isHandedIn:
        sql`exists (select 1 from ${reports} r where r.unit = ${a.unit} and r.year = ${a.year} and r.revision > ${PAST_REVISION} and (r.id = ${a.report} or ${a.report} is null) and r.state not in (${owing}))`.mapWith(
          Boolean
        )
    })
    .from(a)
    .innerJoin(t.units, eq(t.units.id, a.unit))
    .innerJoin(t.users, eq(t.users.id, a.by))
    .where(among(a.unit, units))
    .orderBy(desc(a.id))
  return rows.map(({ end, isExtended, isWaived, isHandedIn, ...row }) => {
    const isGranted = row.kind === 'extend' ? isExtended : isWaived
    return { ...row, is: end ?? (isGranted ? 'granted' : isHandedIn ? 'moot' : 'open') }
  })
}

/** Which of these units' administrators decide on an application: those of the unit itself on findings, those above it on time. */
const decidingUnit = ({ kind, unit, above }: Pick<Application, 'kind' | 'unit' | 'above'>) => (kind === 'extend' ? (above ?? unit) : unit)

/** The unit nearest to where each application is decided that has an administrator: there it waits. */
export async function listDecidingUnits({ read, t }: Reader, all: readonly Application[]): Promise<Map<number, number>> {
  if (all.length === 0) return new Map()
  const rows = await read
    .selectDistinct({ unit: t.unitsAbove.unit, above: t.unitsAbove.above, steps: t.unitsAbove.steps })
    .from(t.unitsAbove)
    .innerJoin(t.memberships, and(eq(t.memberships.unit, t.unitsAbove.above), eq(t.memberships.role, 'admin')))
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(among(t.unitsAbove.unit, [...new Set(all.map(decidingUnit))]))
    .orderBy(desc(t.unitsAbove.steps))
  // The nearest comes last.
  const nearest = new Map(rows.map(({ unit, above }) => [unit, above]))
  return new Map(all.flatMap((one) => [nearest.get(decidingUnit(one))].flatMap((unit) => (unit === undefined ? [] : [[one.id, unit]]))))
}

export type ApplicationGiven = Pick<Row, 'unit' | 'year' | 'kind' | 'report' | 'finding' | 'says' | 'until' | 'reason' | 'by' | 'on'>

/** Asks the nearest administrators who decide, and tells them; false if the same was asked for and is not answered yet. */
export async function addApplication({ tx, t }: Store, given: ApplicationGiven): Promise<boolean> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const { unit, year, kind, report, finding, until, reason, by, on } = given
    const isSame = (one: Application) => one.is === 'open' && one.year === year && one.kind === kind && one.finding === finding
    if ((await listApplications(inside, [unit])).some(isSame)) return false
    await db.insert(t.applications).values(given)
    const asking = await findUnit(inside, unit)
    if (!asking) return false
    const asked = until === null ? `申请免予核对（${given.says}）` : `申请延期至 ${printDue(until)}`
    for (const above of await listUnitsAbove(inside, decidingUnit({ kind, unit, above: asking.above }))) {
      const admins = (await listHolders(inside, above, ['admin'])).map(({ id }) => id)
      if (admins.length === 0) continue
      const text = `${asking.name} ${year} 年年报：${asked}，理由：${reason}`
      await addNotices(
        inside,
        admins.filter((id) => id !== by),
        { report, text, on }
      )
      break
    }
    return true
  })
}

/** Ends an application that was not granted: declined with a reason, which is told to whoever asked, or taken back by himself. */
export async function endApplication(
  { tx, t }: Store,
  { id, unit, year, kind, report, by: asker }: Application,
  { end, reason, by, on }: { end: 'declined' | 'dropped'; reason: string; by: number; on: Date }
): Promise<boolean> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const ended = await db
      .update(t.applications)
      .set({ end, endReason: reason, endedBy: by, endedOn: on })
      .where(and(eq(t.applications.id, id), isNull(t.applications.end)))
      .returning({ id: t.applications.id })
    if (ended.length === 0) return false
    const text = `${(await findUnit(inside, unit))?.name} ${year} 年年报：不同意${kind === 'extend' ? '延期' : '免予核对'}（${reason}）`
    if (end === 'declined') await addNotices(inside, [asker], { report, text, on })
    return true
  })
}
