import { listPublished } from '@/db/published'
import { originOf } from '@/server/origin'
import { publicRoute } from '@/server/public-route'
import { answerFresh } from '@/server/published-answer'
import { makeSitemap } from '@/server/published-xml'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

/** A sitemap may name 50,000 pages. */
const MOST_PAGES = 49_999

export const GET = publicRoute(async (request: Request) => {
  const { lines } = await listPublished(await openSharedStore(), { limit: MOST_PAGES, newestFirst: true })
  const shown = lines.filter(({ state }) => state === 'PUBLISHED')
  return answerFresh(request, { type: 'application/xml; charset=utf-8' }, makeSitemap(originOf(request), shown))
})
