export const dynamic = 'force-dynamic'

/** 200 as long as this process answers at all; whether it can work, /readyz tells. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}
