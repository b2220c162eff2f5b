import { sendReport } from '@/server/export'

export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/word'>): Promise<Response> {
  return sendReport((await params).id, 'docx', request)
}
