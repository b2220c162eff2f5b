import type { ReactNode } from 'react'
import styles from './page-grid.module.css'

/** A page of the administration: what it is about, then its panels side by side as far as they fit. */
export function PageGrid({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className={styles.page}>
      <h1>{title}</h1>
      {lead && <div className={styles.lead}>{lead}</div>}
      <div className={styles.panels}>{children}</div>
    </main>
  )
}
