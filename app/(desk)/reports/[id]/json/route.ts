import { sendReport } from '@/server/files/export'

export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/json'>): Promise<Response> {
  return sendReport((await params).id, 'json', request)
}
