'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './drop-list.module.css'
import { listen } from './listen'

/** A button with a list of links and buttons below it: `details`, which every browser knows, and what closes it again. */
export function DropList({ words, look = 'button', children }: { words: string; look?: 'button' | 'bar'; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = () => details.current?.removeAttribute('open')
    const summary = () => details.current?.querySelector('summary')
    return listen(document, {
      // A click on an entry has done what it was for; one elsewhere was meant for something else.
      click: ({ target }) => target instanceof Node && !summary()?.contains(target) && close(),
      focusin: ({ target }) => target instanceof Node && !details.current?.contains(target) && close(),
      keydown: ({ key }) => {
        if (key !== 'Escape' || !details.current?.open) return
        close()
        summary()?.focus()
      }
    })
  }, [])
  return (
    <details ref={details} className={styles.drop} data-look={look}>
      <summary>{words} ▾</summary>
      <ul>{children}</ul>
    </details>
  )
}
