import { readHealth } from '@/server/health'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

/** 200 if people can work here now, otherwise 503 with the reason. */
export async function GET(): Promise<Response> {
  const health = await readHealth(await openSharedStore())
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
