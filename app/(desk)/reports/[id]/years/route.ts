import { openReport } from '@/server/gate/gate'
import { readYears } from '@/server/statistics/year-history'

/** The cells of a report in the five years before it, as JSON: fetched by the form and the review once a cell is looked at. */
export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/years'>): Promise<Response> {
  const passed = await openReport((await params).id, 'read')
  return Response.json(await readYears(passed), { headers: { 'Cache-Control': 'private, no-store' } })
}
