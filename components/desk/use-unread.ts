'use client'
import { useEffect, useRef, useState } from 'react'

/**
 * The count the server gave, asked for anew on every further page and whenever somebody comes back to the window: the
 * header stays while pages change under it.
 */
export function useUnread(given: number, path: string): number {
  const [unread, setUnread] = useState(given)
  const known = useRef({ given, path })
  useEffect(() => {
    const leaving = new AbortController()
    const ask = async () => {
      if (document.hidden) return
      const answer = await fetch('/inbox/unread', { redirect: 'error', signal: leaving.signal }).catch(() => undefined)
      const text = answer?.ok ? await answer.text().catch(() => '') : ''
      if (/^\d+$/.test(text) && !leaving.signal.aborted) setUnread(Number(text))
    }
    if (known.current.given !== given) setUnread(given)
    if (known.current.path !== path) ask()
    known.current = { given, path }
    document.addEventListener('visibilitychange', ask)
    return () => {
      leaving.abort()
      document.removeEventListener('visibilitychange', ask)
    }
  }, [given, path])
  return unread
}
