export const dynamic = 'force-dynamic'

/** Liveness: 200 as long as this process answers; readiness is /readyz. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}
