import { sendPreview } from '@/server/preview'

export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/preview'>): Promise<Response> {
  return sendPreview((await params).id, request)
}
