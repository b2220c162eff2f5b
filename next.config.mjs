/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run typecheck` looks at all of it, tests included; building need not do so again.
  typescript: { ignoreBuildErrors: true },
  // Native addons, and what opens sockets, are loaded by Node, not bundled.
  serverExternalPackages: ['better-sqlite3', 'pg', 'nodemailer', '@node-rs/argon2'],
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks'],
    serverActions: { bodySizeLimit: '1mb' }
  },
  headers: async () => [
    // Next hands the headers of a route on as lists, and its compression knows no type that is a list.
    ...['/published', '/published/data', '/accessibility', '/published/:unit(\\d+)/:year(\\d+)/:revision(\\d+)?', '/check/:hash*'].map(
      (source) => ({
        source,
        headers: [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }]
      })
    ),
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
      // A browser forgets what plain http says of this; server/base/forwarded.ts has settled which requests came by https.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }]
    }
  ]
}
