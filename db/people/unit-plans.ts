import { and, asc, eq, isNull, max, notInArray, or } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { compareNames } from '@/report/unit'
import { dayBefore, dayOf } from '@/report/workflow/dates'
import { statesIn } from '@/report/workflow/states'
import type { Grant, UnitEdit, UnitPlan } from './unit-changes'
import { findUnits, listFormerNames, listUnitsAbove, type Unit } from './units'
import { bylineOf, type Membership } from './users'

/** Why a change is not made; `unit` is the one it is about. */
export type PlanRefusal =
  | { why: 'closed' | 'successor' | 'circle' | 'merged'; unit: string }
  | { why: 'order'; unit: string; day: string }
  | { why: 'under way'; unit: string; years: number[]; below: string[] }
type Planned = UnitPlan | { refused: PlanRefusal }

type Dated = { day: string; document?: string; grants?: readonly Grant[] }

/**
 * 机构合并 or 归并重复: the units are closed (one that was entered twice: from the day it was entered, so that it never owed
 * anything), the open units below them and those they review go to the one that comes after. Reports are never touched.
 */
export async function planMerger(
  inside: Reader,
  {
    kind,
    units,
    successor,
    day,
    document = '',
    grants = []
  }: Dated & { kind: 'merge' | 'duplicate'; units: readonly number[]; successor: number }
): Promise<Planned> {
  const { read, t } = inside
  const subjects = await findUnits(inside, units)
  const [target] = await findUnits(inside, [successor])
  for (const subject of subjects) if (subject.closedOn) return refuse('closed', subject)
  if (!target || target.closedOn || units.includes(successor)) return refuse('successor', target ?? { name: '' })
  const above = await listUnitsAbove(inside, successor)
  for (const subject of subjects) if (above.includes(subject.id)) return refuse('circle', subject)
  const late = await findLater(inside, [...units, successor], day)
  if (late) return { refused: late }
  const entered = await read.select({ id: t.units.id, on: t.units.createdOn }).from(t.units).where(among(t.units.id, units))
  const closing = new Map(entered.map(({ id, on }) => [id, kind === 'duplicate' ? dayOf(on) : day]))
  const edits: UnitEdit[] = subjects.map(({ id }) => ({ unit: id, now: { closedOn: closing.get(id) ?? day, successor } }))
  const dependants = await read
    .select({ id: t.units.id, above: t.units.above, reviewedBy: t.units.reviewedBy })
    .from(t.units)
    .where(
      and(or(among(t.units.above, units), among(t.units.reviewedBy, units)), isNull(t.units.closedOn), notInArray(t.units.id, [...units]))
    )
    .orderBy(asc(t.units.id))
  for (const one of dependants) {
    const moves = units.includes(one.above ?? -1)
    const hangsBelow = moves || one.above === successor
    edits.push({
      unit: one.id,
      now: {
        ...(moves && { above: successor }),
        ...(units.includes(one.reviewedBy ?? -1) && { reviewedBy: hangsBelow ? null : successor })
      }
    })
  }
  return {
    kind,
    day,
    document,
    parts: units.map((unit) => ({ unit, successor })),
    edits,
    grants: await keepProposed(inside, units, successor, grants)
  }
}

/** 机构拆分: others take over what a unit did; with `ends` it is closed, which it can be once nothing open hangs below it. */
export async function planSplit(
  inside: Reader,
  { unit, successors, ends, day, document = '', grants = [] }: Dated & { unit: number; successors: readonly number[]; ends: boolean }
): Promise<Planned> {
  const [subject] = await findUnits(inside, [unit])
  if (!subject || subject.closedOn) return refuse('closed', subject ?? { name: '' })
  for (const target of await findUnits(inside, successors)) if (target.closedOn || target.id === unit) return refuse('successor', target)
  const late = await findLater(inside, [unit, ...successors], day)
  if (late) return { refused: late }
  const below = ends ? await listOpenBelow(inside, unit) : []
  if (below.length > 0) return { refused: { why: 'under way', unit: subject.name, years: [], below } }
  const kept = await Promise.all(successors.map((one) => keepProposed(inside, [unit], one, grants)))
  return {
    kind: 'split',
    day,
    document,
    parts: successors.map((successor) => ({ unit, successor })),
    edits: ends ? [{ unit, now: { closedOn: day } }] : [],
    grants: kept.flat()
  }
}

/** Renames a unit as of a day; reports keep the name they were started with. */
export async function planRename(
  inside: Reader,
  { unit, name, day, document = '' }: Dated & { unit: number; name: string }
): Promise<Planned> {
  const [last] = await listFormerNames(inside, [unit])
  const [subject] = await findUnits(inside, [unit])
  if (last && last.until > dayBefore(day)) return { refused: { why: 'order', unit: subject?.name ?? '', day: last.until } }
  return { kind: 'rename', day, document, parts: [{ unit, successor: null }], edits: [{ unit, now: { name } }], grants: [] }
}

/** Hangs units with all below them under another one as of a day. */
export async function planMove(
  inside: Reader,
  { units, above, day, document = '' }: Dated & { units: readonly number[]; above: number }
): Promise<Planned> {
  const subjects = await findUnits(inside, units)
  const [target] = await findUnits(inside, [above])
  if (!target || target.closedOn) return refuse('successor', target ?? { name: '' })
  const higher = await listUnitsAbove(inside, above)
  for (const subject of subjects) if (higher.includes(subject.id)) return refuse('circle', subject)
  const late = await findLater(inside, units, day)
  if (late) return { refused: late }
  const edits = subjects
    .filter((one) => one.above !== above)
    .map(({ id, reviewedBy }) => ({ unit: id, now: { above, ...(reviewedBy === above && { reviewedBy: null }) } }))
  return { kind: 'move', day, document, parts: units.map((unit) => ({ unit, successor: null })), edits, grants: [] }
}

