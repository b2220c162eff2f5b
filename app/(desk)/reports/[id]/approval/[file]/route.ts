import { sendApproval } from '@/server/files/papers'

/** 审查呈批单 as Word or PDF. */
export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/approval/[file]'>): Promise<Response> {
  const { id, file } = await params
  return sendApproval(id, file, request)
}
