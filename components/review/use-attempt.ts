'use client'
import { useState, useTransition } from 'react'
import type { Outcome } from './review-data'

/**
 * Attempts at something the server may refuse: what it said, whether one is under way. A second call meanwhile does
 * nothing, unless the calls are of different things.
 */
export function useAttempt(onDone: () => void, { mayOverlap = false } = {}) {
  const [refused, setRefused] = useState<{ error: string; why?: string }>()
  const [isPending, start] = useTransition()
  const attempt = (work: () => Promise<Outcome>) => {
    if (isPending && !mayOverlap) return
    start(async () => {
      const outcome = await work().catch(() => ({ ok: false as const, error: '连接不上服务器，请稍后再试，已写的内容还在' }))
      setRefused(outcome.ok ? undefined : outcome)
      if (outcome.ok) onDone()
    })
  }
  return { attempt, refused, isPending }
}
