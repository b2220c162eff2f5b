import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { type QuietHours, readQuietHours } from '@/report/workflow/dates'

/** 提醒日程 a unit set for itself and all below it, days before the deadline; undefined: none. */
export async function findOwnSchedule({ read, t }: Reader, unit: number): Promise<number[] | undefined> {
  const [found] = await read.select({ days: t.units.reminders }).from(t.units).where(eq(t.units.id, unit))
  return found?.days == null ? undefined : parseDays(found.days)
}

/** The schedule nearest to each of these units, its own or of a unit above; those under none are not in the answer. */
export async function listSchedules({ read, t }: Reader, units: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await read
    .select({ unit: t.unitsAbove.unit, days: t.units.reminders })
    .from(t.units)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.units.id))
    .where(and(isNotNull(t.units.reminders), among(t.unitsAbove.unit, units)))
    .orderBy(desc(t.unitsAbove.steps))
  // The nearest comes last.
  return new Map(rows.map(({ unit, days }) => [unit, parseDays(days ?? '')]))
}

/** Sets it, or null to take it back; an empty one reminds nobody. */
export async function setSchedule({ tx, t }: Store, unit: number, days: readonly number[] | null): Promise<void> {
  await tx(async (db) => {
    await db
      .update(t.units)
      .set({ reminders: days === null ? null : days.join(',') })
      .where(eq(t.units.id, unit))
  })
}

/** 免打扰时段 a unit set for itself and all below it, as it is stored; null: none of its own. */
export async function findOwnQuiet({ read, t }: Reader, unit: number): Promise<string | null> {
  const [found] = await read.select({ quiet: t.units.quiet }).from(t.units).where(eq(t.units.id, unit))
  return found?.quiet ?? null
}

/** The quiet hours nearest to each of these units, its own or of a unit above; those that have none are not in the answer. */
export async function listQuietHours({ read, t }: Reader, units: readonly number[]): Promise<Map<number, QuietHours>> {
  const rows = await read
    .select({ unit: t.unitsAbove.unit, quiet: t.units.quiet })
    .from(t.units)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.units.id))
    .where(and(isNotNull(t.units.quiet), among(t.unitsAbove.unit, units)))
    .orderBy(desc(t.unitsAbove.steps))
  // The nearest comes last.
  const nearest = new Map(rows.map(({ unit, quiet }) => [unit, readQuietHours(quiet)]))
  return new Map([...nearest].flatMap(([unit, quiet]) => (quiet ? [[unit, quiet]] : [])))
}

/** Sets them, or null to take them back; empty: none, whatever holds above. */
export async function setQuietHours({ tx, t }: Store, unit: number, quiet: string | null): Promise<void> {
  await tx(async (db) => {
    await db.update(t.units).set({ quiet }).where(eq(t.units.id, unit))
  })
}

const parseDays = (days: string) => (days === '' ? [] : days.split(',').map(Number))
