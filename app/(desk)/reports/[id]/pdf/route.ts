import { sendReport } from '@/server/files/export'

export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/pdf'>): Promise<Response> {
  return sendReport((await params).id, 'pdf', request)
}
