import { describeApi } from '@/server/public/openapi'
import { answerKept, JSON_TYPE } from '@/server/public/published-answer'
import { OPEN } from '@/server/public/published-api'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  return answerKept(request, 'openapi', { type: JSON_TYPE, headers: OPEN }, () => JSON.stringify(describeApi()))
}
