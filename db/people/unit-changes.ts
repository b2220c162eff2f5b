import { and, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { UnitChangeKind } from '@/report/unit'
import { dayBefore } from '@/report/workflow/dates'
import { moveTree } from './unit-tree'
import { findUnits, type Unit } from './units'
import { bylineOf, type Membership } from './users'

/** The columns a change may write. */
type Changing = Partial<Pick<Unit, 'name' | 'above' | 'reviewedBy' | 'closedOn' | 'lastYear' | 'successor'>>
export type UnitEdit = { unit: number; now: Changing }
export type Grant = Membership & { user: number }

/** What a change writes and whom it is about: what a preview shows is what is written, and what undoing puts back. */
export type UnitPlan = {
  kind: UnitChangeKind
  /** yyyy-mm-dd from which it holds. */
  day: string
  /** 文号, or nothing. */
  document: string
  /** Units it is about; with the one that comes after where there is one. */
  parts: readonly { unit: number; successor: number | null }[]
  edits: readonly UnitEdit[]
  grants: readonly Grant[]
}

/** `logged`: the rows of former names and places that were written with it, by their keys. */
type Made = { edits: { unit: number; was: Changing; now: Changing; logged: ('name' | 'above')[] }[]; grants: Grant[] }

/**
 * Writes a plan in one transaction. `plan` is called inside it, on the state as it is then; what it refuses is returned and
 * nothing is written. A circle in the tree throws: the plan has to refuse it.
 */
export async function changeUnits<R>(
  { tx, t }: Store,
  plan: (inside: Reader) => Promise<UnitPlan | { refused: R }>,
  { by, now }: { by: number | null; now: Date }
): Promise<{ change: number } | { refused: R }> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const planned = await plan(inside)
    if ('refused' in planned) return planned
    const { kind, day, document, parts } = planned
    const made = JSON.stringify(await write(inside, planned))
    const [stored] = await db.insert(t.unitChanges).values({ kind, day, document, made, by, on: now }).returning({ id: t.unitChanges.id })
    const change = stored?.id as number
    await db.insert(t.unitChangeParts).values(parts.map((part) => ({ change, ...part })))
    return { change }
  })
}

async function write(inside: Reader, { edits, grants, day }: UnitPlan): Promise<Made> {
  const { read, t } = inside
  const before = new Map(
    (
      await findUnits(
        inside,
        edits.map(({ unit }) => unit)
      )
    ).map((unit) => [unit.id, unit])
  )
  const until = dayBefore(day)
  const made: Made = { edits: [], grants: [] }
  for (const { unit, now } of edits) {
    const old = before.get(unit)
    if (!old) throw new Error(`no unit ${unit}`)
    const was = Object.fromEntries(Object.keys(now).map((key) => [key, old[key as keyof Changing]]))
    const logged: Made['edits'][number]['logged'] = []
    // What lasted no day was a slip: the one before it is what people look for.
    if (now.name !== undefined) {
      const row = { unit, name: old.name, until }
      if ((await read.insert(t.unitNames).values(row).onConflictDoNothing().returning()).length > 0) logged.push('name')
    }
    if (now.above !== undefined) {
      const row = { unit, above: old.above, until }
      if ((await read.insert(t.unitPlaces).values(row).onConflictDoNothing().returning()).length > 0) logged.push('above')
    }
    await put(inside, unit, now)
    made.edits.push({ unit, was, now, logged })
  }
  for (const { user, unit, role } of grants) {
    const added = await read
      .insert(t.memberships)
      .values({ user, unit, role })
      .onConflictDoNothing()
      .returning({ user: t.memberships.user })
    if (added.length > 0) made.grants.push({ user, unit, role })
  }
  return made
}

async function put(inside: Reader, unit: number, { above, ...columns }: Changing): Promise<void> {
  const { read, t } = inside
  if (above !== undefined && !(await moveTree(inside, unit, above))) throw new Error(`unit ${unit} would lie below itself`)
  if (Object.keys(columns).length > 0) await read.update(t.units).set(columns).where(eq(t.units.id, unit))
}

/** Why a change cannot be undone: something stands on it. */
export type StandingOn = { why: 'gone' } | { why: 'changed later'; unit: number } | { why: 'report'; unit: number; year: number }

/**
 * Undoes a change: every column it wrote, every role it gave. Refused once something stands on it: a later change of the same
 * units, a column somebody wrote since, a report its successor (or the unit under its new name) has begun.
 */
