import Link from 'next/link'
import { SheetPage } from '@/components/ui/page/sheet-page'

export default function NotFound() {
  return (
    <SheetPage title="没有这个页面" lead="地址有误，或者这份年报不在您的单位和权限范围内。">
      <Link href="/">返回首页</Link>
    </SheetPage>
  )
}
