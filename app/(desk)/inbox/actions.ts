'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { markRead } from '@/db/people/notices'
import { generalAction } from '@/server/gate/gate'

const notice = z.object({ notice: z.number().int() })

/** Marks a notice that was opened; somebody else's stays as it is. */
export const readOne = generalAction(undefined, notice, async ({ store, user, now }, given) => {
  await markRead(store, user.id, { only: given.notice }, now)
  revalidatePath('/', 'layout')
  return { ok: true as const }
})

/** Marks everything up to the latest notice the person has seen. */
export const readAll = generalAction(undefined, notice, async ({ store, user, now }, given) => {
  await markRead(store, user.id, { upTo: given.notice }, now)
  revalidatePath('/', 'layout')
  return { ok: true as const }
})
