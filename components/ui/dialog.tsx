'use client'
import { CloseButton, Group, Modal } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

/** Back to where somebody was, unless what the dialog was for led him elsewhere. */
function useReturningFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body) before.focus()
    }
  }, [])
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
  useReturningFocus()
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
      <Modal.Content>
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
