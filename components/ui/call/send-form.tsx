'use client'
import { Button, type ButtonProps, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { useListening } from '@/components/ui/use-listening'
import type { CallResult } from './call'
import { keepDraft, readDraft } from './draft'
import { Told, wantsReload } from './told'
import { useCall } from './use-call'

/**
 * A small form around one action. What was typed stays in the fields whatever the outcome: React empties a form it
 * submits itself, so the action is called by hand. Before the page listens nothing can be sent, or the browser would send
 * it as it likes; `plain` is what takes the form then, where it must work without scripts.
 */
export function SendForm({
  action,
  submit,
  children,
  buttonProps,
  keepsFields,
  plain
}: {
  action: (fields: Record<string, string>) => Promise<CallResult>
  submit: string
  children?: ReactNode
  buttonProps?: ButtonProps
  /** What was saved stays in its fields, where the form changes something that is there already. */
  keepsFields?: boolean
  plain?: { action: (fields: FormData) => void; told: CallResult | undefined }
}) {
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (element.current) putBack(element.current, submit)
  }, [submit])

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = fieldsOf(form)
    const answer = await run(
      () => action(fields),
      () => !keepsFields && form.reset()
    )
    keepDraft(submit, answer && wantsReload(answer) ? JSON.stringify(withoutPasswords(form, fields)) : '')
  }

  return (
    // A form whose action is a function of the server gets its method from React.
    <form ref={element} {...(plain ? { action: plain.action } : { method: 'post' })} onSubmit={onSubmit} noValidate>
      <Stack gap="sm">
        {children}
        <Told told={told ?? plain?.told} />
        <Button type="submit" loading={isPending} disabled={!isListening && !plain} style={{ alignSelf: 'flex-start' }} {...buttonProps}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}

const fieldsOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))

function withoutPasswords(form: HTMLFormElement, fields: Record<string, string>): Record<string, string> {
  const secret = new Set([...form.querySelectorAll<HTMLInputElement>('[autocomplete*=password]')].map(({ name }) => name))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !secret.has(name)))
}

/** Fields as they were when the page had to be loaded anew; passwords are never kept. */
function putBack(form: HTMLFormElement, name: string): void {
  const draft = readDraft(name)
  if (draft === '') return
  keepDraft(name, '')
  const fields: Record<string, string> = JSON.parse(draft)
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type))
      control.checked = fields[control.name] === control.value
    // A hidden field belongs to a control that shows something else.
    else if (
      (control instanceof HTMLInputElement && control.type !== 'hidden') ||
      control instanceof HTMLSelectElement ||
      control instanceof HTMLTextAreaElement
    )
      control.value = fields[control.name] ?? control.value
  }
}
