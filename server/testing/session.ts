import type { Store } from '@/db/client'
import { addSession } from '@/db/sessions'
import { digest, inHours, newToken } from '@/server/link'

/** Signs somebody in without a browser; returns what the cookie of his carries. */
export async function openSessionOf(store: Store, user: number): Promise<string> {
  const [token, now] = [newToken(), new Date()]
  await addSession(store, { token: digest(token), user, expires: inHours(now, 12), now })
  return token
}
