'use client'
import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/page/announce'
import { countsAs, type Judged } from '@/report/answer'

/** Whoever types a number is told once its last digit stands. */
const PAUSE_MS = 1000

/**
 * Says aloud which error or warning is new and which is mended, the first of several by its words; what is not filled in yet is no
 * news.
 */
export function useSayingFindings(judged: readonly Judged[]): void {
  const said = useRef<ReadonlyMap<string, string>>(undefined)
  useEffect(() => {
    const now = new Map(judged.filter((one) => ['error', 'warning'].includes(countsAs(one))).map(({ key, finding }) => [key, finding.says]))
    if (!said.current) said.current = now
    const timer = setTimeout(() => {
      const before = said.current ?? now
      said.current = now
      const words = [tell('发现问题', now, before), tell('已改正', before, now)].filter(Boolean).join('。')
      if (words) announce('findings', words)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [judged])
}

/** What stands in one list and not in the other. */
function tell(what: string, these: ReadonlyMap<string, string>, those: ReadonlyMap<string, string>): string {
  const [first, ...others] = [...these].filter(([key]) => !those.has(key)).map(([, says]) => says)
  return first === undefined ? '' : `${what}：${first}${others.length > 0 ? `，等 ${others.length + 1} 处` : ''}`
}
