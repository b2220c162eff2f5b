import type { Store } from '@/db/engine/client'

/** Notes that whoever fills in a report has opened it: its colleagues' reminders say so. One row a person and report. */
export async function noteOpening({ tx, t }: Store, { report, user, now }: { report: number; user: number; now: Date }): Promise<void> {
  await tx(async (db) => {
    await db
      .insert(t.openings)
      .values({ report, user, on: now })
      .onConflictDoUpdate({ target: [t.openings.report, t.openings.user], set: { on: now } })
  })
}
