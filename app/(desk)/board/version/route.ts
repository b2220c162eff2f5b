import { notFound } from 'next/navigation'
import { mayWatch, readBoardVersion } from '@/server/board/board'
import { requireUser } from '@/server/gate/gate'

/** What a board that is looked at polls: whether it has to be drawn anew. */
export async function GET(request: Request): Promise<Response> {
  const passed = await requireUser({ isPolling: true })
  if (!mayWatch(passed)) notFound()
  const year = Number(new URL(request.url).searchParams.get('year'))
  if (!Number.isSafeInteger(year)) notFound()
  return new Response(await readBoardVersion(passed, year), { headers: { 'Cache-Control': 'private, no-store' } })
}
