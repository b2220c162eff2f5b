'use client'
import { CloseButton, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { stopsIn } from './page/keep-focus'

/**
 * The dialog owns the keyboard as soon as it is drawn: the focus is in it, and all that lies behind takes neither keys nor focus. It
 * begins at what is marked `data-autofocus`, unless that is disabled. Where the focus goes when it closes: `page/keep-focus.ts`.
 */
function own(dialog: HTMLElement | null): (() => void) | undefined {
  if (!dialog) return
  const first = dialog.querySelector<HTMLElement>('[data-autofocus]:not(:disabled)') ?? stopsIn(dialog)[0] ?? dialog
  first.focus({ preventScroll: true })
  const behind: HTMLElement[] = []
  for (let at: Element = dialog; at.parentElement && at !== document.body; at = at.parentElement)
    // What is read aloud goes on being read.
    for (const beside of at.parentElement.children)
      if (beside !== at && beside instanceof HTMLElement && !beside.inert && !beside.hasAttribute('aria-live')) behind.push(beside)
  for (const one of behind) one.inert = true
  return () => {
    for (const one of behind) one.inert = false
  }
}

/**
 * A dialog with its title and, unless a choice must be made, a way out. Put together from Mantine's parts because its
 * ready-made header counts as a second page banner.
 */
export function Dialog({
  title,
  onClose,
  size = 'md',
  children
}: {
  title: string
  onClose?: () => void
  size?: string
  children: ReactNode
}) {
  // Locking the scroll would add a style sheet that the content policy does not know.
  return (
    <Modal.Root
      opened
      lockScroll={false}
      onClose={onClose ?? (() => undefined)}
      closeOnClickOutside={false}
      closeOnEscape={onClose !== undefined}
      size={size}
      centered
    >
      <Modal.Overlay />
      <Modal.Content ref={own} tabIndex={-1}>
        <Modal.Body pt="md">
          <Group justify="space-between" align="start" wrap="nowrap" mb="sm">
            <Modal.Title fw={600}>{title}</Modal.Title>
            {onClose && <CloseButton aria-label="关闭" onClick={onClose} />}
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
