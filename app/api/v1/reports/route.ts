import type { NextRequest } from 'next/server'
import { publicRoute } from '@/server/public-route'
import { answerFresh, JSON_TYPE } from '@/server/published-answer'
import { listForApi, OPEN } from '@/server/published-api'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

export const GET = publicRoute(async (request: NextRequest) => {
  const body = await listForApi(await openSharedStore(), request.nextUrl.searchParams)
  return answerFresh(request, { type: JSON_TYPE, headers: OPEN }, body)
})
