import { notFound } from 'next/navigation'
import { openReport } from '@/server/gate/gate'
import { listMemberTexts } from '@/server/rollup/member-texts'

/** What the members of an aggregate say in a field of prose, as JSON: fetched by its form once somebody wants to read it. */
export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/members'>): Promise<Response> {
  const passed = await openReport((await params).id, 'read')
  const texts = await listMemberTexts(passed, new URL(request.url).searchParams.get('at') ?? '')
  if (!texts) notFound()
  return Response.json(texts, { headers: { 'Cache-Control': 'private, no-store' } })
}
