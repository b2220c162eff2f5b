import { countUnread } from '@/db/people/notices'
import { requireUser } from '@/server/gate/gate'

/** The number of unread notices, for the header to poll between page loads. */
export async function GET(): Promise<Response> {
  const { store, user } = await requireUser({ isPolling: true })
  return new Response(String(await countUnread(store, user.id)), { headers: { 'Cache-Control': 'private, no-store' } })
}
