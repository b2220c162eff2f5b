'use client'
import { useEffect, useRef, useState } from 'react'
import { fetchJson } from '@/components/ui/call/fetch-json'

/** Unread notices, and how much waits behind a link of the header, by its address. */
export type HeaderCounts = { unread: number; [href: string]: number }

/**
 * The counts the server gave, asked for anew on every further page and whenever somebody comes back to the window: the
 * header stays while pages change under it.
 */
export function useCounts(given: HeaderCounts, path: string): HeaderCounts {
  const [counts, setCounts] = useState(given)
  const text = JSON.stringify(given)
  const known = useRef({ text, path })
  useEffect(() => {
    const leaving = new AbortController()
    const ask = async () => {
      if (document.hidden) return
      const told = await fetchJson<HeaderCounts>('/inbox/unread', leaving.signal).catch(() => undefined)
      if (typeof told?.unread === 'number' && !leaving.signal.aborted) setCounts(told)
    }
    if (known.current.text !== text) setCounts(JSON.parse(text))
    if (known.current.path !== path) ask()
    known.current = { text, path }
    document.addEventListener('visibilitychange', ask)
    return () => {
      leaving.abort()
      document.removeEventListener('visibilitychange', ask)
    }
  }, [text, path])
  return counts
}
