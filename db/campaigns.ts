import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { type Campaign, type Deadline, deadlineOf, statutoryCampaign } from '@/report/deadline'
import type { ReportKind } from '@/report/report'
import type { Reader, Store } from './client'

/** The dates a unit is under: those of the nearest unit above that set any, else the law's. */
export async function findCampaign({ read, t }: Reader, unit: number, year: number): Promise<Campaign> {
  const [nearest] = await read
    .select({
      dueDepartment: t.campaigns.dueDepartment,
      dueGovernment: t.campaigns.dueGovernment,
      close: t.campaigns.close,
      correctionEnd: t.campaigns.correctionEnd
    })
    .from(t.campaigns)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.campaigns.unit))
    .where(and(eq(t.unitsAbove.unit, unit), eq(t.campaigns.year, year)))
    .orderBy(asc(t.unitsAbove.steps))
    .limit(1)
  return nearest ?? statutoryCampaign(year)
}

type Dated = { unit: number; year: number; kind: ReportKind }

/** A unit's own dates for a year, its extension included. */
export async function findDeadline(reader: Reader, { unit, year, kind }: Dated): Promise<Deadline> {
  const extension = await findExtension(reader, unit, year)
  return deadlineOf(await findCampaign(reader, unit, year), kind, extension?.until)
}

/** The same for many at once, in their order: three statements however many there are. */
export async function listDeadlines({ read, t }: Reader, dated: readonly Dated[]): Promise<Deadline[]> {
  const [units, years] = [[...new Set(dated.map(({ unit }) => unit))], [...new Set(dated.map(({ year }) => year))]]
  if (units.length === 0) return []
  const set = await read
    .select({ unit: t.unitsAbove.unit, steps: t.unitsAbove.steps, campaign: t.campaigns })
    .from(t.campaigns)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.campaigns.unit))
    .where(and(inArray(t.campaigns.year, years), inArray(t.unitsAbove.unit, units)))
    .orderBy(desc(t.unitsAbove.steps))
  const extended = await read
    .select()
    .from(t.extensions)
    .where(and(inArray(t.extensions.year, years), inArray(t.extensions.unit, units)))
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
    .select({ until: t.extensions.until, reason: t.extensions.reason, by: t.users.name, on: t.extensions.on })
    .from(t.extensions)
    .innerJoin(t.users, eq(t.users.id, t.extensions.by))
    .where(and(eq(t.extensions.unit, unit), eq(t.extensions.year, year)))
    .orderBy(desc(t.extensions.id))
    .limit(1)
  return latest
}

/** Every date set by these units, latest year first. */
export async function listCampaigns({ read, t }: Reader, units: readonly number[]): Promise<(Campaign & { unit: number; year: number })[]> {
  if (units.length === 0) return []
  return read
    .select()
    .from(t.campaigns)
    .where(inArray(t.campaigns.unit, [...units]))
    .orderBy(desc(t.campaigns.year))
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

/** 延期: gives one unit more time, with a reason. */
export async function addExtension(
  { tx, t }: Store,
  extension: { unit: number; year: number; until: string; reason: string; by: number; on: Date }
): Promise<void> {
  await tx(async (db) => {
    await db.insert(t.extensions).values(extension)
  })
}
