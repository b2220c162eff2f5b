import type { Metadata } from 'next'
import { SendForm } from '@/components/ui/call/send-form'
import { SheetPage } from '@/components/ui/page/sheet-page'
import { signInOnce } from './actions'

export const metadata: Metadata = { title: '首次登录' }

/** The token is used up by the button only, so that link scanners do not spend it. */
export default async function LinkPage({ params }: PageProps<'/link/[token]'>) {
  const { token } = await params
  return (
    <SheetPage title="首次登录" lead="这个链接只能使用一次。点击下面的按钮登录，然后设置自己的密码。">
      <SendForm action={signInOnce.bind(null, token)} submit="开始使用" />
      <p>
        已设置过密码的，请<a href="/sign-in">登录</a>。
      </p>
    </SheetPage>
  )
}
