import type { ReactNode } from 'react'
import styles from './panel.module.css'

/** A titled sheet of the administration; `id` names it for its heading. */
export function Panel({ id, title, isWide, children }: { id: string; title: string; isWide?: boolean; children: ReactNode }) {
  return (
    <section className={styles.panel} data-wide={isWide || undefined} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
