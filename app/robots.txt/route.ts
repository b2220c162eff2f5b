import { publicOrigin } from '@/server/base/origin'
import { answerText } from '@/server/public/published-answer'

export const dynamic = 'force-dynamic'

/** Search engines find what is public and nothing else. */
export async function GET(request: Request): Promise<Response> {
  const site = publicOrigin()
  const map = site === undefined ? '' : `\nSitemap: ${site}/sitemap.xml\n`
  return answerText(request, 200, `User-agent: *\nAllow: /published\nAllow: /check$\nAllow: /api/v1/\nDisallow: /\n${map}`)
}
