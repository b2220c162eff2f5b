import '@mantine/core/styles.css'
import './globals.css'
import { mantineHtmlProps } from '@mantine/core'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { BrowserNotice } from '@/components/ui/page/browser-notice'
import { Providers } from '@/components/ui/page/providers'

export const metadata: Metadata = {
  title: { default: '公开年报', template: '%s · 公开年报' },
  // Browsers with two engines, common in offices, open the page in Chromium, not in that of Internet Explorer.
  other: { renderer: 'webkit', 'force-rendering': 'webkit' }
}

export const dynamic = 'force-dynamic'

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN" {...mantineHtmlProps}>
      <body>
        <BrowserNotice />
        <Providers nonce={(await headers()).get('x-nonce') ?? undefined}>
          {children}
          <footer className="foot">
            <a href="/accessibility">无障碍说明</a>
          </footer>
        </Providers>
      </body>
    </html>
  )
}
