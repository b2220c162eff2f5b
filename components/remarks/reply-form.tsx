'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { useDraft } from '@/components/ui/call/draft'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { WordsField } from '@/components/ui/fields/words-field'
import { announce } from '@/components/ui/page/announce'
import styles from './thread-card.module.css'

/** A few words to be sent: Ctrl+Enter sends, Esc leaves. Refused words stay in the field. */
export function ReplyForm({
  label,
  draft = label,
  button = '发出',
  shortest = 1,
  send,
  onDone,
  children
}: {
  label: string
  /** What the words are kept under until they are sent. */
  draft?: string
  button?: string
  shortest?: number
  send: (text: string) => Promise<CallResult>
  onDone: () => void
  children?: ReactNode
}) {
  const [text, setText] = useDraft(draft)
  const { run, told, isPending } = useCall()
  const isReady = text.trim().length >= shortest
  const submit = () =>
    run(
      () => send(text),
      () => {
        setText('')
        onDone()
        announce('results', `已${button}`)
      }
    )
  return (
    <div>
      {children}
      <WordsField label={label} maxLength={2000} text={text} onText={setText} onSend={isReady ? submit : undefined} onLeave={onDone} />
      <Told told={told} />
      <div className={styles.actions}>
        <BusyButton size="compact-sm" isBusy={isPending} disabled={!isReady} onClick={submit}>
          {button}
        </BusyButton>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          取消
        </Button>
      </div>
    </div>
  )
}
