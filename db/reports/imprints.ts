import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import type { Opened } from '@/db/permission'
import { type Imprint, NO_IMPRINT } from '@/report/layout/imprint'
import { statesIn } from '@/report/workflow/states'

/** 公文要素 of a report as they stand, or as they stood at a moment. */
export async function findImprint({ read, t }: Reader, report: number, until?: Date): Promise<Imprint> {
  const { number, signer, date, copies, isSealed, isPublic } = t.imprints
  const [latest] = await read
    .select({ number, signer, date, copies, isSealed, isPublic })
    .from(t.imprints)
    .where(and(eq(t.imprints.report, report), until && lte(t.imprints.on, until)))
    .orderBy(desc(t.imprints.id))
    .limit(1)
  return latest ?? NO_IMPRINT
}

/**
 * Keeps 公文要素 as a new row. False once the report is settled: the row lock of the UPDATE holds off whoever publishes it
 * at this moment, so that a published file can always be made again.
 */
export async function keepImprint({ tx, t }: Store, { report, user }: Opened<'imprint'>, imprint: Imprint, now: Date): Promise<boolean> {
  return tx(async (db) => {
    const [open] = await db
      .update(t.reports)
      .set({ version: sql`${t.reports.version}` })
      .where(and(eq(t.reports.id, report), inArray(t.reports.state, statesIn('filling', 'checking', 'review', 'approved'))))
      .returning({ id: t.reports.id })
    if (open) await db.insert(t.imprints).values({ ...imprint, report, by: user, on: now })
    return open !== undefined
  })
}
