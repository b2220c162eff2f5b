import { asc, eq, inArray } from 'drizzle-orm'
import type { ReportKind } from '@/report/report'
import type { Reader, Store } from './client'

export type Unit = { id: number; name: string; kind: ReportKind; above: number | null }

/** Adds a unit, under another one if `above` is given. */
export async function addUnit(
  { tx, t }: Store,
  { name, kind, above, now }: { name: string; kind: ReportKind; above: number | null; now: Date }
): Promise<number> {
  return tx(async (db) => {
    const [unit] = await db.insert(t.units).values({ name, kind, above, createdOn: now }).returning({ id: t.units.id })
    if (!unit) throw new Error('the unit was not stored')
    const higher =
      above === null ? [] : await db.select({ above: t.unitsAbove.above }).from(t.unitsAbove).where(eq(t.unitsAbove.unit, above))
    await db.insert(t.unitsAbove).values([unit.id, ...higher.map((row) => row.above)].map((id) => ({ unit: unit.id, above: id })))
    return unit.id
  })
}

export async function findUnit({ read, t }: Reader, id: number): Promise<Unit | undefined> {
  const [unit] = await read.select().from(t.units).where(eq(t.units.id, id))
  return unit
}

/** These units and every unit below them, by name. */
export async function listUnitsBelow({ read, t }: Reader, ids: readonly number[]): Promise<Unit[]> {
  if (ids.length === 0) return []
  return read
    .selectDistinct({ id: t.units.id, name: t.units.name, kind: t.units.kind, above: t.units.above })
    .from(t.units)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.unit, t.units.id))
    .where(inArray(t.unitsAbove.above, [...ids]))
    .orderBy(asc(t.units.name))
}

/** A unit and every unit above it. */
export async function listUnitsAbove({ read, t }: Reader, id: number): Promise<number[]> {
  const rows = await read.select({ above: t.unitsAbove.above }).from(t.unitsAbove).where(eq(t.unitsAbove.unit, id))
  return rows.map(({ above }) => above)
}

/** Whether no unit has been set up yet: the first run. */
export async function hasUnits({ read, t }: Reader): Promise<boolean> {
  return (await read.select({ id: t.units.id }).from(t.units).limit(1)).length > 0
}
