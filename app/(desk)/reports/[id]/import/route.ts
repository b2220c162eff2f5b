import { redirect } from 'next/navigation'
import { openReport } from '@/server/gate/gate'
import { receiveFile } from '@/server/import/receive'

/** The form with the dialog that takes a file. */
export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/import'>): Promise<Response> {
  const { filing } = await openReport((await params).id, 'edit')
  redirect(`/reports/${filing.id}?import`)
}

export async function POST(request: Request, { params }: RouteContext<'/reports/[id]/import'>): Promise<Response> {
  return receiveFile((await params).id, request)
}
