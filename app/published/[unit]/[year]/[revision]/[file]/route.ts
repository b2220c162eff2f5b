import { openSharedStore } from '@/server/base/store'
import { publicRoute } from '@/server/public/public-route'
import { findPublication } from '@/server/public/published'
import { answerText } from '@/server/public/published-answer'
import { answerFile } from '@/server/public/published-files'

type Context = RouteContext<'/published/[unit]/[year]/[revision]/[file]'>

/** A file of a revision: `report.docx` and the like, and the pictures of its page. */
export const GET = publicRoute(async (request: Request, { params }: Context) => {
  const store = await openSharedStore()
  const { file, ...address } = await params
  const found = await findPublication(store, address)
  if (!found) return answerText(request, 404, '没有这个文件，或者这份报告尚未公布。')
  if (found.one.state === 'WITHDRAWN') return answerText(request, 410, '这一版报告已撤下，不再提供下载。')
  return (await answerFile(request, store, found, file)) ?? answerText(request, 404, '没有这种格式的文件。')
})
