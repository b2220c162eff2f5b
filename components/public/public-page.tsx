import type { ReactNode } from 'react'

type Address = '/published' | '/check' | '/published/data' | '/accessibility'

const LINKS: readonly { href: Address; label: string }[] = [
  { href: '/published', label: '年度报告公布' },
  { href: '/check', label: '真伪核验' },
  { href: '/published/data', label: '数据接口' }
]

/** What a page says of itself to search engines, to sites that show links, and to whoever collects government pages. */
export type PageSummary = {
  description: string
  /** The organ that published it. */
  source: string
  /** yyyy-mm-dd */
  publishedOn: string
  /** The whole address, where the public address of the product is known. */
  url?: string
  /** schema.org, as JSON-LD. */
  structured: object
}

/** What every public page has around it. `permanent`: the address others should link to; `isHidden`: not for search engines. */
export function PublicPage({
  title,
  here,
  permanent,
  isHidden,
  summary,
  children
}: {
  title: string
  here?: Address
  permanent?: string
  isHidden?: boolean
  summary?: PageSummary
  children: ReactNode
}) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {isHidden && <meta name="robots" content="noindex" />}
        {permanent && <link rel="canonical" href={summary?.url ?? permanent} />}
        {summary && <Summary title={title} summary={summary} />}
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
            {SITE_NAME}
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

const SITE_NAME = '政府信息公开工作年度报告'

/** The tags of government sites (政府网站发展指引, 网页标签), Open Graph and JSON-LD. */
function Summary({ title, summary }: { title: string; summary: PageSummary }) {
  const { description, source, publishedOn, url, structured } = summary
  const names = {
    SiteName: SITE_NAME,
    ColumnName: '政府信息公开年度报告',
    ArticleTitle: title,
    PubDate: publishedOn,
    ContentSource: source,
    Url: url
  }
  const properties = {
    'og:type': 'article',
    'og:locale': 'zh_CN',
    'og:site_name': SITE_NAME,
    'og:title': title,
    'og:description': description,
    'og:url': url,
    'article:published_time': publishedOn
  }
  const known = (tags: Readonly<Record<string, string | undefined>>) => Object.entries(tags).filter(([, content]) => content !== undefined)
  // A closing tag inside a text would end the element.
  const script = { __html: JSON.stringify(structured).replaceAll('<', '\\u003c') }
  return (
    <>
      <meta name="description" content={description} />
      {known(names).map(([name, content]) => (
        <meta key={name} name={name} content={content} />
      ))}
      {known(properties).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON that the browser does not run, its < escaped */}
      <script type="application/ld+json" dangerouslySetInnerHTML={script} />
    </>
  )
}
