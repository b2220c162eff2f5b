'use client'
import { type ButtonProps, Stack } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import { useListening } from '@/components/ui/use-listening'
import { AskAgain } from './ask-again'
import type { CallResult } from './call'
import { keepDraft, readDraft } from './draft'
import { Told, wantsReload } from './told'
import { useCall } from './use-call'
import { useWrongFields } from './wrong-fields'

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
  asks,
  plain
}: {
  action: (fields: Record<string, string>) => Promise<CallResult>
  submit: string
  children?: ReactNode
  buttonProps?: ButtonProps
  /** What was saved stays in its fields, where the form changes something that is there already. */
  keepsFields?: boolean
  /** What is asked before it is sent, where that cannot simply be taken back. */
  asks?: (answer: { onTake: () => void; onClose: () => void }) => ReactNode
  plain?: { action: (fields: FormData) => void; told: CallResult | undefined }
}) {
  const { run, told, refused, isPending, forget } = useCall()
  const isListening = useListening()
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (element.current) putBack(element.current, submit)
  }, [submit])

  const [isAsking, setAsking] = useState(false)
  const shown = told ?? plain?.told
  const id = useWrongFields(element, shown)

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (asks) setAsking(true)
    else send(event.currentTarget)
  }
  const send = async (form: HTMLFormElement, knowing?: string) => {
    const fields = { ...fieldsOf(form), ...(knowing && { knowing }) }
    const answer = await run(
      () => action(fields),
      () => !keepsFields && form.reset()
    )
    keepDraft(submit, answer && wantsReload(answer) ? JSON.stringify(withoutPasswords(form, fields)) : '')
  }

  return (
    // A form whose action is a function of the server gets its method from React.
    <form ref={element} {...(plain ? { action: plain.action } : { method: 'post' })} onSubmit={onSubmit} onKeyDown={keepEnter} noValidate>
      <Stack gap="sm">
        {children}
        <div id={id}>
          <Told told={shown} />
        </div>
        <BusyButton type="submit" isBusy={isPending} disabled={!isListening && !plain} style={{ alignSelf: 'flex-start' }} {...buttonProps}>
          {submit}
        </BusyButton>
      </Stack>
      {isAsking &&
        asks?.({
          onClose: () => setAsking(false),
          onTake: () => {
            setAsking(false)
            if (element.current) send(element.current)
          }
        })}
      <AskAgain refused={refused} title={submit} onTake={(knowing) => element.current && send(element.current, knowing)} onClose={forget} />
    </form>
  )
}

/** Enter in a date ends the date, in some browsers only its year: it was not meant to send anything. */
function keepEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type === 'date') event.preventDefault()
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
