import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import type { Schema } from '@/db/schema'
import { compareNames } from '@/report/unit'
import { type Campaign, pickDates, statutoryCampaign } from '@/report/workflow/deadline'
import { bylineOf } from './users'

/** Dates and the unit that set them; no unit: the statutory dates. */
export type CampaignInForce = Campaign & { setBy: { id: number; name: string } | null }

const datesOf = ({ campaigns, units }: Schema) => ({
  ...pickDates(campaigns),
  setBy: { id: units.id, name: units.name }
})

/** The dates that apply to a unit: its own, else those of the nearest unit above with any, else the statutory ones. */
export async function findCampaign({ read, t }: Reader, unit: number, year: number): Promise<CampaignInForce> {
  const [nearest] = await read
    .select(datesOf(t))
    .from(t.campaigns)
    .innerJoin(t.units, eq(t.units.id, t.campaigns.unit))
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.campaigns.unit))
    .where(and(eq(t.unitsAbove.unit, unit), eq(t.campaigns.year, year)))
    .orderBy(asc(t.unitsAbove.steps))
    .limit(1)
  return nearest ?? { ...statutoryCampaign(year), setBy: null }
}

/** The same for many units: the campaign nearest to each; a unit under none is not in the answer. */
export async function listNearestCampaigns(
  { read, t }: Reader,
  units: readonly number[],
  year: number
): Promise<Map<number, Campaign & { unit: number }>> {
  const rows = await read
    .select({ unit: t.unitsAbove.unit, campaign: t.campaigns })
    .from(t.campaigns)
    .innerJoin(t.unitsAbove, eq(t.unitsAbove.above, t.campaigns.unit))
    .where(and(eq(t.campaigns.year, year), among(t.unitsAbove.unit, units)))
    .orderBy(desc(t.unitsAbove.steps))
  // The nearest comes last.
  return new Map(rows.map(({ unit, campaign }) => [unit, campaign]))
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
  const rows = await read
    .select(datesOf(t))
    .from(t.campaigns)
    .innerJoin(t.units, eq(t.units.id, t.campaigns.unit))
    .where(and(inArray(t.campaigns.unit, [...units]), eq(t.campaigns.year, year)))
  return rows.sort((a, b) => compareNames(a.setBy.name, b.setBy.name))
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
