import { DataPage } from '@/components/public/data-page'
import { printPage } from '@/components/public/print-page'
import { publicOrigin } from '@/server/origin'
import { answerKept, HTML } from '@/server/published-answer'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  return answerKept(request, 'data', { type: HTML }, () => printPage(<DataPage hasMap={publicOrigin() !== undefined} />))
}
