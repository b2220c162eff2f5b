import { listPublished } from '@/db/reports/published'
import { publicOrigin } from '@/server/base/origin'
import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { answerFresh } from '@/server/public/published-answer'
import { makeFeed } from '@/server/public/published-xml'

export const dynamic = 'force-dynamic'

export const GET = publicRoute(async (request: Request) => {
  const { lines } = await listPublished(await openSharedStore(), { limit: 50, newestFirst: true })
  const shown = lines.filter(({ state }) => state === 'PUBLISHED')
  return answerFresh(request, { type: 'application/atom+xml; charset=utf-8' }, makeFeed(publicOrigin(), shown))
})
