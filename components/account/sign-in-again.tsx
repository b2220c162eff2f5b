'use client'
import { Anchor, PasswordInput, Text, TextInput } from '@mantine/core'
import type { CallResult, Refused } from '@/components/ui/call/call'
import { endAsking } from '@/components/ui/call/page-user'
import { SendForm } from '@/components/ui/call/send-form'
import { Dialog } from '@/components/ui/dialog'

/** Signs in without leaving the page, so that what was typed stays where it is and what waited goes on. */
export function SignInAgain({
  name,
  refused: { why, error },
  signIn
}: {
  name: string
  refused: Refused
  signIn: (fields: Record<string, string>) => Promise<CallResult>
}) {
  const isTaken = why === 'somebody else'
  const onSignIn = async (fields: Record<string, string>) => {
    const outcome = await signIn(fields)
    if (outcome.ok) endAsking(true)
    return outcome
  }
  return (
    <Dialog title={isTaken ? '本浏览器已换人登录' : '登录已过期'} onClose={() => endAsking(false)}>
      <Text size="sm" mb="sm">
        {isTaken ? error : '已填内容保存在本机。重新登录后自动上传，不会丢失。'}
      </Text>
      <SendForm action={onSignIn} submit={isTaken ? '重新登录' : '登录并上传'}>
        <TextInput name="name" label="用户名" autoComplete="username" defaultValue={name} readOnly />
        <PasswordInput name="password" label="密码" autoComplete="current-password" data-autofocus />
      </SendForm>
      {isTaken && (
        <Text size="sm" mt="sm">
          使用当前登录的账号，请
          <Anchor href="/" underline="always">
            打开工作台
          </Anchor>
          。
        </Text>
      )}
    </Dialog>
  )
}
