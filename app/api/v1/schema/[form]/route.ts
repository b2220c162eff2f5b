import { findJsonSchema } from '@/report/json-schema'
import { answerKept, JSON_TYPE } from '@/server/public/published-answer'
import { answerProblem, OPEN } from '@/server/public/published-api'

/** What the data of a report on a national form may hold, or what is told of the numbers in its prose. */
export async function GET(request: Request, { params }: RouteContext<'/api/v1/schema/[form]'>): Promise<Response> {
  const { form } = await params
  const schema = findJsonSchema(form)
  if (!schema) return answerProblem(request, 404, '没有这种年报格式')
  return answerKept(request, `schema ${form}`, { type: JSON_TYPE, headers: OPEN }, () => JSON.stringify(schema))
}
