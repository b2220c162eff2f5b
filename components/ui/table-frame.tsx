import type { CSSProperties, ReactNode } from 'react'
import styles from './table-frame.module.css'

/** Where a narrow screen scrolls a table sideways instead of the page; `least`: the width in pixels at which it can still be read. */
export function TableFrame({ name, least, children }: { name: string; least: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable)
    <section className={styles.frame} style={{ '--least': `${least}px` } as CSSProperties} aria-label={`${name}，可左右滚动`} tabIndex={0}>
      {children}
    </section>
  )
}
