import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { findElsewhere, findPublication } from '@/server/public/published'
import { answerElsewhere, answerKept, JSON_TYPE } from '@/server/public/published-answer'
import { answerProblem, OPEN, reportForApi } from '@/server/public/published-api'

type Context = RouteContext<'/api/v1/reports/[unit]/[year]/[[...revision]]'>

/** The revision that counts, or the one named. */
export const GET = publicRoute(async (request: Request, { params }: Context) => {
  const store = await openSharedStore()
  const { unit, year, revision } = await params
  const found = await findPublication(store, { unit, year, revision: revision?.join('/') })
  if (!found) {
    const elsewhere = await findElsewhere(store, { unit, year })
    const [only, ...more] = elsewhere?.reports ?? []
    if (only && more.length === 0) return answerElsewhere(only.path.replace('/published/', '/api/v1/reports/'), OPEN)
    return answerProblem(request, 404, elsewhere ? `该单位${elsewhere.words}，没有公布这一年的年度报告` : '没有这份年度报告，或者尚未公布')
  }
  if (found.one.state === 'WITHDRAWN') return answerProblem(request, 410, `这一版年度报告已撤下：${found.one.withdrawn?.reason}`)
  const key = `api ${found.one.report} ${found.stamp}`
  return answerKept(request, key, { type: JSON_TYPE, headers: OPEN }, () => reportForApi(store, found))
})
