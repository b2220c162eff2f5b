import { printPage } from '@/components/public/print-page'
import { NotPublished } from '@/components/public/public-notice'
import { PublishedReport, WithdrawnReport } from '@/components/public/published-report'
import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { findElsewhere, findPublication } from '@/server/public/published'
import { answerElsewhere, answerFresh, answerKept, HTML } from '@/server/public/published-answer'
import { describePublication, readPublication } from '@/server/public/published-table'

type Context = RouteContext<'/published/[unit]/[year]/[[...revision]]'>

/** The revision that counts, or the one named; each keeps its address for ever. Where nothing is, it leads to what came after the unit. */
export const GET = publicRoute(async (request: Request, { params }: Context) => {
  const store = await openSharedStore()
  const { unit, year, revision } = await params
  const found = await findPublication(store, { unit, year, revision: revision?.join('/') })
  if (!found) {
    const elsewhere = await findElsewhere(store, { unit, year })
    const [only, ...more] = elsewhere?.reports ?? []
    if (only && more.length === 0) return answerElsewhere(only.path)
    return answerFresh(request, { type: HTML, status: 404 }, await printPage(<NotPublished elsewhere={elsewhere} />))
  }
  const key = `page ${found.one.report} ${found.stamp}`
  if (found.one.state === 'WITHDRAWN') {
    return answerKept(request, key, { type: HTML, status: 410 }, () => printPage(<WithdrawnReport sheet={describePublication(found)} />))
  }
  return answerKept(request, key, { type: HTML }, async () => printPage(<PublishedReport {...(await readPublication(store, found))} />))
})
