import type { NextRequest } from 'next/server'
import { printPage } from '@/components/public/print-page'
import { PublishedList } from '@/components/public/published-list'
import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { answerFresh, HTML } from '@/server/public/published-answer'
import { describeLine, LINES_OF_PAGE, readSearch, searchPublished } from '@/server/public/published-list'

export const dynamic = 'force-dynamic'

export const GET = publicRoute(async (request: NextRequest) => {
  const store = await openSharedStore()
  const search = readSearch(request.nextUrl.searchParams)
  const { lines, total, years } = await searchPublished(store, search)
  const page = (
    <PublishedList lines={lines.map(describeLine)} total={total} pages={Math.ceil(total / LINES_OF_PAGE)} years={years} search={search} />
  )
  return answerFresh(request, { type: HTML }, await printPage(page))
})
