import type { Store } from '@/db/engine/client'
import { unwrap } from '@/db/engine/trouble'

/**
 * Notes that whoever fills in a report has opened it: his colleagues' reminders say so. One row a person and report. What fails here
 * is logged and keeps nobody from his form.
 */
export async function noteOpening({ tx, t }: Store, { report, user, now }: { report: number; user: number; now: Date }): Promise<void> {
  const noted = tx(async (db) => {
    await db
      .insert(t.openings)
      .values({ report, user, on: now })
      .onConflictDoUpdate({ target: [t.openings.report, t.openings.user], set: { on: now } })
  })
  await noted.catch((error) => {
    process.stderr.write(`${now.toISOString()} opening: ${unwrap(error).at(-1)?.message ?? String(error)}\n`)
  })
}
