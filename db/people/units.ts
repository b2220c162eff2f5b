import { and, asc, eq, inArray, like, notInArray, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { ReportKind } from '@/report/report'
import { nameApart, superiorsApart, type UnitLevel } from '@/report/unit'
import { type Chain, STEPS, type Step, statesIn } from '@/report/workflow/states'

export type Unit = {
  id: number
  name: string
  level: UnitLevel
  kind: ReportKind
  above: number | null
  reviewedBy: number | null
  chain: Chain
  closedOn: string | null
  successor: number | null
}

/** `level`: by default derived from the kind. */
export type NewUnit = { name: string; level?: UnitLevel; kind: ReportKind; above: number | null; chain?: Chain; now: Date }

/** Adds a unit, under another one if `above` is given. */
export async function addUnit({ tx, t }: Store, unit: NewUnit): Promise<number> {
  return tx((db) => insertUnit({ read: db, t }, unit))
}

/**
 * The first unit of all, and whoever sets it up as its administrator and filler; undefined if there is one already,
 * however many set one up at once.
 */
export async function addFirstUnit({ tx, t }: Store, unit: NewUnit, user: number): Promise<number | undefined> {
  return tx(async (db) => {
    const inside = { read: db, t }
    // An UPDATE, not a SELECT: on PostgreSQL a concurrent request of the same person then waits for this one.
    await db.update(t.users).set({ closed: false }).where(eq(t.users.id, user))
    if (await hasUnits(inside)) return undefined
    const id = await insertUnit(inside, unit)
    await db.insert(t.memberships).values(['admin' as const, 'filler' as const].map((role) => ({ user, unit: id, role })))
    return id
  })
}

/** `addUnit` inside a transaction. */
async function insertUnit(
  { read, t }: Reader,
  { name, kind, level = kind === 'government' ? 'city' : 'department', above, chain = [], now }: NewUnit
): Promise<number> {
  const [unit] = await read
    .insert(t.units)
    .values({ name, level, kind, above, chain: chain.join(','), createdOn: now })
    .returning({ id: t.units.id })
  if (!unit) throw new Error('the unit was not stored')
  const higher = above === null ? [] : await listUnitsAbove({ read, t }, above)
  await read.insert(t.unitsAbove).values([unit.id, ...higher].map((id, steps) => ({ unit: unit.id, above: id, steps })))
  return unit.id
}

/** A unit of a roster: superior and reviewing unit are given by id, or by name if they stand in the same roster. */
export type ListedUnit = Omit<NewUnit, 'above'> & { above: number | string; reviewedBy: number | string | null }

/**
 * Adds many units, superiors first, all or none. Returns the names that units at or below `reach` already have; if there
 * are any, nothing was written.
 */
export async function addUnits({ tx, t }: Store, units: readonly ListedUnit[], reach: readonly number[]): Promise<string[]> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const names = new Set(units.map(({ name }) => name))
    const taken = (await listUnitsBelow(inside, reach)).filter(({ name }) => names.has(name))
    if (taken.length > 0) return taken.map(({ name }) => name)
    const added = new Map<string, number>()
    const numberOf = (one: number | string) => {
      const id = typeof one === 'number' ? one : added.get(one)
      if (id === undefined) throw new Error(`the list names ${one} before adding it`)
      return id
    }
    for (const unit of units) added.set(unit.name, await insertUnit(inside, { ...unit, above: numberOf(unit.above) }))
    for (const { name, reviewedBy } of units) {
      if (reviewedBy === null) continue
      await db
        .update(t.units)
        .set({ reviewedBy: numberOf(reviewedBy) })
        .where(eq(t.units.id, numberOf(name)))
    }
    return []
  })
}

const chainOf = (text: string): Chain => STEPS.map(({ state }) => state).filter((step) => text.split(',').includes(step))

export async function findUnit({ read, t }: Reader, id: number): Promise<Unit | undefined> {
  const [unit] = await read.select().from(t.units).where(eq(t.units.id, id))
  return unit && { ...unit, chain: chainOf(unit.chain) }
}

/** Several of them at once. */
export async function findUnits({ read, t }: Reader, ids: readonly number[]): Promise<Unit[]> {
  const rows = await read.select().from(t.units).where(among(t.units.id, ids))
  return rows.map((unit) => ({ ...unit, chain: chainOf(unit.chain) }))
}

