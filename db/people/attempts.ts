import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Store } from '@/db/engine/client'

/** How often something may go wrong. */
export type Limit = {
  /** What is counted; several limits with the same key are one. */
  key: string
  /** So many may go wrong at once, then each next one waits twice as long. */
  free: number
  /** So long after the first all is forgotten. */
  hours: number
  /** Others count here as well: one success gives back no more than it took. */
  isShared?: true
  /** The account it is about, whose new password ends the counting. */
  user?: number
}

const FIRST_WAIT_MS = 60_000
/** 1, 2, 4, 8, 16, 32 minutes, and 32 from then on. */
const WAITS = 6

/** An attempt that was counted; what goes right gives it back. */
export type Reserved = { ok: true; limits: readonly { limit: Limit; until: Date }[] }
export type Reservation = Reserved | { ok: false; until: Date }

/** Breaks off the transaction: what is refused by one limit counts for none. */
class Full extends Error {
  constructor(readonly until: Date) {
    super('too many attempts')
  }
}

/**
 * Counts an attempt as gone wrong, before it is looked at: however many come at once, through however many processes, no
 * more than the limits allow get through. Refused where any of them allows none before `until`. Callers name limits in the
 * order of how many share them least, last the one most shared, so that PostgreSQL's row locks are always taken in one order.
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

/** It went right: what was one's own is forgotten, what others share is given back. */
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
