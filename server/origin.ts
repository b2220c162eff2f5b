import { env } from './env'

/** Where this server is reached from outside: as it was told, else what the proxy in front or the request itself says. */
export function originOf({ headers }: Request): string {
  const known = env().PUBLIC_URL
  if (known) return known
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? ''
  const protocol = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `${protocol}://${host}` : `${protocol}://localhost`
}
