import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PasswordForm } from '@/components/account/password-form'
import { SheetPage } from '@/components/ui/sheet-page'
import { findCredentials } from '@/db/users'
import { findPassed } from '@/server/gate'
import { changePassword } from './actions'

export const metadata: Metadata = { title: '设置密码' }

export default async function PasswordPage() {
  const passed = await findPassed()
  if (!passed) redirect('/sign-in')
  const { store, user } = passed
  const isFirst = (await findCredentials(store, user.name))?.password == null
  return (
    <SheetPage
      title="设置密码"
      step={isFirst ? '第 1 步，共 3 步' : undefined}
      lead={`用户名 ${user.name}。${user.mustChangePassword ? '请先设置自己的密码。' : '保存后，其他设备上的登录会退出。'}`}
    >
      <PasswordForm change={changePassword} asksPresent={!isFirst} />
    </SheetPage>
  )
}
