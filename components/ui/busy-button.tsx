import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentPropsWithoutRef } from 'react'

type Props = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & { isBusy: boolean }

/** A button whose work is under way: it does nothing then, but keeps the focus, which a disabled one would drop. */
export function BusyButton({ isBusy, leftSection, onClick, ...rest }: Props) {
  return (
    <Button
      {...rest}
      aria-disabled={isBusy || undefined}
      leftSection={isBusy ? <span aria-hidden>…</span> : leftSection}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    />
  )
}
