import { countForHeader } from '@/server/administration/header-counts'
import { requireUser } from '@/server/gate/gate'

/** Unread notices and what waits, for the header to poll between page loads. */
export async function GET(): Promise<Response> {
  const counts = await countForHeader(await requireUser({ isPolling: true }))
  return Response.json(counts, { headers: { 'Cache-Control': 'private, no-store' } })
}
