import { type AttachedFile, AttachmentLinks } from '@/components/ui/attachment-links'
import styles from './task-cards.module.css'

export type NoticeOfTask = { notice: string; attachments: readonly AttachedFile[] }

/** The notice a task came with, and its files. */
export function NoticeText({ notice, attachments }: NoticeOfTask) {
  return (
    <>
      {notice && (
        <details>
          <summary>通知全文</summary>
          <p className={styles.notice}>{notice}</p>
        </details>
      )}
      <AttachmentLinks attachments={attachments} />
    </>
  )
}
