'use client'
import { useState, useTransition } from 'react'
import { type Outcome, UNREACHED } from './review-data'

/**
 * Attempts at something the server may refuse: what it said until the next attempt or `forget`, whether one is under way. A second call meanwhile does
 * nothing, unless the calls are of different things.
 */
export function useAttempt(onDone: () => void, { mayOverlap = false } = {}) {
  const [refused, setRefused] = useState<{ error: string; why?: string }>()
  const [isPending, start] = useTransition()
  const attempt = (work: () => Promise<Outcome>) => {
    if (isPending && !mayOverlap) return
    start(async () => {
      const outcome = await work().catch(() => UNREACHED)
      setRefused(outcome.ok ? undefined : outcome)
      if (outcome.ok) onDone()
    })
  }
  return { attempt, refused, isPending, forget: () => setRefused(undefined) }
}
