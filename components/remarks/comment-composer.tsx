'use client'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Pointed } from '@/components/document/sheet-places'
import type { RemarkActions } from '@/components/remarks/remark-actions'
import type { Template } from '@/report/template'
import { anchorName, BOARD_NAMES, type Board, sentencesOf } from '@/report/workflow/comment'
import { ReplyForm } from './reply-form'
import styles from './thread-card.module.css'

/** Writes 意见 or 内部意见 on a place; which of the two was chosen before, and no control here turns one into the other. */
export function CommentComposer({
  template,
  board,
  pointed: { at, quote: selected },
  text,
  comment,
  onDone
}: {
  template: Template
  board: Board
  pointed: Pointed
  /** The prose of the place, if it has any. */
  text: string | undefined
  comment: RemarkActions['comment']
  onDone: () => void
}) {
  const [quote, setQuote] = useState(selected)
  const sentences = text === undefined ? [] : [...new Set([...(selected ? [selected] : []), ...sentencesOf(text)])]
  return (
    <section className={styles.thread} data-board={board} aria-label={`写${BOARD_NAMES[board]}`}>
      <ReplyForm
        label={`${BOARD_NAMES[board]}：${anchorName(template, { at })}`}
        send={(words) => comment({ board, at, quote, text: words })}
        onDone={onDone}
      >
        <small className={styles.board}>{board === 'comments' ? '填报单位会看到并答复' : '只有审核人员看得到，填报单位看不到'}</small>
        {sentences.length > 0 && (
          <NativeSelect
            label="针对"
            size="xs"
            value={quote}
            data={[
              { value: '', label: '整段' },
              ...sentences.map((one) => ({ value: one, label: one.length > 40 ? `${one.slice(0, 40)}…` : one }))
            ]}
            onChange={(event) => setQuote(event.currentTarget.value)}
          />
        )}
      </ReplyForm>
    </section>
  )
}
