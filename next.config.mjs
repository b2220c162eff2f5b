/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run typecheck` looks at all of it, tests included; building need not do so again.
  typescript: { ignoreBuildErrors: true },
  // Native addons, and what opens sockets, are loaded by Node, not bundled.
  serverExternalPackages: ['better-sqlite3', 'pg', 'nodemailer', '@node-rs/argon2', '@myriaddreamin/typst-ts-node-compiler'],
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks'],
    serverActions: { bodySizeLimit: '1mb' }
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' }
      ]
    }
  ]
}
