import type { NextRequest } from 'next/server'
import { printPage } from '@/components/public/print-page'
import { PublishedList } from '@/components/public/published-list'
import { listPublicYears } from '@/db/published'
import { answerFresh, HTML } from '@/server/published-answer'
import { describeLine, LINES_OF_PAGE, readSearch, searchPublished } from '@/server/published-list'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

export async function GET(request: NextRequest): Promise<Response> {
  const store = await openSharedStore()
  const search = readSearch(request.nextUrl.searchParams)
  const { lines, total } = await searchPublished(store, search)
  const page = (
    <PublishedList
      lines={lines.map(describeLine)}
      total={total}
      pages={Math.ceil(total / LINES_OF_PAGE)}
      years={await listPublicYears(store)}
      search={search}
    />
  )
  return answerFresh(request, { type: HTML }, await printPage(page))
}
