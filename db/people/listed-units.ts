import { and, asc, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { NewUnit } from './units'

/**
 * Adds units of different names inside a transaction, with one statement for them and one for their places in the tree; their numbers
 * by name.
 */
export async function insertUnits({ read, t }: Reader, units: readonly NewUnit[]): Promise<Map<string, number>> {
  const rows = units.map(({ kind, level = kind === 'government' ? 'city' : 'department', chain = [], now, ...unit }) => {
    return { ...unit, level, kind, chain: chain.join(','), createdOn: now }
  })
  const stored = await read.insert(t.units).values(rows).returning({ id: t.units.id, name: t.units.name })
  const ids = new Map(stored.map(({ id, name }) => [name, id]))
  const superiors = [...new Set(units.flatMap(({ above }) => above ?? []))]
  const above = await read.select().from(t.unitsAbove).where(among(t.unitsAbove.unit, superiors)).orderBy(asc(t.unitsAbove.steps))
  const higher = new Map<number, number[]>()
  for (const row of above) higher.set(row.unit, [...(higher.get(row.unit) ?? []), row.above])
  const places = units.flatMap(({ name, above }) => {
    const unit = ids.get(name) as number
    return [unit, ...(higher.get(above ?? -1) ?? [])].map((one, steps) => ({ unit, above: one, steps }))
  })
  await read.insert(t.unitsAbove).values(places)
  return ids
}

/** A unit of a roster: its superior is given by number, or by name if it stands in the same list. */
export type ListedUnit = Omit<NewUnit, 'above'> & { above: number | string }

/**
 * Adds the units of a list, superiors first, all or none: their numbers by name. Or the names that units at or below `reach`
 * already have; then nothing was written.
 */
export async function addUnits(
  { tx, t }: Store,
  units: readonly ListedUnit[],
  reach: readonly number[]
): Promise<{ taken: string[]; added: ReadonlyMap<string, number> }> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const taken = await listNamesBelow(
      inside,
      reach,
      units.map(({ name }) => name)
    )
    const added = new Map<string, number>()
    for (let left = taken.length > 0 ? [] : [...units]; left.length > 0; ) {
      const wave = left.flatMap(({ above, ...unit }) => {
        const id = typeof above === 'number' ? above : added.get(above)
        return id === undefined ? [] : [{ ...unit, above: id }]
      })
      if (wave.length === 0) throw new Error(`the list names ${left[0]?.above} before adding it`)
      for (const [name, id] of await insertUnits(inside, wave)) added.set(name, id)
      left = left.filter(({ name }) => !added.has(name))
    }
    return { taken, added }
  })
}

async function listNamesBelow({ read, t }: Reader, reach: readonly number[], names: readonly string[]): Promise<string[]> {
  const rows = await read
    .selectDistinct({ name: t.units.name })
    .from(t.units)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.unit, t.units.id))
    .where(and(inArray(t.units.name, [...names]), among(t.unitsAbove.above, reach)))
  return rows.map(({ name }) => name)
}
