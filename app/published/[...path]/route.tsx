import { printPage } from '@/components/public/print-page'
import { NotPublished } from '@/components/public/public-notice'
import { answerFresh, HTML } from '@/server/public/published-answer'

/** 404 for every other path below /published. */
export async function GET(request: Request): Promise<Response> {
  return answerFresh(request, { type: HTML, status: 404 }, await printPage(<NotPublished />))
}
