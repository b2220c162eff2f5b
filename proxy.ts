import { type NextRequest, NextResponse } from 'next/server'

const isDevelopment = process.env.NODE_ENV === 'development'

/** Content security policy with a nonce for each response; Mantine needs inline style attributes. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** Documents only: actions and client-side navigation need no policy. */
export const config = {
  matcher: [
    {
      source: '/((?!_next/|healthz|readyz|icon.svg|published|check(?:/|$)|accessibility$|api/v1|robots.txt|sitemap.xml).*)',
      missing: [
        { type: 'header', key: 'next-action' },
        { type: 'header', key: 'rsc' },
        { type: 'header', key: 'next-router-prefetch' }
      ]
    }
  ]
}
