'use client'
import { PasswordInput } from '@mantine/core'
import { type Outcome, SendForm } from '@/components/ui/send-form'

/** Chooses a new password; the present one is asked for unless the person came by a one-time link. */
export function PasswordForm({
  change,
  asksPresent
}: {
  change: (fields: Record<string, string>) => Promise<Outcome>
  asksPresent: boolean
}) {
  const toggle = { visibilityToggleButtonProps: { 'aria-label': '显示或隐藏密码' } }
  return (
    <SendForm action={change} submit="保存密码">
      {asksPresent && <PasswordInput name="present" label="现在的密码" autoComplete="current-password" {...toggle} />}
      <PasswordInput name="password" label="新密码" description="至少 8 位，不能包含用户名" autoComplete="new-password" {...toggle} />
      <PasswordInput name="again" label="再输一次新密码" autoComplete="new-password" {...toggle} />
    </SendForm>
  )
}