export async function undoChange({ tx, t }: Store, change: number, { by, now }: { by: number; now: Date }): Promise<'undone' | StandingOn> {
  return tx(async (db) => {
    const inside = { read: db, t }
    // An UPDATE first: of two who undo it at once the second finds it undone.
    const [row] = await db
      .update(t.unitChanges)
      .set({ undoneBy: by, undoneOn: now })
      .where(and(eq(t.unitChanges.id, change), isNull(t.unitChanges.undoneOn)))
      .returning()
    if (!row) return { why: 'gone' as const }
    const made: Made = JSON.parse(row.made)
    const standing = await findStanding(inside, row, made)
    if (standing) {
      await db.update(t.unitChanges).set({ undoneBy: null, undoneOn: null }).where(eq(t.unitChanges.id, change))
      return standing
    }
    const until = dayBefore(row.day)
    for (const { unit, was, logged } of made.edits.toReversed()) {
      for (const key of logged) {
        const table = key === 'name' ? t.unitNames : t.unitPlaces
        await db.delete(table).where(and(eq(table.unit, unit), eq(table.until, until)))
      }
      await put(inside, unit, was)
    }
    for (const { user, unit, role } of made.grants)
      await db.delete(t.memberships).where(and(eq(t.memberships.user, user), eq(t.memberships.unit, unit), eq(t.memberships.role, role)))
    return 'undone' as const
  })
}

/** Changes after which a report is printed or compared otherwise. */
const SHAPES_REPORTS: readonly UnitChangeKind[] = ['merge', 'duplicate', 'split', 'rename']

async function findStanding(
  inside: Reader,
  { id, kind, on }: { id: number; kind: UnitChangeKind; on: Date },
  made: Made
): Promise<StandingOn | undefined> {
  const { read, t } = inside
  const parts = await read.select().from(t.unitChangeParts).where(eq(t.unitChangeParts.change, id))
  const units = [...new Set([...parts.flatMap(({ unit, successor }) => [unit, successor ?? unit]), ...made.edits.map(({ unit }) => unit)])]
  const [later] = await read
    .select({ unit: t.unitChangeParts.unit, successor: t.unitChangeParts.successor })
    .from(t.unitChangeParts)
    .innerJoin(t.unitChanges, eq(t.unitChanges.id, t.unitChangeParts.change))
    .where(
      and(
        gt(t.unitChanges.id, id),
        isNull(t.unitChanges.undoneOn),
        or(among(t.unitChangeParts.unit, units), among(t.unitChangeParts.successor, units))
      )
    )
    .limit(1)
  if (later) return { why: 'changed later', unit: units.includes(later.unit) ? later.unit : (later.successor ?? later.unit) }
  const present = new Map((await findUnits(inside, units)).map((unit) => [unit.id, unit]))
  for (const { unit, now } of made.edits)
    for (const [key, value] of Object.entries(now))
      if (present.get(unit)?.[key as keyof Changing] !== value) return { why: 'changed later', unit }
  if (!SHAPES_REPORTS.includes(kind)) return undefined
  const bearing = parts.map(({ unit, successor }) => successor ?? unit)
  const [begun] = await read
    .select({ unit: t.reports.unit, year: t.reports.year })
    .from(t.reports)
    .innerJoin(t.events, and(eq(t.events.report, t.reports.id), eq(t.events.name, 'start')))
    .where(and(among(t.reports.unit, bearing), gt(t.events.on, on)))
    .limit(1)
  return begun && { why: 'report', ...begun }
}

/** The units a change is about, those that come after among them. */
export async function findChangedUnits({ read, t }: Reader, change: number): Promise<number[]> {
  const parts = await read.select().from(t.unitChangeParts).where(eq(t.unitChangeParts.change, change))
  return [...new Set(parts.flatMap(({ unit, successor }) => (successor === null ? [unit] : [unit, successor])))]
}

/** A change as people read it. `by`: 姓名（单位）, or nothing for what a program entered. */
export type UnitChange = {
  id: number
  kind: UnitChangeKind
  day: string
  document: string
  on: Date
  by: string | null
  undoneOn: Date | null
  parts: { unit: string; successor: string | null }[]
}

/** What became of some units, latest first: as the one it is about, or as the one that comes after. */
export async function listChanges(reader: Reader, units: readonly number[], limit = 50): Promise<UnitChange[]> {
  const { read, t } = reader
  const concerning = read
    .select({ change: t.unitChangeParts.change })
    .from(t.unitChangeParts)
    .where(or(among(t.unitChangeParts.unit, units), among(t.unitChangeParts.successor, units)))
  const rows = await read
    .select({ change: t.unitChanges, by: bylineOf(t) })
    .from(t.unitChanges)
    .leftJoin(t.users, eq(t.users.id, t.unitChanges.by))
    .where(inArray(t.unitChanges.id, concerning))
    .orderBy(desc(t.unitChanges.id))
    .limit(limit)
  const parts = await read
    .select()
    .from(t.unitChangeParts)
    .where(
      among(
        t.unitChangeParts.change,
        rows.map(({ change }) => change.id)
      )
    )
  const names = new Map(
    (
      await findUnits(
        reader,
        parts.flatMap(({ unit, successor }) => (successor === null ? [unit] : [unit, successor]))
      )
    ).map(({ id, name }) => [id, name])
  )
  return rows.map(({ change: { id, kind, day, document, on, undoneOn }, by }) => ({
    id,
    kind,
    day,
    document,
    on,
    by,
    undoneOn,
    parts: parts
      .filter(({ change }) => change === id)
      .map(({ unit, successor }) => ({ unit: names.get(unit) ?? '', successor: successor === null ? null : (names.get(successor) ?? '') }))
  }))
}
