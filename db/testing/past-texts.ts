import { and, asc, eq } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'
import { applyEdit } from '@/db/reports/changes'
import type { EntryMethod } from '@/db/schema'
import type { Address } from '@/report/template'

/** A text a cell held, with who made it so, how and when. */
type PastText = { text: string; how: EntryMethod; by: number; on: Date }

/** For tests: every text a cell ever held, oldest first, by replaying its edits. */
export async function listPastTexts({ read, t }: Reader, report: number, at: Address): Promise<PastText[]> {
  const edits = await read
    .select({ start: t.changes.start, was: t.changes.was, now: t.changes.now, how: t.changes.how, by: t.changes.by, on: t.changes.on })
    .from(t.changes)
    .where(and(eq(t.changes.report, report), eq(t.changes.at, at)))
    .orderBy(asc(t.changes.id))
  let text = ''
  return edits.map(({ how, by, on, ...edit }) => {
    text = applyEdit(text, edit)
    return { text, how, by, on }
  })
}
