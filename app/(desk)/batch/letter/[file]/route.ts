import { sendLetter } from '@/server/batch/letter'

/** 报送函 as Word or PDF. */
export async function GET(request: Request, { params }: RouteContext<'/batch/letter/[file]'>): Promise<Response> {
  return sendLetter((await params).file, request)
}
