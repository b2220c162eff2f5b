import { jsonSchemaOf } from '@/report/json-schema'
import { templates } from '@/report/templates'
import { answerKept, JSON_TYPE } from '@/server/published-answer'
import { answerProblem, OPEN } from '@/server/published-api'

/** The JSON Schema of a national form: what the data of a report may hold. */
export async function GET(request: Request, { params }: RouteContext<'/api/v1/schema/[form]'>): Promise<Response> {
  const { form } = await params
  const template = templates.find(({ id }) => id === form)
  if (!template) return answerProblem(request, 404, '没有这种国家式样')
  return answerKept(request, `schema ${form}`, { type: JSON_TYPE, headers: OPEN }, () => JSON.stringify(jsonSchemaOf(template)))
}
