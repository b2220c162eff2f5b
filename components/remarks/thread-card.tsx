'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { lazily } from '@/components/ui/lazily'
import { PlaceButton } from '@/components/ui/place-button'
import type { Template } from '@/report/template'
import { anchorName, BOARD_NAMES, type Board, type JudgedThread } from '@/report/workflow/comment'
import { printMoment } from '@/report/workflow/dates'
import { OutcomeMark } from './outcome-mark'
import styles from './thread-card.module.css'

const ReplyForm = lazily(async () => (await import('./reply-form')).ReplyForm)

/** A comment with its replies. What the unit reads and what only reviewers read differ in colour, frame and words. */
export function ThreadCard({
  template,
  thread,
  board,
  name,
  isNew = false,
  isReplying,
  onShow,
  onReply,
  reply,
  settle,
  children
}: {
  template: Template
  thread: JudgedThread
  board: Board
  /** Its number, as in the margin of the sheet. */
  name?: string
  /** Asked since the report was handed in: nobody can have answered yet. */
  isNew?: boolean
  isReplying: boolean
  onShow: () => void
  onReply: (opens: boolean) => void
  /** None where the person may not. */
  reply?: (text: string) => Promise<CallResult>
  settle?: (isClosed: boolean) => void
  children?: ReactNode
}) {
  const { remarks, quote, closedBy, closedOn, outcome } = thread
  return (
    <article className={styles.thread} data-board={board}>
      <PlaceButton onClick={onShow}>
        <b className={styles.board}>
          {BOARD_NAMES[board]}
          {name && ` ${name}`}
        </b>{' '}
        {anchorName(template, thread)}
      </PlaceButton>
      {!(isNew && outcome === 'untouched') && <OutcomeMark outcome={outcome} />}
      {quote && <blockquote className={styles.quote}>{quote}</blockquote>}
      {remarks.map(({ id, text, by, on, asks }) => (
        <div key={id} className={styles.remark} data-asks={asks || undefined}>
          <p>{text}</p>
          <small>
            {by} · {printMoment(on)}
          </small>
        </div>
      ))}
      {closedOn && (
        <small>
          {closedBy} 了结 · {printMoment(closedOn)}
        </small>
      )}
      {children}
      {isReplying && reply ? (
        <ReplyForm label="回复" draft={`reply ${thread.id}`} send={reply} onDone={() => onReply(false)} />
      ) : (
        <div className={styles.actions}>
          {reply && closedOn === null && (
            <Button size="compact-sm" variant="default" onClick={() => onReply(true)}>
              回复
            </Button>
          )}
          {settle && (
            <Button size="compact-sm" variant="default" onClick={() => settle(closedOn === null)}>
              {closedOn === null ? '了结' : '重新打开'}
            </Button>
          )}
        </div>
      )}
    </article>
  )
}
