import { and, asc, eq, gte, inArray, isNotNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { gather, numberOrNull, readGathered, wordsOf } from '@/db/gather'
import type { ReportKind } from '@/report/report'
import type { UnitLevel } from '@/report/unit'
import { isBelow, liesBelow, listUnitsAbove, listUnitsBelow, reviewingUnit, type Unit } from './units'

/** What a list of many units needs to know of each: reading every column of thousands takes longer than finding them. */
export type UnitInTree = Pick<
  Unit,
  'id' | 'name' | 'level' | 'kind' | 'above' | 'reviewedBy' | 'onPaper' | 'precedence' | 'closedOn' | 'lastYear'
>

async function selectTree({ read, t }: Reader, where: SQL): Promise<UnitInTree[]> {
  const { id, name, level, kind, above, reviewedBy, onPaper, precedence, closedOn, lastYear } = t.units
  const isOnPaper = sql`case when ${onPaper} then '1' else '' end`
  const [found] = await read
    .select({ rows: gather(id, level, kind, above, reviewedBy, isOnPaper, precedence, closedOn, lastYear, wordsOf(name)) })
    .from(t.units)
    .where(where)
  return readGathered(found?.rows).map(readTreeUnit).sort(byPlace)
}

const readTreeUnit = ([id, level, kind, above, reviewedBy, onPaper, precedence, closedOn, lastYear, name = '']: string[]): UnitInTree => ({
  ...{ id: Number(id), name, level: level as UnitLevel, kind: kind as ReportKind, closedOn: closedOn || null, onPaper: onPaper === '1' },
  ...{
    above: numberOrNull(above),
    reviewedBy: numberOrNull(reviewedBy),
    precedence: numberOrNull(precedence),
    lastYear: numberOrNull(lastYear)
  }
})

/** By 排序号, those without one last; among equals in the order in which they came. */
const byPlace = (a: UnitInTree, b: UnitInTree) =>
  (a.precedence ?? Number.MAX_SAFE_INTEGER) - (b.precedence ?? Number.MAX_SAFE_INTEGER) || a.id - b.id

/** These units and all below them, with only what a list of many needs. */
export async function listTreeBelow(reader: Reader, ids: readonly number[]): Promise<UnitInTree[]> {
  return ids.length === 0 ? [] : selectTree(reader, liesBelow(reader, ids))
}

/** What tells units apart by what a file says of them. */
export type KnownUnit = Pick<Unit, 'id' | 'name' | 'kind' | 'creditCode'>

/** Some units, and some with all below them, each once, with only what a file is matched with: it is asked for with every file read in. */
export async function listKnownUnits({ read, t }: Reader, some: readonly number[], tops: readonly number[]): Promise<KnownUnit[]> {
  const { id, name, kind, creditCode } = t.units
  return read
    .select({ id, name, kind, creditCode })
    .from(t.units)
    .where(or(among(id, some), liesBelow({ read, t }, tops)))
}

/** These units, with only what a list of many needs. */
export async function findInTree(reader: Reader, ids: readonly number[]): Promise<UnitInTree[]> {
  return ids.length === 0 ? [] : selectTree(reader, among(reader.t.units.id, ids))
}

/**
 * The units whose reports these units, or units below them, review: the reach of a reviewer's role. `tree`: what `listTreeBelow` gave
 * for them, where it was read already.
 */
export async function listReviewedUnits(reader: Reader, reviewers: readonly number[], tree?: readonly UnitInTree[]): Promise<UnitInTree[]> {
  const below = tree ?? (await listTreeBelow(reader, reviewers))
  const reach = new Set(below.map(({ id }) => id))
  if (reach.size === 0) return []
  const named = await selectTree(
    reader,
    and(isNotNull(reader.t.units.reviewedBy), isBelow(reader, reader.t.units.reviewedBy, reviewers)) as SQL
  )
  const all = new Map([...below, ...named].map((unit) => [unit.id, unit]))
  return [...all.values()].filter((unit) => reach.has(reviewingUnit(unit)))
}

/** Hangs a unit with its subtree below another one; false if that lies in the subtree. Part of the caller's transaction. */
export async function moveTree({ read, t }: Reader, unit: number, above: number | null): Promise<boolean> {
  const tree = await read
    .select({ id: t.unitsAbove.unit, steps: t.unitsAbove.steps })
    .from(t.unitsAbove)
    .where(eq(t.unitsAbove.above, unit))
  const ids = tree.map(({ id }) => id)
  if (above !== null && ids.includes(above)) return false
  await read.delete(t.unitsAbove).where(and(inArray(t.unitsAbove.unit, ids), notInArray(t.unitsAbove.above, ids)))
  const higher = above === null ? [] : await listUnitsAbove({ read, t }, above)
  const places = tree.flatMap(({ id, steps }) => higher.map((one, i) => ({ unit: id, above: one, steps: steps + i + 1 })))
  if (places.length > 0) await read.insert(t.unitsAbove).values(places)
  await read.update(t.units).set({ above }).where(eq(t.units.id, unit))
  return true
}

/** Whether a unit ever was, or lay below, one of these: at present or in the places it and those above it had before. */
export async function wasBelow({ read, t }: Reader, unit: number, roots: readonly number[]): Promise<boolean> {
  const seen = new Set<number>()
  for (let units = [unit]; units.length > 0; ) {
    if (units.some((one) => roots.includes(one))) return true
    for (const one of units) seen.add(one)
    const present = await read.select({ above: t.units.above }).from(t.units).where(among(t.units.id, units))
    const past = await read.select({ above: t.unitPlaces.above }).from(t.unitPlaces).where(among(t.unitPlaces.unit, units))
    units = [...new Set([...present, ...past].flatMap(({ above }) => above ?? []))].filter((one) => !seen.has(one))
  }
  return false
}

/** A unit as it was on a day. */
export type UnitThen = Pick<Unit, 'id' | 'name' | 'above' | 'level' | 'precedence'>

/**
 * The tree below some units as it was on a day (yyyy-mm-dd): who there was, under which name, below whom. Those that were
 * closed by then, or founded after, are left out; of what nobody entered a date for, what is known today counts.
 */
export async function listTreeOn(reader: Reader, below: readonly number[], day: string): Promise<UnitThen[]> {
  const { read, t } = reader
  const units = await listUnitsBelow(reader, below)
  const ids = units.map(({ id }) => id)
  // The first that ends on the day or after it was in force.
  const names = await read
    .select()
    .from(t.unitNames)
    .where(and(among(t.unitNames.unit, ids), gte(t.unitNames.until, day)))
    .orderBy(asc(t.unitNames.until))
  const places = await read
    .select()
    .from(t.unitPlaces)
    .where(and(among(t.unitPlaces.unit, ids), gte(t.unitPlaces.until, day)))
    .orderBy(asc(t.unitPlaces.until))
  const name = new Map(names.toReversed().map((one) => [one.unit, one.name]))
  const place = new Map(places.toReversed().map((one) => [one.unit, one.above]))
  return units
    .filter(({ closedOn, openedOn }) => (closedOn === null || closedOn > day) && (openedOn === null || openedOn <= day))
    .map((unit) => ({
      id: unit.id,
      level: unit.level,
      precedence: unit.precedence,
      name: name.get(unit.id) ?? unit.name,
      above: place.has(unit.id) ? (place.get(unit.id) as number | null) : unit.above
    }))
}
