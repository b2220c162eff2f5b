import type { NextRequest } from 'next/server'
import { answerFresh, JSON_TYPE } from '@/server/published-answer'
import { listForApi, OPEN } from '@/server/published-api'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

export async function GET(request: NextRequest): Promise<Response> {
  const body = await listForApi(await openSharedStore(), request.nextUrl.searchParams)
  return answerFresh(request, { type: JSON_TYPE, headers: OPEN }, body)
}
