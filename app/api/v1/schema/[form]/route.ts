import { findJsonSchema } from '@/report/json-schema'
import { answerKept, JSON_TYPE } from '@/server/public/published-answer'
import { answerProblem, OPEN } from '@/server/public/published-api'

/** The JSON Schema of a report on a national form, or of the numbers in its prose. */
export async function GET(request: Request, { params }: RouteContext<'/api/v1/schema/[form]'>): Promise<Response> {
  const { form } = await params
  const schema = findJsonSchema(form)
  if (!schema) return answerProblem(request, 404, '没有这种年度报告格式')
  return answerKept(request, `schema ${form}`, { type: JSON_TYPE, headers: OPEN }, () => JSON.stringify(schema))
}
