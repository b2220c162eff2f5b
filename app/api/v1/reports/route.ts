import type { NextRequest } from 'next/server'
import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { answerFresh, JSON_TYPE } from '@/server/public/published-answer'
import { listForApi, OPEN } from '@/server/public/published-api'

export const dynamic = 'force-dynamic'

export const GET = publicRoute(async (request: NextRequest) => {
  const body = await listForApi(await openSharedStore(), request.nextUrl.searchParams)
  return answerFresh(request, { type: JSON_TYPE, headers: OPEN }, body)
})
