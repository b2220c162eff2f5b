import type { ReactNode } from 'react'
import styles from './sheet-page.module.css'

/** One sheet of paper in the middle of the desk: signing in, first steps, errors. */
export function SheetPage({ title, lead, step, children }: { title: string; lead?: ReactNode; step?: string; children?: ReactNode }) {
  return (
    <main className={styles.page}>
      <p className={styles.brand}>公开年报{step && ` · ${step}`}</p>
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </main>
  )
}