/** 停用新增: the units finish what they have for a year and begin nothing later. */
export async function planStop(
  inside: Reader,
  { units, lastYear, day, document = '' }: Dated & { units: readonly number[]; lastYear: number }
): Promise<Planned> {
  const closed = (await findUnits(inside, units)).find(({ closedOn }) => closedOn !== null)
  if (closed) return refuse('closed', closed)
  const edits = units.map((unit) => ({ unit, now: { lastYear } }))
  return { kind: 'stop', day, document, parts: units.map((unit) => ({ unit, successor: null })), edits, grants: [] }
}

/** Closes a unit nobody comes after, unless a report of it is under way or a unit below it is open. */
export async function planClosing(inside: Reader, { unit, day, document = '' }: Dated & { unit: number }): Promise<Planned> {
  const { read, t } = inside
  const [subject] = await findUnits(inside, [unit])
  if (!subject || subject.closedOn) return refuse('closed', subject ?? { name: '' })
  const open = await read
    .select({ year: t.reports.year })
    .from(t.reports)
    .where(and(eq(t.reports.unit, unit), notInArray(t.reports.state, statesIn('settled', 'not due'))))
  const below = await listOpenBelow(inside, unit)
  if (open.length > 0 || below.length > 0)
    return { refused: { why: 'under way', unit: subject.name, years: open.map(({ year }) => year), below } }
  const late = await findLater(inside, [unit], day)
  if (late) return { refused: late }
  return { kind: 'close', day, document, parts: [{ unit, successor: null }], edits: [{ unit, now: { closedOn: day } }], grants: [] }
}

/** Opens a closed unit again; one that went into another comes back only by undoing that. */
export async function planReopening(inside: Reader, { unit, day }: { unit: number; day: string }): Promise<Planned> {
  const [subject] = await findUnits(inside, [unit])
  if (subject?.successor) return refuse('merged', subject)
  return { kind: 'reopen', day, document: '', parts: [{ unit, successor: null }], edits: [{ unit, now: { closedOn: null } }], grants: [] }
}

/** A role somebody holds in a unit that ends, and would hold in the one that comes after. */
export type Proposal = Grant & { byline: string; from: number }

/** Who could go over to a unit, with which roles: open accounts that do not hold them there. */
export async function listProposals({ read, t }: Reader, units: readonly number[], successor: number): Promise<Proposal[]> {
  const rows = await read
    .select({ user: t.users.id, byline: bylineOf(t), from: t.memberships.unit, role: t.memberships.role })
    .from(t.memberships)
    .innerJoin(t.users, eq(t.users.id, t.memberships.user))
    .where(and(among(t.memberships.unit, [...units, successor]), eq(t.users.closed, false)))
    .orderBy(asc(t.users.id), asc(t.memberships.role))
  const key = ({ user, role }: { user: number } & Pick<Membership, 'role'>) => `${user} ${role}`
  const held = new Set(rows.filter(({ from }) => from === successor).map(key))
  const first = new Map(rows.filter((one) => one.from !== successor && !held.has(key(one))).map((one) => [key(one), one]))
  return [...first.values()].map((one) => ({ ...one, unit: successor }))
}

/** Of what somebody asks for only what a preview can have named. */
async function keepProposed(inside: Reader, units: readonly number[], successor: number, asked: readonly Grant[]): Promise<Grant[]> {
  if (asked.length === 0) return []
  const proposed = await listProposals(inside, units, successor)
  return asked.filter((one) => proposed.some(({ user, unit, role }) => user === one.user && unit === one.unit && role === one.role))
}

const refuse = (why: Exclude<PlanRefusal['why'], 'order' | 'under way'>, { name }: Pick<Unit, 'name'>): { refused: PlanRefusal } => ({
  refused: { why, unit: name }
})

/** Changes stand in the order of their days: the first of these units that has a later one. */
async function findLater(inside: Reader, units: readonly number[], day: string): Promise<PlanRefusal | undefined> {
  const { read, t } = inside
  const rows = await read
    .select({ unit: t.unitChangeParts.unit, successor: t.unitChangeParts.successor, day: max(t.unitChanges.day) })
    .from(t.unitChangeParts)
    .innerJoin(t.unitChanges, and(eq(t.unitChanges.id, t.unitChangeParts.change), isNull(t.unitChanges.undoneOn)))
    .where(or(among(t.unitChangeParts.unit, units), among(t.unitChangeParts.successor, units)))
    .groupBy(t.unitChangeParts.unit, t.unitChangeParts.successor)
  const opened = (await findUnits(inside, units)).map(({ id, openedOn }) => ({ unit: id, successor: null, day: openedOn }))
  const late = [...rows, ...opened]
    .filter((one) => one.day !== null && one.day > day)
    .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? 1 : -1))[0]
  if (!late) return undefined
  const [unit] = await findUnits(inside, [units.includes(late.unit) ? late.unit : (late.successor ?? late.unit)])
  return { why: 'order', unit: unit?.name ?? '', day: late.day ?? '' }
}

async function listOpenBelow(inside: Reader, unit: number): Promise<string[]> {
  const { read, t } = inside
  const rows = await read
    .select({ name: t.units.name })
    .from(t.unitsAbove)
    .innerJoin(t.units, eq(t.units.id, t.unitsAbove.unit))
    .where(and(eq(t.unitsAbove.above, unit), isNull(t.units.closedOn), notInArray(t.units.id, [unit])))
  return rows.map(({ name }) => name).sort(compareNames)
}
