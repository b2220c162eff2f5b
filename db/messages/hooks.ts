import { and, asc, between, desc, eq, gte, isNull } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'

/** A notice as it is handed to the webhook: whom it is for, and how a gateway can reach him. */
export type Hook = {
  id: number
  user: string
  name: string
  mobile: string | null
  email: string | null
  text: string
  report: number | null
  on: Date
  attempts: number
}

/** What is due for the webhook, oldest first; notices older than `since` are no longer sent. */
export async function listHooks({ read, t }: Reader, { now, since }: { now: Date; since: Date }, limit = 50): Promise<Hook[]> {
  const { id, text, report, on, hookAttempts, hookAfter } = t.notices
  // It is never due before it was written: so bounded, the index passes over what was due long ago.
  return read
    .select({
      ...{ id, text, report, on, attempts: hookAttempts },
      ...{ user: t.users.name, name: fullNameOf(t), mobile: t.users.mobile, email: t.users.email }
    })
    .from(t.notices)
    .innerJoin(t.users, eq(t.users.id, t.notices.user))
    .where(and(between(hookAfter, since, now), gte(on, since), eq(t.users.closed, false)))
    .orderBy(asc(id))
    .limit(limit)
}

/** Reserves a notice until `hookAfter`, when it is tried again unless settled before. False if another process was quicker. */
export async function takeHook({ tx, t }: Store, { id, attempts }: Pick<Hook, 'id' | 'attempts'>, hookAfter: Date): Promise<boolean> {
  return tx(async (db) => {
    const taken = await db
      .update(t.notices)
      .set({ hookAttempts: attempts + 1, hookAfter })
      .where(and(eq(t.notices.id, id), eq(t.notices.hookAttempts, attempts), isNull(t.notices.hookedOn)))
      .returning({ id: t.notices.id })
    return taken.length > 0
  })
}

/** Keeps what came of an attempt. `settled`: when it was taken, null if it never will be, undefined if it is tried again. */
export async function keepDelivery(
  { tx, t }: Store,
  id: number,
  { outcome, on, settled }: { outcome: string; on: Date; settled: Date | null | undefined }
): Promise<void> {
  await tx(async (db) => {
    await db.insert(t.deliveries).values({ notice: id, on, outcome })
    if (settled === undefined) return
    await db.update(t.notices).set({ hookedOn: settled, hookAfter: null }).where(eq(t.notices.id, id))
  })
}

/** An attempt in the log; the answer's text is kept nowhere. */
export type Delivery = { id: number; to: string; text: string; on: Date; outcome: string }

/** 推送记录 of notices to people who work in these units, latest first. */
export async function listDeliveries({ read, t }: Reader, units: readonly number[], limit = 50): Promise<Delivery[]> {
  return read
    .select({ id: t.deliveries.id, to: fullNameOf(t), text: t.notices.text, on: t.deliveries.on, outcome: t.deliveries.outcome })
    .from(t.deliveries)
    .innerJoin(t.notices, eq(t.notices.id, t.deliveries.notice))
    .innerJoin(t.users, eq(t.users.id, t.notices.user))
    .where(among(t.users.unit, units))
    .orderBy(desc(t.deliveries.id))
    .limit(limit)
}
