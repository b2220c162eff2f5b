import { sendPreview } from '@/server/files/preview'

export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/preview'>): Promise<Response> {
  return sendPreview((await params).id, request)
}
