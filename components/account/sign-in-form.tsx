'use client'
import { PasswordInput, TextInput } from '@mantine/core'
import { ActionForm, type Outcome } from '@/components/ui/action-form'

export function SignInForm({ signIn }: { signIn: (fields: Record<string, string>) => Promise<Outcome> }) {
  return (
    <ActionForm action={signIn} submit="登录">
      <TextInput name="name" label="用户名" autoComplete="username" autoFocus />
      <PasswordInput
        name="password"
        label="密码"
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏密码' }}
      />
    </ActionForm>
  )
}
