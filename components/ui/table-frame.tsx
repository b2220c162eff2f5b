import type { CSSProperties, ReactNode } from 'react'
import styles from './table-frame.module.css'

/**
 * Where a narrow screen scrolls a table sideways instead of the page; `least`: the width in pixels at which it can still be read.
 * `stacks`: on a phone each line becomes a card instead, so that nothing lies out of sight; a cell whose number or date says nothing
 * by itself has its column as `data-label`, one that wants a line of its own `data-whole`, and a head that sorts or chooses `data-acts`.
 */
export function TableFrame({ name, least, stacks, children }: { name: string; least: number; stacks?: boolean; children: ReactNode }) {
  return (
    <section
      className={styles.frame}
      data-stacks={stacks || undefined}
      style={{ '--least': `${least}px` } as CSSProperties}
      aria-label={`${name}，可左右滚动`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable)
      tabIndex={0}
    >
      {children}
    </section>
  )
}
