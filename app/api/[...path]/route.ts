import { answerProblem } from '@/server/public/published-api'

/** 404 for every other path below /api. */
export async function GET(request: Request): Promise<Response> {
  return answerProblem(request, 404, '没有这个接口，见 /api/v1/openapi.json')
}
