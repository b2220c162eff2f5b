'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import styles from './board-refresh.module.css'

const PAUSE_SECONDS = 30
/** A board nobody touches for so long is left as it is: drawing it anew would prolong the session of a screen left alone. */
const IDLE_MINUTES = 30

/**
 * Draws the board anew when something has happened, in place: what is scrolled to, ticked and focused stays. Polls a version of a few
 * bytes, which prolongs no session.
 */
export function BoardRefresh({ year, version }: { year: number; version: string }) {
  const router = useRouter()
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    const leaving = new AbortController()
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
      setPaused(false)
    }
    const ask = async () => {
      if (document.hidden) return
      if (Date.now() - touched > IDLE_MINUTES * 60_000) return setPaused(true)
      const answer = await fetch(`/board/version?year=${year}`, { redirect: 'error', signal: leaving.signal }).catch(() => undefined)
      const now = answer?.ok ? await answer.text().catch(() => '') : ''
      if (now !== '' && now !== version && !leaving.signal.aborted) router.refresh()
    }
    const timer = setInterval(ask, PAUSE_SECONDS * 1000)
    const { signal } = leaving
    document.addEventListener('visibilitychange', ask, { signal })
    for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, touch, { signal, passive: true })
    return () => {
      leaving.abort()
      clearInterval(timer)
    }
  }, [router, year, version])
  return isPaused && <small className={styles.paused}>已暂停自动刷新，点击页面后继续</small>
}
