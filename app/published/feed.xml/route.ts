import { listPublished } from '@/db/published'
import { publicOrigin } from '@/server/origin'
import { publicRoute } from '@/server/public-route'
import { answerFresh } from '@/server/published-answer'
import { makeFeed } from '@/server/published-xml'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

export const GET = publicRoute(async (request: Request) => {
  const { lines } = await listPublished(await openSharedStore(), { limit: 50, newestFirst: true })
  const shown = lines.filter(({ state }) => state === 'PUBLISHED')
  return answerFresh(request, { type: 'application/atom+xml; charset=utf-8' }, makeFeed(publicOrigin(), shown))
})
