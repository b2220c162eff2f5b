'use client'
import { Alert, Button, type ButtonProps, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState, useTransition } from 'react'

/** Of several errors each stands on a line of its own. */
export type Outcome = { ok: true; says?: string } | { ok: false; error: string } | undefined

/**
 * A small form around one action. What was typed stays in the fields whatever the outcome: React empties a form it
 * submits itself, so the action is called by hand.
 */
export function ActionForm({
  action,
  submit,
  children,
  buttonProps,
  keepsFields
}: {
  action: (fields: Record<string, string>) => Promise<Outcome>
  submit: string
  children?: ReactNode
  buttonProps?: ButtonProps
  /** What was saved stays in its fields, where the form changes something that is there already. */
  keepsFields?: boolean
}) {
  const [outcome, setOutcome] = useState<Outcome>()
  const [isPending, start] = useTransition()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    start(async () => {
      const result = await action(fields)
      setOutcome(result)
      if (result?.ok && !keepsFields) form.reset()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="sm">
        {children}
        {outcome && (
          <Alert color={outcome.ok ? 'pine' : 'vermilion'} role={outcome.ok ? 'status' : 'alert'} p="xs" style={{ whiteSpace: 'pre-line' }}>
            {outcome.ok ? outcome.says : outcome.error}
          </Alert>
        )}
        <Button type="submit" loading={isPending} style={{ alignSelf: 'flex-start' }} {...buttonProps}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}
