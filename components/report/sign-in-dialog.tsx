'use client'
import { PasswordInput, Text, TextInput } from '@mantine/core'
import { ActionForm, type Outcome } from '@/components/ui/action-form'
import { Dialog } from '@/components/ui/dialog'
import { useDesk } from './desk-context'

/** The session ended while somebody was typing: signing in again on the spot, then everything is saved. */
export function SignInDialog({ signIn }: { signIn: (fields: Record<string, string>) => Promise<Outcome> }) {
  const { autosave, data } = useDesk()
  const onSignIn = async (fields: Record<string, string>) => {
    const outcome = await signIn(fields)
    if (outcome?.ok) autosave.retry()
    return outcome
  }
  return (
    <Dialog title="登录已过期">
      <Text size="sm" mb="sm">
        已填内容保存在本机。重新登录后自动上传，不会丢失。
      </Text>
      <ActionForm action={onSignIn} submit="登录并上传">
        <TextInput name="name" label="用户名" defaultValue={data.user} readOnly />
        <PasswordInput
          name="password"
          label="密码"
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏密码' }}
        />
      </ActionForm>
    </Dialog>
  )
}
