import { and, asc, eq, inArray, like, type SQL, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { Schema } from '@/db/schema'
import type { ReportKind } from '@/report/report'
import { nameApart, superiorsApart, type UnitLevel } from '@/report/unit'
import { type Chain, STEPS, type Step } from '@/report/workflow/states'
import { insertUnits } from './listed-units'

/** What a unit is known by beside its name; days are yyyy-mm-dd. */
export type UnitDetails = {
  /** 统一社会信用代码 */
  creditCode: string | null
  address: string | null
  /** 公开专栏 */
  columnLink: string | null
  /** 排序号: its place among its equals. */
  precedence: number | null
  openedOn: string | null
}

export type Unit = UnitDetails & {
  id: number
  name: string
  level: UnitLevel
  kind: ReportKind
  above: number | null
  reviewedBy: number | null
  /** 纸质报送: whoever reviews it enters its reports for it. */
  onPaper: boolean
  chain: Chain
  /** 停用新增: the last year it reports for. */
  lastYear: number | null
  closedOn: string | null
  successor: number | null
}

/** `level`: by default derived from the kind. */
export type NewUnit = Partial<UnitDetails> & {
  name: string
  level?: UnitLevel
  kind: ReportKind
  above: number | null
  chain?: Chain
  now: Date
}

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
async function insertUnit(inside: Reader, unit: NewUnit): Promise<number> {
  return (await insertUnits(inside, [unit])).get(unit.name) as number
}

const chainOf = (text: string): Chain => STEPS.map(({ state }) => state).filter((step) => text.split(',').includes(step))

/** Undefined: there is no unit with this number. */
export async function findUnit({ read, t }: Reader, id: number): Promise<Unit | undefined> {
  return (await selectUnits({ read, t }, eq(t.units.id, id)))[0]
}

/** In the order of the office as far as a database knows it: names with numbers are put in theirs where they are shown. */
async function selectUnits({ read, t }: Reader, where: SQL | undefined): Promise<Unit[]> {
  const rows = await read.select().from(t.units).where(where).orderBy(precedenceOf(t), asc(t.units.name))
  return rows.map(({ createdOn: _, reminders: __, quiet: ___, chain, ...unit }) => ({ ...unit, chain: chainOf(chain) }))
}

/** 排序号 as a key to sort by: units without one come after those that have one. */
export const precedenceOf = (t: Schema): SQL => sql`coalesce(${t.units.precedence}, 2147483647)`

/** Several of them at once. */
export async function findUnits({ read, t }: Reader, ids: readonly number[]): Promise<Unit[]> {
  return selectUnits({ read, t }, among(t.units.id, ids))
}

/** These units and every unit below them, by 排序号 and name; `search` is part of the name, present or past. */
export async function listUnitsBelow({ read, t }: Reader, ids: readonly number[], search = ''): Promise<Unit[]> {
  if (ids.length === 0) return []
  const pattern = `%${search.replace(/[\\%_]/g, '')}%`
  const named = read.select({ unit: t.unitNames.unit }).from(t.unitNames).where(like(t.unitNames.name, pattern))
  const isNamed = search === '' ? undefined : sql`(${like(t.units.name, pattern)} or ${inArray(t.units.id, named)})`
  return selectUnits({ read, t }, and(liesBelow({ read, t }, ids), isNamed))
}

/** That a unit is, or lies below, one of these. */
export const liesBelow = (reader: Reader, ids: readonly number[]): SQL => isBelow(reader, reader.t.units.id, ids)

/** That what a column names is, or lies below, one of these. */
export function isBelow({ read, t }: Reader, column: Schema['units']['id' | 'reviewedBy'], ids: readonly number[]): SQL {
  const below = read
    .select({ unit: t.unitsAbove.unit })
    .from(t.unitsAbove)
    .where(inArray(t.unitsAbove.above, [...ids]))
  return inArray(column, below)
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

/** Whether no unit has been set up yet: the first run. */
export async function hasUnits({ read, t }: Reader): Promise<boolean> {
  return (await read.select({ id: t.units.id }).from(t.units).limit(1)).length > 0
}

/** Names a unit had before, latest first. */
export async function listFormerNames(
  { read, t }: Reader,
  units: readonly number[]
): Promise<{ unit: number; name: string; until: string }[]> {
  return read.select().from(t.unitNames).where(among(t.unitNames.unit, units)).orderBy(sql`${t.unitNames.until} desc`)
}

/** The units that once had a name with this in it. */
export async function listFormerlyNamed({ read, t }: Reader, search: string): Promise<number[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '')}%`
  const rows = await read.selectDistinct({ unit: t.unitNames.unit }).from(t.unitNames).where(like(t.unitNames.name, pattern))
  return rows.map(({ unit }) => unit)
}

/** Sets level and kind, which hold from the unit's next report on, or what else it is known by. */
export async function describeUnit(
  { tx, t }: Store,
  unit: number,
  as: Partial<UnitDetails & Pick<Unit, 'level' | 'kind' | 'onPaper'>>
): Promise<void> {
  await tx(async (db) => {
    await db.update(t.units).set(as).where(eq(t.units.id, unit))
  })
}

/** Sets level, kind and reviewing unit of many at once, as far as they are given; one transaction. */
export async function editUnits(
  { tx, t }: Store,
  units: readonly Pick<Unit, 'id' | 'above'>[],
  { reviewedBy, ...as }: Partial<Pick<Unit, 'level' | 'kind' | 'reviewedBy'>>
): Promise<void> {
  const idsOf = (some: readonly { id: number }[]) => some.map(({ id }) => id)
  await tx(async (db) => {
    if (Object.keys(as).length > 0)
      await db
        .update(t.units)
        .set(as)
        .where(among(t.units.id, idsOf(units)))
    if (reviewedBy === undefined) return
    // The unit above reviews where none is named: a unit that is moved takes no reviewer along that way.
    const [plain, named] = [units.filter(({ above }) => above === reviewedBy), units.filter(({ above }) => above !== reviewedBy)]
    await db
      .update(t.units)
      .set({ reviewedBy: null })
      .where(among(t.units.id, idsOf(plain)))
    await db
      .update(t.units)
      .set({ reviewedBy })
      .where(among(t.units.id, idsOf(named)))
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
export async function setReviewer(store: Store, unit: number, reviewedBy: number | null): Promise<void> {
  await setReviewers(store, [{ unit, reviewedBy }])
}

/** The same for many at once, with one statement for each reviewing unit. */
export async function setReviewers({ tx, t }: Store, all: readonly { unit: number; reviewedBy: number | null }[]): Promise<void> {
  const reviewed = new Map<number | null, number[]>()
  for (const { unit, reviewedBy } of all) reviewed.set(reviewedBy, [...(reviewed.get(reviewedBy) ?? []), unit])
  await tx(async (db) => {
    for (const [reviewedBy, units] of reviewed) await db.update(t.units).set({ reviewedBy }).where(among(t.units.id, units))
  })
}
