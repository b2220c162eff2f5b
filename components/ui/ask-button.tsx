'use client'
import type { ComponentProps } from 'react'
import { useState } from 'react'
import { BusyButton } from './busy-button'
import { lazily } from './lazily'

const AskDialog = lazily(async () => (await import('./ask-dialog')).AskDialog)

/** A button for what cannot simply be taken back: it asks, and `words` say what follows. `title`: what is done, as the dialog names it. */
export function AskButton({
  title,
  words,
  onTake,
  ...button
}: Omit<ComponentProps<typeof BusyButton>, 'title' | 'onClick'> & { title: string; words: string; onTake: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <BusyButton {...button} onClick={() => setAsking(true)} />
      {isAsking && <AskDialog title={title} words={words} onTake={() => [close(), onTake()]} onClose={close} />}
    </>
  )
}
