/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run typecheck` covers everything, tests included.
  typescript: { ignoreBuildErrors: true },
  // Native addons and libraries that open sockets are loaded by Node, not bundled.
  serverExternalPackages: ['better-sqlite3', 'pg', 'nodemailer', '@node-rs/argon2'],
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks'],
    // A roster of 20,000 lines (MOST_ROSTER_BYTES) with the frame around it.
    serverActions: { bodySizeLimit: '9mb' }
  },
  headers: async () => [
    // Next passes route headers as arrays, and its compression ignores an array as content type.
    ...[
      '/published',
      '/published/data',
      '/accessibility',
      '/published/:unit(\\d+)/:year(\\d+)/:revision(\\d+)?',
      '/check/:hash*',
      '/board/print'
    ].map((source) => ({
      source,
      headers: [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }]
    })),
    { source: '/api/:path*', headers: [{ key: 'Content-Type', value: 'application/json; charset=utf-8' }] },
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' }
      ]
    },
    {
      // Browsers ignore HSTS over plain http; server/base/forwarded.ts has validated x-forwarded-proto.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }]
    }
  ]
}
