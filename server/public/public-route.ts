import { findTrouble } from '@/db/engine/trouble'
import { answerText } from './published-answer'

/** A public address: where the database is in trouble and nothing is kept, it says so and that one should come again. */
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
