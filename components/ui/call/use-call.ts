'use client'
import { useRef, useState, useTransition } from 'react'
import { type CallResult, call, type Refused } from './call'

type CallTold = { ok: true; says?: string } | Refused

/**
 * The one way to call the server: whether a call is under way, and what the last one came to until the next or `forget`.
 * A second call meanwhile does nothing, unless `mayOverlap`: the calls are of different things. `repeats` as in `call`.
 */
export function useCall({ repeats = false, mayOverlap = false } = {}) {
  const [told, setTold] = useState<CallTold>()
  const [underWay, setUnderWay] = useState(0)
  const count = useRef(0)
  const [, leave] = useTransition()

  const run = async <R extends CallResult>(work: () => Promise<R>, onDone?: (answer: Extract<R, { ok: true }>) => void) => {
    if (count.current > 0 && !mayOverlap) return undefined
    setUnderWay(++count.current)
    try {
      const answer = await call(work, { repeats })
      setTold(answer)
      if (answer.ok) onDone?.(answer as Extract<R, { ok: true }>)
      return answer
    } catch (redirect) {
      // The router takes it from where it is thrown: out of a transition.
      leave(() => {
        throw redirect
      })
      return undefined
    } finally {
      setUnderWay(--count.current)
    }
  }
  return { run, told, refused: told && !told.ok ? told : undefined, isPending: underWay > 0, forget: () => setTold(undefined) }
}
