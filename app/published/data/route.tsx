import { DataPage } from '@/components/public/data-page'
import { printPage } from '@/components/public/print-page'
import { publicOrigin } from '@/server/base/origin'
import { answerKept, HTML } from '@/server/public/published-answer'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  return answerKept(request, 'data', { type: HTML }, () => printPage(<DataPage hasMap={publicOrigin() !== undefined} />))
}
