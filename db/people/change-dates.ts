import { and, eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { type Campaign, datesFor, extend, printDue, statutoryCampaign, type UnitDates } from '@/report/workflow/deadline'
import { listNearestCampaigns } from './campaigns'
import { addNotices, addNoticeToEach } from './notices'
import { listObligations, type Obligation } from './obligations'
import { findUnit, listUnitsBelow } from './units'
import { listHolders } from './users'

/** Who changes dates, and when. */
export type Changer = { by: number; on: Date }

/** Sets the dates of a unit and all below it for a year; who owes and is touched by it is told what changed. */
export async function setCampaign({ tx, t }: Store, unit: number, year: number, campaign: Campaign, changer?: Changer): Promise<void> {
  await tx(async (db) => {
    await db
      .insert(t.campaigns)
      .values({ unit, year, ...campaign })
      .onConflictDoUpdate({ target: [t.campaigns.unit, t.campaigns.year], set: campaign })
    await applyDates({ read: db, t }, unit, year, changer)
  })
}

/** Removes a unit's own dates: those of the unit above apply again. */
export async function removeCampaign({ tx, t }: Store, unit: number, year: number, changer?: Changer): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.campaigns).where(and(eq(t.campaigns.unit, unit), eq(t.campaigns.year, year)))
    await applyDates({ read: db, t }, unit, year, changer)
  })
}

/** Writes the dates in force into what the units at and below one owe. */
async function applyDates(inside: Reader, unit: number, year: number, changer?: Changer): Promise<void> {
  const { read: db, t } = inside
  const owed = await listObligations(
    inside,
    (await listUnitsBelow(inside, [unit])).map(({ id }) => id),
    year
  )
  const nearest = await listNearestCampaigns(
    inside,
    owed.map((one) => one.unit),
    year
  )
  const groups = new Map<string, { dates: UnitDates; units: number[] }>()
  const says: UnitWords[] = []
  for (const one of owed) {
    const dates = datesFor(nearest.get(one.unit) ?? statutoryCampaign(year), one.kind)
    const changed = sayDates(one, dates)
    if (changed === '') continue
    const key = JSON.stringify(dates)
    const group = groups.get(key) ?? { dates, units: [] }
    group.units.push(one.unit)
    groups.set(key, group)
    says.push({ unit: one.unit, name: one.name, says: changed })
  }
  for (const { dates, units } of groups.values())
    await db
      .update(t.obligations)
      .set(dates)
      .where(and(eq(t.obligations.year, year), among(t.obligations.unit, units)))
  if (!changer || says.length === 0) return
  await db.insert(t.obligationChanges).values(says.map(({ name: _, ...one }) => ({ ...one, year, reason: '', ...changer })))
  await addNoticeToEach(inside, await composeMessages(inside, says, year), { report: null, on: changer.on })
}

const dayOr = (day: string | null, none: string) => (day === null ? none : printDue(day))

/** What a change of dates means, in words; empty: nothing. */
export function sayDates(before: UnitDates & Pick<Obligation, 'extendedUntil'>, after: UnitDates): string {
  const due = [before, after].map((one) => extend(one, before.extendedUntil).due) as [string, string]
  const words = [
    due[0] !== due[1] && `报送截止由 ${printDue(due[0])} 改为 ${printDue(due[1])}`,
    before.close !== after.close && `关闭报送由 ${dayOr(before.close, '不关闭')} 改为 ${dayOr(after.close, '不关闭')}`,
    before.correctionEnd !== after.correctionEnd &&
      `更正截止由 ${dayOr(before.correctionEnd, '不限')} 改为 ${dayOr(after.correctionEnd, '不限')}`
  ]
  const said = words.filter(Boolean).join('，')
  return said || (before.due === after.due ? '' : '报送截止有调整，已批准的延期不变')
}

/** What is told of a unit. */
export type UnitWords = { unit: number; name: string; says: string }

const MOST_NAMED = 5

/** What one person is told of the units he fills in for, one message however many they are. */
export type Message = { user: number; units: number[]; text: string }

/** The messages of a change, by person. */
export async function composeMessages({ read, t }: Reader, words: readonly UnitWords[], year: number): Promise<Message[]> {
  const served = await read
    .selectDistinct({ user: t.memberships.user, unit: t.memberships.unit })
    .from(t.memberships)
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(
      and(
        eq(t.memberships.role, 'filler'),
        among(
          t.memberships.unit,
          words.map(({ unit }) => unit)
        )
      )
    )
  const byUnit = new Map(words.map((one) => [one.unit, one]))
  const byUser = new Map<number, UnitWords[]>()
  for (const { user, unit } of served) {
    const told = byUser.get(user) ?? []
    told.push(byUnit.get(unit) as UnitWords)
    byUser.set(user, told)
  }
  return [...byUser].map(([user, told]) => ({ user, units: told.map(({ unit }) => unit), text: sayToOne(told, year) }))
}

function sayToOne(units: readonly UnitWords[], year: number): string {
  const [first] = units
  if (!first) return ''
  if (units.length === 1) return `${first.name} ${year} 年年报：${first.says}`
  const named = units.slice(0, MOST_NAMED).map(({ name, says }) => `${name}${says}`)
  return `您填报的 ${units.length} 个单位 ${year} 年年报：${named.join('；')}${units.length > MOST_NAMED ? '；其余单位见工作台' : ''}`
}

/** 延期: gives one unit more time, with a reason, and tells those who fill in its reports. */
export async function addExtension(
  { tx, t }: Store,
  extension: { unit: number; year: number; until: string; reason: string; by: number; on: Date }
): Promise<void> {
  const { unit, year, until, reason, by, on } = extension
  await tx(async (db) => {
    const inside = { read: db, t }
    await db.insert(t.extensions).values(extension)
    const changed = await db
      .update(t.obligations)
      .set({ extendedUntil: until })
      .where(and(eq(t.obligations.unit, unit), eq(t.obligations.year, year)))
      .returning({ unit: t.obligations.unit })
    if (changed.length > 0) await db.insert(t.obligationChanges).values({ unit, year, says: `延期至 ${printDue(until)}`, reason, by, on })
    const fillers = await listHolders(inside, unit, ['filler'])
    const text = `${(await findUnit(inside, unit))?.name} ${year} 年年报：延期至 ${printDue(until)}（${reason}）`
    await addNotices(
      inside,
      fillers.map(({ id }) => id),
      { report: null, text, on }
    )
  })
}
