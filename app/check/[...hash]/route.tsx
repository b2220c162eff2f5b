import { CheckPage } from '@/components/public/check-page'
import { printPage } from '@/components/public/print-page'
import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { answerFresh, HTML } from '@/server/public/published-answer'
import { checkHash } from '@/server/public/published-check'

const STATUS = { same: 200, differs: 200, unknown: 404, unreadable: 400 } as const

/** `/check/{the first 16 digits or all}`: the short address printed on published files. */
export const GET = publicRoute(async (request: Request, { params }: RouteContext<'/check/[...hash]'>) => {
  const asked = (await params).hash.map(decode).join('/')
  const verdict = await checkHash(await openSharedStore(), asked)
  const page = await printPage(<CheckPage verdict={verdict} asked={asked.slice(0, 100)} />)
  return answerFresh(request, { type: HTML, status: STATUS[verdict.is] }, page)
})

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
