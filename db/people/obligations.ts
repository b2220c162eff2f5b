import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { gather, readGathered } from '@/db/gather'
import type { Schema } from '@/db/schema'
import type { ReportKind } from '@/report/report'
import { type Deadline, datesFor, datesNow, deadlineOf, printDue } from '@/report/workflow/deadline'
import type { State } from '@/report/workflow/states'
import { findCampaign, findExtension } from './campaigns'
import { findUnit, reviewingUnit } from './units'
import { bylineOf } from './users'

/** 报送义务: what a unit owes for a year, frozen when the task was issued or its report begun. */
export type Obligation = Schema['obligations']['$inferSelect']

/** Undefined: it owes none for this year. */
export async function findObligation({ read, t }: Reader, unit: number, year: number): Promise<Obligation | undefined> {
  const [found] = await read
    .select()
    .from(t.obligations)
    .where(and(eq(t.obligations.unit, unit), eq(t.obligations.year, year)))
  return found
}

/** The obligations of these units, of one year or of all. */
export async function listObligations({ read, t }: Reader, units: readonly number[], year?: number): Promise<Obligation[]> {
  return read
    .select()
    .from(t.obligations)
    .where(and(among(t.obligations.unit, units), year === undefined ? undefined : eq(t.obligations.year, year)))
    .orderBy(asc(t.obligations.year), asc(t.obligations.unit))
}

/**
 * The obligation of a unit that begins a year's report: the one there is, or a new one with the dates in force, which no task
 * asked for. Part of the caller's transaction.
 */
export async function keepObligation(
  inside: Reader,
  unit: { id: number; name: string; kind: ReportKind },
  year: number,
  now: Date
): Promise<Obligation> {
  const there = await findObligation(inside, unit.id, year)
  if (there) return there
  const { read: db, t } = inside
  const known = await findUnit(inside, unit.id)
  if (!known) throw new Error(`there is no unit ${unit.id}`)
  const campaign = await findCampaign(inside, unit.id, year)
  const made = {
    unit: unit.id,
    year,
    task: null,
    name: unit.name,
    level: known.level,
    kind: unit.kind,
    reviewer: reviewingUnit(known),
    ...datesFor(campaign, unit.kind),
    extendedUntil: (await findExtension(inside, unit.id, year))?.until ?? null,
    returnDue: null,
    excuse: null,
    requirements: '',
    absence: null,
    on: now
  }
  await db.insert(t.obligations).values(made).onConflictDoNothing()
  return (await findObligation(inside, unit.id, year)) ?? made
}

type Dated = { unit: number; year: number; kind: ReportKind }

/** A unit's own dates for a year, its extension included, and what its task demands; what would apply if it owes nothing yet. */
export async function findDeadline(
  reader: Reader,
  { unit, year, kind }: Dated
): Promise<Deadline & { correctionEnd: string | null; requirements: string }> {
  const owed = await findObligation(reader, unit, year)
  if (owed) return { ...datesNow(owed), correctionEnd: owed.correctionEnd, requirements: owed.requirements }
  const campaign = await findCampaign(reader, unit, year)
  return {
    ...deadlineOf(campaign, kind, (await findExtension(reader, unit, year))?.until),
    correctionEnd: datesFor(campaign, kind).correctionEnd,
    requirements: ''
  }
}

/** The dates of many reports as they stand, in their order, with one statement. */
export async function listDeadlines(
  { read, t }: Reader,
  dated: readonly (Dated & { state: State; revision: number })[]
): Promise<Deadline[]> {
  const [units, years] = [[...new Set(dated.map(({ unit }) => unit))], [...new Set(dated.map(({ year }) => year))]]
  if (units.length === 0) return []
  const { unit, year, due, close, extendedUntil, returnDue } = t.obligations
  const [owed] = await read
    .select({ rows: gather(unit, year, due, close, extendedUntil, returnDue) })
    .from(t.obligations)
    .where(and(inArray(year, years), among(unit, units)))
  const found = new Map(
    readGathered(owed?.rows).map(([unit, year, due = '', close, extendedUntil, returnDue]) => [
      `${unit} ${year}`,
      { due, close: close || null, extendedUntil: extendedUntil || null, returnDue: returnDue || null }
    ])
  )
  return dated.map((one) => {
    const obligation = found.get(`${one.unit} ${one.year}`)
    if (!obligation) throw new Error(`unit ${one.unit} has a report of ${one.year} and owes none`)
    return datesNow(obligation, one)
  })
}

/** Sets the date by which a returned report is due again, or none. Part of the caller's transaction. */
export async function setReturnDue(
  { read: db, t }: Reader,
  { unit, year }: { unit: number; year: number },
  { until, ...change }: { until: string | null; reason: string; by: number; on: Date }
): Promise<void> {
  await db
    .update(t.obligations)
    .set({ returnDue: until })
    .where(and(eq(t.obligations.unit, unit), eq(t.obligations.year, year)))
  if (until === null) return
  await db.insert(t.obligationChanges).values({ unit, year, says: `退回修改，请于 ${printDue(until)} 前重新报送`, ...change })
}

export type ObligationChange = { id: number; unit: number; says: string; reason: string; by: string; on: Date }

/** What was changed in the obligations of these units for a year, latest first. */
export async function listObligationChanges({ read, t }: Reader, units: readonly number[], year: number): Promise<ObligationChange[]> {
  const { id, unit, says, reason, on } = t.obligationChanges
  return read
    .select({ id, unit, says, reason, by: bylineOf(t), on })
    .from(t.obligationChanges)
    .innerJoin(t.users, eq(t.users.id, t.obligationChanges.by))
    .where(and(eq(t.obligationChanges.year, year), among(unit, units)))
    .orderBy(asc(unit), asc(id))
}

/**
 * 缺报: declares that an aggregate goes on without a unit, or with `reason` null that it waits for it again; on record in any case.
 * False if the unit owes nothing for the year, or it stands so already.
 */
export async function declareAbsence(
  { tx, t }: Store,
  { unit, year, reason, by, on }: { unit: number; year: number; reason: string | null; by: number; on: Date }
): Promise<boolean> {
  return tx(async (db) => {
    const changed = await db
      .update(t.obligations)
      .set({ absence: reason })
      .where(
        and(
          eq(t.obligations.unit, unit),
          eq(t.obligations.year, year),
          reason === null ? isNotNull(t.obligations.absence) : isNull(t.obligations.absence)
        )
      )
      .returning({ unit: t.obligations.unit })
    if (changed.length === 0) return false
    const says = reason === null ? '撤销缺报' : '列为缺报，汇总时不计入'
    await db.insert(t.obligationChanges).values({ unit, year, says, reason: reason ?? '', by, on })
    return true
  })
}