/** These units and every unit below them, by name; `search` is part of the name, present or past. */
export async function listUnitsBelow({ read, t }: Reader, ids: readonly number[], search = ''): Promise<Unit[]> {
  if (ids.length === 0) return []
  const pattern = `%${search.replace(/[\\%_]/g, '')}%`
  const named = read.select({ unit: t.unitNames.unit }).from(t.unitNames).where(like(t.unitNames.name, pattern))
  const below = read
    .select({ unit: t.unitsAbove.unit })
    .from(t.unitsAbove)
    .where(inArray(t.unitsAbove.above, [...ids]))
  const rows = await read
    .select({
      id: t.units.id,
      name: t.units.name,
      level: t.units.level,
      kind: t.units.kind,
      above: t.units.above,
      reviewedBy: t.units.reviewedBy,
      chain: t.units.chain,
      closedOn: t.units.closedOn,
      successor: t.units.successor
    })
    .from(t.units)
    .where(
      and(inArray(t.units.id, below), search === '' ? undefined : sql`(${like(t.units.name, pattern)} or ${inArray(t.units.id, named)})`)
    )
    .orderBy(asc(t.units.name))
  return rows.map((unit) => ({ ...unit, chain: chainOf(unit.chain) }))
}

/** A unit and every unit above it, the nearest first. */
export async function listUnitsAbove({ read, t }: Reader, id: number): Promise<number[]> {
  const rows = await read
    .select({ above: t.unitsAbove.above })
    .from(t.unitsAbove)
    .where(eq(t.unitsAbove.unit, id))
    .orderBy(asc(t.unitsAbove.steps))
  return rows.map(({ above }) => above)
}

/** Appends the unit above to names that several units of a list share; queries the database only if there are such. */
export async function tellApart<L extends { unit: number; unitName: string }>({ read, t }: Reader, lines: readonly L[]): Promise<L[]> {
  const names = new Map(lines.map(({ unit, unitName }) => [unit, unitName]))
  if (new Set(names.values()).size === names.size) return [...lines]
  const above = read
    .select({ above: t.unitsAbove.above })
    .from(t.unitsAbove)
    .where(among(t.unitsAbove.unit, [...names.keys()]))
  const units = await read
    .select({ id: t.units.id, name: t.units.name, above: t.units.above })
    .from(t.units)
    .where(inArray(t.units.id, above))
  const listed = units.flatMap((unit) => (names.has(unit.id) ? [{ ...unit, name: names.get(unit.id) as string }] : []))
  const superiors = superiorsApart(listed, units)
  return lines.map((line) => ({ ...line, unitName: nameApart(line.unitName, superiors.get(line.unit)) }))
}

/** Loads a predicate: whether a unit is, or lies below, another. */
export async function openReach(
  { read, t }: Reader,
  units: readonly number[],
  others: readonly number[]
): Promise<(unit: number, above: number) => boolean> {
  if (units.length === 0 || others.length === 0) return () => false
  const rows = await read
    .select({ unit: t.unitsAbove.unit, above: t.unitsAbove.above })
    .from(t.unitsAbove)
    .where(and(among(t.unitsAbove.unit, units), among(t.unitsAbove.above, others)))
  const pairs = new Set(rows.map(({ unit, above }) => `${unit} ${above}`))
  return (unit, above) => pairs.has(`${unit} ${above}`)
}

/** The unit that reviews a unit's reports: the one named, else the one above, else itself. */
export const reviewingUnit = ({ id, above, reviewedBy }: Pick<Unit, 'id' | 'above' | 'reviewedBy'>): number => reviewedBy ?? above ?? id

/** 本单位自行审核公布: named as its own reviewer; having no unit above does not suffice. */
export const reviewsItself = ({ id, reviewedBy }: Pick<Unit, 'id' | 'reviewedBy'>): boolean => reviewedBy === id

/** The units whose reports these units, or units below them, review: the reach of a reviewer's role. */
export async function listReviewedUnits(reader: Reader, reviewers: readonly number[]): Promise<Unit[]> {
  const below = await listUnitsBelow(reader, reviewers)
  const reach = new Set(below.map(({ id }) => id))
  if (reach.size === 0) return []
  const { read, t } = reader
  const named = await read
    .select()
    .from(t.units)
    .where(among(t.units.reviewedBy, [...reach]))
  const all = new Map([...below, ...named.map((unit) => ({ ...unit, chain: chainOf(unit.chain) }))].map((unit) => [unit.id, unit]))
  return [...all.values()].filter((unit) => reach.has(reviewingUnit(unit)))
}

/** Whether no unit has been set up yet: the first run. */
export async function hasUnits({ read, t }: Reader): Promise<boolean> {
  return (await read.select({ id: t.units.id }).from(t.units).limit(1)).length > 0
}

