'use client'
import { Button, Group, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Refusal } from './refusal'
import type { Outcome } from './review-data'
import { useAttempt } from './use-attempt'

/** A few words to be sent: Ctrl+Enter sends, Esc leaves. Refused words stay in the field. */
export function ReplyForm({
  label,
  button = '发出',
  shortest = 1,
  send,
  onDone,
  children
}: {
  label: string
  button?: string
  shortest?: number
  send: (text: string) => Promise<Outcome>
  onDone: () => void
  children?: ReactNode
}) {
  const [text, setText] = useState('')
  const { attempt, refused, isPending } = useAttempt(onDone)
  const isReady = text.trim().length >= shortest
  return (
    <div>
      {children}
      <Textarea
        autoFocus
        label={label}
        size="sm"
        mt={4}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) attempt(() => send(text))
        }}
      />
      <Refusal refused={refused} />
      <Group gap={6} mt={6}>
        <Button size="compact-sm" loading={isPending} disabled={!isReady} onClick={() => attempt(() => send(text))}>
          {button}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          取消
        </Button>
      </Group>
    </div>
  )
}
