import { openSharedStore } from '@/server/store'

/** 200 once the database is open. */
export async function GET(): Promise<Response> {
  await openSharedStore()
  return Response.json({ ok: true })
}
