import type { Store } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { addSession } from '@/db/people/sessions'
import { inHours, newToken } from '@/server/gate/link'

/** Signs somebody in without a browser; returns what the cookie of his carries. */
export async function openSessionOf(store: Store, user: number): Promise<string> {
  const [token, now] = [newToken(), new Date()]
  const ends = inHours(now, 12)
  await addSession(store, { token: hashOf(token), user, expires: ends, ends, now })
  return token
}
