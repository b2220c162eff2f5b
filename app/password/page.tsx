import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PasswordForm } from '@/components/account/password-form'
import { SheetPage } from '@/components/ui/page/sheet-page'
import { hasUnits } from '@/db/people/units'
import { findCredentials } from '@/db/people/users'
import { findPassed } from '@/server/gate/gate'
import { PASSWORD_RULE } from '@/server/gate/judge-password'
import { changePassword } from './actions'

export const metadata: Metadata = { title: '设置密码' }

export default async function PasswordPage() {
  const passed = await findPassed()
  if (!passed) redirect('/sign-in')
  const { store, user } = passed
  const hasPassword = (await findCredentials(store, user.name))?.password != null
  const isNamed = user.name !== ''
  const what = user.mustChangePassword ? '请先设置自己的密码。' : '保存后，其他设备上的登录会退出。'
  return (
    <SheetPage
      title={isNamed ? '设置密码' : '设置用户名和密码'}
      step={(await hasUnits(store)) ? undefined : '第 1 步，共 4 步'}
      lead={isNamed ? `用户名 ${user.name}。${what}` : '您是本系统的第一位管理员，以后用这个用户名和密码登录。'}
    >
      <PasswordForm change={changePassword} asksName={!isNamed} asksPresent={hasPassword} rule={PASSWORD_RULE} />
    </SheetPage>
  )
}
