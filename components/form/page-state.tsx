'use client'
import { memo } from 'react'
import { type Counts, describeCounts } from '@/report/workflow/counts'
import styles from './page-state.module.css'

/** What a page still needs, each kind of it in shape and words, not colour alone. */
export const PageState = memo(function PageState({ isEmpty, ...counts }: Counts & { isEmpty?: boolean }) {
  const open = describeCounts(counts, 'open')
  return (
    <span className={styles.states}>
      {open.map(({ is, says }) => (
        <span key={is} className={styles.state} data-is={is}>
          {says}
        </span>
      ))}
      {open.length === 0 && (
        <span className={styles.state} data-is={isEmpty ? undefined : 'right'}>
          {isEmpty ? '○ 可不填' : '● 已填写'}
        </span>
      )}
    </span>
  )
})
