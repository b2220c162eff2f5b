import type { ReactNode } from 'react'

type Address = '/published' | '/check' | '/published/data' | '/accessibility'

const LINKS: readonly { href: Address; label: string }[] = [
  { href: '/published', label: '年度报告公布' },
  { href: '/check', label: '真伪核验' },
  { href: '/published/data', label: '数据接口' }
]

/** What every public page has around it. `permanent`: the address others should link to; `isHidden`: not for search engines. */
export function PublicPage({
  title,
  here,
  permanent,
  isHidden,
  children
}: {
  title: string
  here?: Address
  permanent?: string
  isHidden?: boolean
  children: ReactNode
}) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {isHidden && <meta name="robots" content="noindex" />}
        {permanent && <link rel="canonical" href={permanent} />}
        <link rel="stylesheet" href="/published.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="alternate" type="application/atom+xml" title="新公布的年度报告" href="/published/feed.xml" />
      </head>
      <body>
        <a className="skip" href="#content">
          跳到正文
        </a>
        <header className="bar">
          <a className="brand" href="/published">
            政府信息公开工作年度报告
          </a>
          <nav aria-label="主导航">
            {LINKS.map(({ href, label }) => (
              <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
                {label}
              </a>
            ))}
          </nav>
        </header>
        <main id="content">{children}</main>
        <footer className="foot">
          <p>
            依据《中华人民共和国政府信息公开条例》第四十九条、第五十条公布。
            <a href="/published/feed.xml">订阅新公布的年度报告</a>
            <a href="/accessibility">无障碍说明</a>
            <a href="/sign-in">填报登录</a>
          </p>
        </footer>
      </body>
    </html>
  )
}
