import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DemoAccounts } from '@/components/account/demo-accounts'
import { SignInForm } from '@/components/account/sign-in-form'
import { SheetPage } from '@/components/ui/page/sheet-page'
import { findPassed } from '@/server/gate/gate'
import { listDemoAccounts } from '@/server/run/demo'
import { signIn, signInPlainly } from './actions'

export const metadata: Metadata = { title: '登录' }

export default async function SignInPage() {
  if (await findPassed()) redirect('/')
  const demo = listDemoAccounts()
  return (
    <SheetPage title="登录" lead="政府信息公开工作年度报告的填报、核对与审核">
      <SignInForm signIn={signIn} signInPlainly={signInPlainly} />
      {demo && <DemoAccounts {...demo} />}
    </SheetPage>
  )
}