/**
 * Gives a unit a new name; `until` is the last day of the old one, which stays in its history. Reports keep the name they
 * were started with. Returns the day of the previous rename if that is later, and then changes nothing.
 */
export async function renameUnit({ tx, t }: Store, unit: number, name: string, until: string): Promise<string | undefined> {
  return tx(async (db) => {
    const [before] = await db.select({ name: t.units.name }).from(t.units).where(eq(t.units.id, unit))
    if (!before || before.name === name) return undefined
    const [last] = await listFormerNames({ read: db, t }, [unit])
    if (last && last.until > until) return last.until
    // A name that lasted no day was a slip; people search for the one before it.
    await db.insert(t.unitNames).values({ unit, name: before.name, until }).onConflictDoNothing()
    await db.update(t.units).set({ name }).where(eq(t.units.id, unit))
    return undefined
  })
}

/** Names a unit had before, latest first. */
export async function listFormerNames(
  { read, t }: Reader,
  units: readonly number[]
): Promise<{ unit: number; name: string; until: string }[]> {
  return read.select().from(t.unitNames).where(among(t.unitNames.unit, units)).orderBy(sql`${t.unitNames.until} desc`)
}

/** Sets level and kind, which hold from the unit's next report on. */
export async function describeUnit({ tx, t }: Store, unit: number, as: { level: UnitLevel; kind: ReportKind }): Promise<void> {
  await tx(async (db) => {
    await db.update(t.units).set(as).where(eq(t.units.id, unit))
  })
}

/** Moves a unit with its subtree below another one; false if that lies in the subtree. */
export async function moveUnit({ tx, t }: Store, unit: number, above: number): Promise<boolean> {
  return tx(async (db) => {
    const tree = await db
      .select({ id: t.unitsAbove.unit, steps: t.unitsAbove.steps })
      .from(t.unitsAbove)
      .where(eq(t.unitsAbove.above, unit))
    const ids = tree.map(({ id }) => id)
    if (ids.includes(above)) return false
    await db.delete(t.unitsAbove).where(and(inArray(t.unitsAbove.unit, ids), notInArray(t.unitsAbove.above, ids)))
    const higher = await listUnitsAbove({ read: db, t }, above)
    await db
      .insert(t.unitsAbove)
      .values(tree.flatMap(({ id, steps }) => higher.map((one, i) => ({ unit: id, above: one, steps: steps + i + 1 }))))
    await db.update(t.units).set({ above }).where(eq(t.units.id, unit))
    return true
  })
}

/** Which steps a unit's reports take before they leave it. */
export async function setChain({ tx, t }: Store, unit: number, chain: readonly Step[]): Promise<void> {
  await tx(async (db) => {
    await db
      .update(t.units)
      .set({ chain: chainOf(chain.join(',')).join(',') })
      .where(eq(t.units.id, unit))
  })
}

/** Who reviews a unit's reports; none: the unit above. */
export async function setReviewer({ tx, t }: Store, unit: number, reviewedBy: number | null): Promise<void> {
  await tx(async (db) => {
    await db.update(t.units).set({ reviewedBy }).where(eq(t.units.id, unit))
  })
}

/**
 * Closes a unit from a day on, merged into another if `successor` is given. Refused while a report of it is under way or
 * a unit below it is open; the answer says which.
 */
export async function closeUnit(
  { tx, t }: Store,
  unit: number,
  { closedOn, successor }: { closedOn: string; successor: number | null }
): Promise<{ ok: true } | { ok: false; years: number[]; below: string[] }> {
  return tx(async (db) => {
    const open = await db
      .select({ year: t.reports.year })
      .from(t.reports)
      .where(and(eq(t.reports.unit, unit), notInArray(t.reports.state, statesIn('settled', 'not due'))))
    const below = (await listUnitsBelow({ read: db, t }, [unit])).filter(({ id, closedOn: closed }) => id !== unit && closed === null)
    if (open.length > 0 || below.length > 0)
      return { ok: false as const, years: open.map(({ year }) => year), below: below.map(({ name }) => name) }
    await db.update(t.units).set({ closedOn, successor }).where(eq(t.units.id, unit))
    return { ok: true as const }
  })
}

export async function reopenUnit({ tx, t }: Store, unit: number): Promise<void> {
  await tx(async (db) => {
    await db.update(t.units).set({ closedOn: null, successor: null }).where(eq(t.units.id, unit))
  })
}
