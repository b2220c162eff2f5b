import { sendStatistics } from '@/server/statistics/send-statistics'

/** What the page of statistics shows, as a file: `xlsx`, `csv`, or one of its pictures (`trend.svg`). */
export async function GET(request: Request, { params }: RouteContext<'/statistics/[file]'>): Promise<Response> {
  return sendStatistics((await params).file, request)
}
