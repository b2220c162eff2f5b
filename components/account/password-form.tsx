'use client'
import { PasswordInput, TextInput } from '@mantine/core'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'

/**
 * Chooses a new password, and a name for whoever has none yet; the present password is asked for unless the person came by
 * a one-time link. `rule` stands beside the field before anything is typed.
 */
export function PasswordForm({
  change,
  asksName,
  asksPresent,
  rule
}: {
  change: (fields: Record<string, string>) => Promise<CallResult>
  asksName: boolean
  asksPresent: boolean
  rule: string
}) {
  return (
    <SendForm action={change} submit="保存密码">
      {asksName && (
        <TextInput
          name="name"
          label="用户名"
          required
          description="2 至 32 个字符，可用中文、字母、数字和 . _ -，如姓名或姓名的拼音"
          autoComplete="username"
          autoFocus
        />
      )}
      {asksPresent && <PasswordInput name="present" label="当前密码" required autoComplete="current-password" />}
      <PasswordInput name="password" label="新密码" required description={rule} autoComplete="new-password" />
      <PasswordInput name="again" label="再次输入新密码" required autoComplete="new-password" />
    </SendForm>
  )
}
