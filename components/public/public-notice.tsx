import type { ReactNode } from 'react'
import { PublicPage } from './public-page'

/** A public page that only says something: not there, cannot be read. */
function PublicNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PublicPage title={title} isHidden>
      <h1 className="plain">{title}</h1>
      {children}
    </PublicPage>
  )
}

/** Where else to look: what the unit went into, and what those that came after it published. */
type Elsewhere = { words: string; reports: readonly { title: string; path: string }[] }

/** Whatever the public does not know of, guessed or mistyped, looks the same; of a unit that has ended it is said what it went into. */
export function NotPublished({ elsewhere }: { elsewhere?: Elsewhere }) {
  return (
    <PublicNotice title="没有这个页面">
      {elsewhere ? <p>该单位{elsewhere.words}，没有公布这一年的年度报告。</p> : <p>地址有误，或者这份年度报告尚未公布。</p>}
      {elsewhere && elsewhere.reports.length > 0 && (
        <ul>
          {elsewhere.reports.map(({ title, path }) => (
            <li key={path}>
              <a href={path}>{title}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href="/published">查看已公布的年度报告</a>
      </p>
    </PublicNotice>
  )
}
