import '@mantine/core/styles.css'
import './globals.css'
import { mantineHtmlProps } from '@mantine/core'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '@/components/ui/providers'

export const metadata: Metadata = { title: { default: '公开年报', template: '%s · 公开年报' } }

export const dynamic = 'force-dynamic'

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN" {...mantineHtmlProps}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
