import type { ReactNode } from 'react'
import styles from './page-grid.module.css'

/**
 * A page of the administration: what it is about, then its panels side by side as far as they fit. `isSplit`: the first
 * takes most of the width. `isWide`: printed across the sheet.
 */
export function PageGrid({
  title,
  lead,
  isSplit,
  isWide,
  children
}: {
  title: ReactNode
  lead?: ReactNode
  isSplit?: boolean
  isWide?: boolean
  children?: ReactNode
}) {
  return (
    <main className={styles.page} data-wide={isWide || undefined}>
      <h1>{title}</h1>
      {lead && <div className={styles.lead}>{lead}</div>}
      <div className={styles.panels} data-split={isSplit || undefined}>
        {children}
      </div>
    </main>
  )
}
