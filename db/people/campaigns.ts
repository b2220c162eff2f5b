import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { ReportKind } from '@/report/report'
import { printDay } from '@/report/workflow/dates'
import { type Campaign, type Deadline, deadlineOf, statutoryCampaign } from '@/report/workflow/deadline'
import { addNotices } from './notices'
import { findUnit } from './units'
import { bylineOf, listHolders } from './users'

/** Dates and the unit that set them; no unit: the statutory dates. */
export type CampaignInForce = Campaign & { setBy: { id: number; name: string } | null }

/** The dates that apply to a unit: its own, else those of the nearest unit above with any, else the statutory ones. */
export async function findCampaign({ read, t }: Reader, unit: number, year: number): Promise<CampaignInForce> {
  const [nearest] = await read
    .select({
      dueDepartment: t.campaigns.dueDepartment,
      dueGovernment: t.campaigns.dueGovernment,
      close: t.campaigns.close,
      correctionEnd: t.campaigns.correctionEnd,
      setBy: { id: t.units.id, name: t.units.name }
    })
    .from(t.campaigns)
    .innerJoin(t.units, eq(t.units.id, t.campaigns.unit))
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.campaigns.unit))
    .where(and(eq(t.unitsAbove.unit, unit), eq(t.campaigns.year, year)))
    .orderBy(asc(t.unitsAbove.steps))
    .limit(1)
  return nearest ?? { ...statutoryCampaign(year), setBy: null }
}

type Dated = { unit: number; year: number; kind: ReportKind }

/** A unit's own dates for a year, its extension included. */
export async function findDeadline(reader: Reader, { unit, year, kind }: Dated): Promise<Deadline> {
  const extension = await findExtension(reader, unit, year)
  return deadlineOf(await findCampaign(reader, unit, year), kind, extension?.until)
}

/** The same for many units, in their order, with three statements in all. */
export async function listDeadlines({ read, t }: Reader, dated: readonly Dated[]): Promise<Deadline[]> {
  const [units, years] = [[...new Set(dated.map(({ unit }) => unit))], [...new Set(dated.map(({ year }) => year))]]
  if (units.length === 0) return []
  const set = await read
    .select({ unit: t.unitsAbove.unit, steps: t.unitsAbove.steps, campaign: t.campaigns })
    .from(t.campaigns)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.campaigns.unit))
    .where(and(inArray(t.campaigns.year, years), among(t.unitsAbove.unit, units)))
    .orderBy(desc(t.unitsAbove.steps))
  const extended = await read
    .select()
    .from(t.extensions)
    .where(and(inArray(t.extensions.year, years), among(t.extensions.unit, units)))
    .orderBy(asc(t.extensions.id))
  // The nearest campaign and the latest extension come last.
  const campaigns = new Map(set.map(({ unit, campaign }) => [`${unit} ${campaign.year}`, campaign]))
  const extensions = new Map(extended.map(({ unit, year, until }) => [`${unit} ${year}`, until]))
  return dated.map(({ unit, year, kind }) => {
    const key = `${unit} ${year}`
    return deadlineOf(campaigns.get(key) ?? statutoryCampaign(year), kind, extensions.get(key))
  })
}

export type Extension = { until: string; reason: string; by: string; on: Date }

/** The extension that counts: the latest. */
export async function findExtension({ read, t }: Reader, unit: number, year: number): Promise<Extension | undefined> {
  const [latest] = await read
    .select({ until: t.extensions.until, reason: t.extensions.reason, by: bylineOf(t), on: t.extensions.on })
    .from(t.extensions)
    .innerJoin(t.users, eq(t.users.id, t.extensions.by))
    .where(and(eq(t.extensions.unit, unit), eq(t.extensions.year, year)))
    .orderBy(desc(t.extensions.id))
    .limit(1)
  return latest
}

/** The dates these units set for a year, by the name of the unit. */
export async function listCampaigns({ read, t }: Reader, units: readonly number[], year: number): Promise<CampaignInForce[]> {
  if (units.length === 0) return []
  return read
    .select({
      dueDepartment: t.campaigns.dueDepartment,
      dueGovernment: t.campaigns.dueGovernment,
      close: t.campaigns.close,
      correctionEnd: t.campaigns.correctionEnd,
      setBy: { id: t.units.id, name: t.units.name }
    })
    .from(t.campaigns)
    .innerJoin(t.units, eq(t.units.id, t.campaigns.unit))
    .where(and(inArray(t.campaigns.unit, [...units]), eq(t.campaigns.year, year)))
    .orderBy(asc(t.units.name))
}

/** The extensions of these units for a year, latest first. */
export async function listExtensions(
  { read, t }: Reader,
  units: readonly number[],
  year: number
): Promise<(Extension & { id: number; unit: string })[]> {
  if (units.length === 0) return []
  return read
    .select({
      id: t.extensions.id,
      unit: t.units.name,
      until: t.extensions.until,
      reason: t.extensions.reason,
      by: bylineOf(t),
      on: t.extensions.on
    })
    .from(t.extensions)
    .innerJoin(t.units, eq(t.units.id, t.extensions.unit))
    .innerJoin(t.users, eq(t.users.id, t.extensions.by))
    .where(and(inArray(t.extensions.unit, [...units]), eq(t.extensions.year, year)))
    .orderBy(desc(t.extensions.id))
}

/** Sets the dates of a unit and all below it for a year. */
export async function setCampaign({ tx, t }: Store, unit: number, year: number, campaign: Campaign): Promise<void> {
  await tx(async (db) => {
    await db
      .insert(t.campaigns)
      .values({ unit, year, ...campaign })
      .onConflictDoUpdate({ target: [t.campaigns.unit, t.campaigns.year], set: campaign })
  })
}

/** Removes a unit's own dates: those of the unit above apply again. */
export async function removeCampaign({ tx, t }: Store, unit: number, year: number): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.campaigns).where(and(eq(t.campaigns.unit, unit), eq(t.campaigns.year, year)))
  })
}

/** 延期: gives one unit more time, with a reason, and tells those who fill in its reports. */
export async function addExtension(
  { tx, t }: Store,
  extension: { unit: number; year: number; until: string; reason: string; by: number; on: Date }
): Promise<void> {
  const { unit, year, until, reason, on } = extension
  await tx(async (db) => {
    const inside = { read: db, t }
    await db.insert(t.extensions).values(extension)
    const fillers = await listHolders(inside, unit, ['filler'])
    const text = `${(await findUnit(inside, unit))?.name} ${year} 年年报：延期至 ${printDay(until)}（${reason}）`
    await addNotices(
      inside,
      fillers.map(({ id }) => id),
      { report: null, text, on }
    )
  })
}
