'use client'
import { PasswordInput, TextInput } from '@mantine/core'
import { useActionState } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'

/** Works without scripts as well: then the browser posts it and the page comes back with what was wrong. */
export function SignInForm({
  signIn,
  signInPlainly
}: {
  signIn: (fields: Record<string, string>) => Promise<CallResult>
  signInPlainly: (before: CallResult | undefined, fields: FormData) => Promise<CallResult>
}) {
  const [told, post] = useActionState(signInPlainly, undefined)
  return (
    <SendForm action={signIn} submit="登录" plain={{ action: post, told }}>
      <TextInput name="name" label="用户名" required autoComplete="username" autoFocus />
      <PasswordInput name="password" label="密码" required autoComplete="current-password" />
    </SendForm>
  )
}
