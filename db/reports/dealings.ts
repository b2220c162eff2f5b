import { and, eq } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'

/** Whether somebody ever had to do with a report: he was told of it, took a step or typed into it. Then he knows that it exists. */
export async function hadToDoWith({ read, t }: Reader, user: number, report: number): Promise<boolean> {
  const told = await read.$count(t.notices, and(eq(t.notices.user, user), eq(t.notices.report, report)))
  if (told > 0) return true
  const moved = await read.$count(t.events, and(eq(t.events.report, report), eq(t.events.by, user)))
  return moved > 0 || (await read.$count(t.changes, and(eq(t.changes.report, report), eq(t.changes.by, user)))) > 0
}
