import { findTrouble } from '@/db/engine/trouble'
import { answerText } from './published-answer'

/** Wraps a public route: 503 with Retry-After where the database is in trouble and nothing is cached. */
export function publicRoute<R extends Request, C>(answer: (request: R, context: C) => Promise<Response>) {
  return async (request: R, context: C): Promise<Response> => {
    try {
      return await answer(request, context)
    } catch (error) {
      if (!findTrouble(error)) throw error
      const busy = answerText(request, 503, '数据库正忙或者暂时无法连接，请稍后再试。')
      busy.headers.set('Retry-After', '10')
      return busy
    }
  }
}
