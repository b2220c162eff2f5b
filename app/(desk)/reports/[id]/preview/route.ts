import { sendPages } from '@/server/export'

export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/preview'>): Promise<Response> {
  return sendPages((await params).id)
}
