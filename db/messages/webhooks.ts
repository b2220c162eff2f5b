import { and, asc, between, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'
import type { Schema } from '@/db/schema'

/** 推送网关: where the notices of everybody in a unit and below are posted to. */
export type Webhook = Schema['webhooks']['$inferSelect']

/** The gateways of these units, in the order in which they came. */
export async function listWebhooks({ read, t }: Reader, units: readonly number[]): Promise<(Webhook & { unitName: string })[]> {
  const rows = await read
    .select({ webhook: t.webhooks, unitName: t.units.name })
    .from(t.webhooks)
    .innerJoin(t.units, eq(t.units.id, t.webhooks.unit))
    .where(among(t.webhooks.unit, units))
    .orderBy(asc(t.webhooks.id))
  return rows.map(({ webhook, unitName }) => ({ ...webhook, unitName }))
}

/** Undefined: there is none with this number. */
export async function findWebhook({ read, t }: Reader, id: number): Promise<Webhook | undefined> {
  const [found] = await read.select().from(t.webhooks).where(eq(t.webhooks.id, id))
  return found
}

/** Adds a gateway to a unit; notices written from `on` on are sent to it. */
export async function addWebhook({ tx, t }: Store, webhook: Omit<Webhook, 'id'>): Promise<void> {
  await tx(async (db) => {
    await db.insert(t.webhooks).values(webhook)
  })
}

/** Changes a gateway; what waits for it goes to the new address. */
export async function updateWebhook(
  { tx, t }: Store,
  id: number,
  as: Partial<Pick<Webhook, 'name' | 'url' | 'secret' | 'isOn'>>
): Promise<void> {
  await tx(async (db) => {
    await db.update(t.webhooks).set(as).where(eq(t.webhooks.id, id))
  })
}

/** A notice as it is handed to a gateway: whom it is for, and how the gateway can reach him. */
export type Push = {
  id: number
  webhook: number
  url: string
  secret: string
  user: string
  name: string
  mobile: string | null
  email: string | null
  text: string
  report: number | null
  on: Date
  attempts: number
}

/** A notice to somebody for one gateway alone: neither the others nor the mail get it. */
export async function addTestPush(
  { tx, t }: Store,
  { webhook, user, text, now }: { webhook: number; user: number; text: string; now: Date }
): Promise<void> {
  await tx(async (db) => {
    const row = { user, report: null, text, on: now, attempts: 0, mailAfter: null, hookAfter: null }
    const [notice] = await db.insert(t.notices).values(row).returning({ id: t.notices.id })
    if (notice) await db.insert(t.pushes).values({ notice: notice.id, webhook, attempts: 0, after: now })
  })
}

/** Notices of one transaction. */
const MOST_SPREAD = 200

/**
 * Puts what is due before each gateway that is on and stands at or above the unit of whom it is for, once, in however many processes.
 * Notices older than `since`, or than the gateway, are not sent.
 */
export async function spreadNotices({ read, tx, t }: Store, { now, since }: { now: Date; since: Date }): Promise<void> {
  const { id, on, user, hookAfter } = t.notices
  // It is never due before it was written: so bounded, the index passes over what was due long ago.
  const isDue = and(between(hookAfter, since, now), gte(on, since))
  for (;;) {
    const due = await read.select({ id, user, on }).from(t.notices).where(isDue).orderBy(asc(id)).limit(MOST_SPREAD)
    if (due.length === 0) return
    const ids = due.map((one) => one.id)
    const places = await read
      .select({ notice: id, webhook: t.webhooks.id })
      .from(t.notices)
      .innerJoin(t.users, and(eq(t.users.id, user), eq(t.users.closed, false)))
      .innerJoin(t.unitsAbove, eq(t.unitsAbove.unit, t.users.unit))
      .innerJoin(t.webhooks, and(eq(t.webhooks.unit, t.unitsAbove.above), eq(t.webhooks.isOn, true), lte(t.webhooks.on, on)))
      .where(among(id, ids))
    await tx(async (db) => {
      const rows = places.map((place) => ({ ...place, attempts: 0, after: now }))
      if (rows.length > 0) await db.insert(t.pushes).values(rows).onConflictDoNothing()
      await db.update(t.notices).set({ hookAfter: null }).where(among(id, ids))
    })
  }
}

/** What is due for the gateways that are on, oldest first. */
export async function listPushes({ read, t }: Reader, { now, since }: { now: Date; since: Date }, limit = 100): Promise<Push[]> {
  const { id, text, report, on } = t.notices
  return read
    .select({
      ...{ id, text, report, on, webhook: t.webhooks.id, url: t.webhooks.url, secret: t.webhooks.secret, attempts: t.pushes.attempts },
      ...{ user: t.users.name, name: fullNameOf(t), mobile: t.users.mobile, email: t.users.email }
    })
    .from(t.pushes)
    .innerJoin(t.webhooks, and(eq(t.webhooks.id, t.pushes.webhook), eq(t.webhooks.isOn, true)))
    .innerJoin(t.notices, eq(id, t.pushes.notice))
    .innerJoin(t.users, and(eq(t.users.id, t.notices.user), eq(t.users.closed, false)))
    .where(and(lte(t.pushes.after, now), gte(on, since)))
    .orderBy(asc(id), asc(t.webhooks.id))
    .limit(limit)
}

/** Reserves a notice for a gateway until `after`, when it is tried again unless settled before. False if another process was quicker. */
export async function takePush({ tx, t }: Store, { id, webhook, attempts }: Push, after: Date): Promise<boolean> {
  const isIt = and(eq(t.pushes.notice, id), eq(t.pushes.webhook, webhook), eq(t.pushes.attempts, attempts), isNull(t.pushes.takenOn))
  return tx(async (db) => {
    const taken = await db
      .update(t.pushes)
      .set({ attempts: attempts + 1, after })
      .where(isIt)
      .returning({ notice: t.pushes.notice })
    return taken.length > 0
  })
}

/** Keeps what came of an attempt. `settled`: when it was taken, null if it never will be, undefined if it is tried again. */
export async function keepDelivery(
  { tx, t }: Store,
  { id, webhook }: Pick<Push, 'id' | 'webhook'>,
  { outcome, on, settled }: { outcome: string; on: Date; settled: Date | null | undefined }
): Promise<void> {
  await tx(async (db) => {
    await db.insert(t.deliveries).values({ notice: id, webhook, on, outcome })
    if (settled === undefined) return
    await db
      .update(t.pushes)
      .set({ takenOn: settled, after: null })
      .where(and(eq(t.pushes.notice, id), eq(t.pushes.webhook, webhook)))
  })
}

/** An attempt in the log; the answer's text is kept nowhere. */
export type Delivery = { id: number; webhook: string | null; to: string; text: string; on: Date; outcome: string }

/** 推送记录 of notices to people who work in these units, of one gateway or of all, latest first. */
export async function listDeliveries({ read, t }: Reader, units: readonly number[], webhook?: number, limit = 50): Promise<Delivery[]> {
  const { id, on, outcome } = t.deliveries
  return read
    .select({ id, webhook: t.webhooks.name, to: fullNameOf(t), text: t.notices.text, on, outcome })
    .from(t.deliveries)
    .innerJoin(t.notices, eq(t.notices.id, t.deliveries.notice))
    .innerJoin(t.users, eq(t.users.id, t.notices.user))
    .leftJoin(t.webhooks, eq(t.webhooks.id, t.deliveries.webhook))
    .where(and(among(t.users.unit, units), webhook === undefined ? undefined : eq(t.deliveries.webhook, webhook)))
    .orderBy(desc(id))
    .limit(limit)
}

/** When a gateway took a notice; for a list of notices, as a column. */
export const takenOf = ({ pushes, notices }: Schema) =>
  sql<Date | null>`(select max(${pushes.takenOn}) from ${pushes} where ${pushes.notice} = ${notices.id})`.mapWith(pushes.takenOn)
