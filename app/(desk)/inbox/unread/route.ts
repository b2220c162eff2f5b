import { countUnread } from '@/db/people/notices'
import { requireUser } from '@/server/gate/gate'

/** How many notices nobody has read yet, as a bare number: what the header asks for between two full loads. */
export async function GET(): Promise<Response> {
  const { store, user } = await requireUser({ isPolling: true })
  return new Response(String(await countUnread(store, user.id)), { headers: { 'Cache-Control': 'private, no-store' } })
}
