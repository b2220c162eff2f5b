import { z } from 'zod'
import { markRead } from '@/db/people/notices'
import type { Passed, Result } from '@/server/gate/gate'

export const noticeNumber = z.object({ notice: z.number().int() })

/** Marks a notice that was opened; somebody else's stays as it is. */
export async function readOne({ store, user, now }: Passed, { notice }: z.output<typeof noticeNumber>): Promise<Result> {
  await markRead(store, user.id, { only: notice }, now)
  return { ok: true }
}

/** Marks everything up to the latest notice the person has seen. */
export async function readAll({ store, user, now }: Passed, { notice }: z.output<typeof noticeNumber>): Promise<Result> {
  await markRead(store, user.id, { upTo: notice }, now)
  return { ok: true }
}
