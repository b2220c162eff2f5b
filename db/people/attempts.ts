import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Store } from '@/db/engine/client'

/** How many failures are allowed. */
export type Limit = {
  /** What is counted; several limits with the same key are one. */
  key: string
  /** Failures before the exponential back-off begins. */
  free: number
  /** Hours after the first failure until the counter is reset. */
  hours: number
  /** Other people count here as well: a success gives back only its own attempt. */
  isShared?: true
  /** The account; a new password resets the counter. */
  user?: number
}

const FIRST_WAIT_MS = 60_000
/** Back-off: 1, 2, 4, 8, 16, 32 minutes, then always 32. */
const WAITS = 6

/** A counted attempt, to be given back on success. */
export type Reserved = { ok: true; limits: readonly { limit: Limit; until: Date }[] }
export type Reservation = Reserved | { ok: false; until: Date }

/** Rolls back: an attempt refused by one limit counts for none. */
class Full extends Error {
  constructor(readonly until: Date) {
    super('too many attempts')
  }
}

/**
 * Counts an attempt as failed before it is checked, so that parallel attempts, also in several processes, cannot exceed the
 * limits. Refused if any limit allows none before `until`. Callers pass the least shared limit first and the most shared
 * last: row locks on PostgreSQL are then always taken in the same order.
 */
export async function reserveAttempt({ tx, t }: Store, limits: readonly Limit[], now: Date): Promise<Reservation> {
  const { attempts } = t
  const moment = (time: Date) => sql.param(time, attempts.until)
  const waits = Array.from({ length: WAITS }, (_, i) => new Date(now.getTime() + FIRST_WAIT_MS * 2 ** i))
  const after = (free: number): SQL => {
    const count = sql`${attempts.failures} + 1`
    const steps = waits.slice(0, -1).map((time, i) => sql`when ${count} = ${free + i} then ${moment(time)}`)
    // The columns tell PostgreSQL the type of the others.
    return sql`case when ${count} < ${free} then ${attempts.until} ${sql.join(steps, sql` `)} else ${moment(waits[WAITS - 1] as Date)} end`
  }
  try {
    return await tx(async (db) => {
      await db.delete(attempts).where(lte(attempts.expires, now))
      const counted: Reserved['limits'][number][] = []
      for (const limit of limits) {
        const { key, free, hours, user = null } = limit
        const [row] = await db
          .insert(attempts)
          .values({ key, user, failures: 1, until: now, expires: new Date(now.getTime() + hours * 3_600_000) })
          .onConflictDoUpdate({
            target: attempts.key,
            set: { failures: sql`${attempts.failures} + 1`, until: after(free), user },
            setWhere: lte(attempts.until, now)
          })
          .returning({ until: attempts.until })
        if (!row) {
          const [full] = await db.select({ until: attempts.until }).from(attempts).where(eq(attempts.key, key))
          throw new Full(full?.until ?? now)
        }
        counted.push({ limit, until: row.until })
      }
      return { ok: true as const, limits: counted }
    })
  } catch (error) {
    if (error instanceof Full) return { ok: false, until: error.until }
    throw error
  }
}

/** After a success: resets the limits of one's own and takes the attempt off those that others share. */
export async function giveBack({ tx, t }: Store, { limits }: Reserved, now: Date): Promise<void> {
  const { attempts } = t
  await tx(async (db) => {
    for (const { limit, until } of limits) {
      if (!limit.isShared) await db.delete(attempts).where(eq(attempts.key, limit.key))
      else {
        await db
          .update(attempts)
          .set({ failures: sql`${attempts.failures} - 1` })
          .where(eq(attempts.key, limit.key))
        await db
          .update(attempts)
          .set({ until: now })
          .where(and(eq(attempts.key, limit.key), eq(attempts.until, until)))
      }
    }
  })
}
