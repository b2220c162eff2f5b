import { sendReport } from '@/server/files/export'

/** A report as Word, PDF and so on; `file` is the address of its format. */
export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/[file]'>): Promise<Response> {
  const { id, file } = await params
  return sendReport(id, file, request)
}
