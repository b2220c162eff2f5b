'use client'
import { useState, useTransition } from 'react'
import type { Outcome } from './review-data'

/** One attempt at something the server may refuse: what it said, whether it is under way. A second call meanwhile does nothing. */
export function useAttempt(onDone: () => void) {
  const [refused, setRefused] = useState<{ error: string; why?: string }>()
  const [isPending, start] = useTransition()
  const attempt = (work: () => Promise<Outcome>) => {
    if (isPending) return
    start(async () => {
      const outcome = await work().catch(() => ({ ok: false as const, error: '连接不上服务器，请稍后再试，已写的内容还在' }))
      setRefused(outcome.ok ? undefined : outcome)
      if (outcome.ok) onDone()
    })
  }
  return { attempt, refused, isPending }
}
