import { openSharedStore } from '@/server/base/store'
import { readHealth } from '@/server/run/health'

export const dynamic = 'force-dynamic'

/** Readiness: 200 if people can work now, otherwise 503 with the reason. */
export async function GET(): Promise<Response> {
  const health = await readHealth(await openSharedStore())
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
