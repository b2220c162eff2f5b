import type { ReactNode } from 'react'
import { PublicPage } from './public-page'

/** A public page that only says something: not there, cannot be read. */
export function PublicNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PublicPage title={title} isHidden>
      <h1 className="plain">{title}</h1>
      {children}
    </PublicPage>
  )
}

/** Whatever the public does not know of, guessed or mistyped, looks the same. */
export function NotPublished() {
  return (
    <PublicNotice title="没有这个页面">
      <p>地址有误，或者这份年度报告尚未公布。</p>
      <p>
        <a href="/published">查看已公布的年度报告</a>
      </p>
    </PublicNotice>
  )
}
