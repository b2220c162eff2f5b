import { listPublished } from '@/db/reports/published'
import { publicOrigin } from '@/server/base/origin'
import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { answerFresh, answerText } from '@/server/public/published-answer'
import { makeSitemap } from '@/server/public/published-xml'

export const dynamic = 'force-dynamic'

/** A sitemap may name 50,000 pages. */
const MOST_PAGES = 49_999

/** A sitemap names whole addresses: there is none until the address is known. */
export const GET = publicRoute(async (request: Request) => {
  const site = publicOrigin()
  if (site === undefined) return answerText(request, 404, '本系统尚未设置对外网址（PUBLIC_URL），没有站点地图。')
  const { lines } = await listPublished(await openSharedStore(), { limit: MOST_PAGES, newestFirst: true })
  const shown = lines.filter(({ state }) => state === 'PUBLISHED')
  return answerFresh(request, { type: 'application/xml; charset=utf-8' }, makeSitemap(site, shown))
})
