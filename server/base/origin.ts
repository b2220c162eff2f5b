import { env } from './env'

/**
 * The configured public address; undefined if none is set. Everything stored, printed or sent is made of it alone, because
 * the Host header of a request can be forged.
 */
export const publicOrigin = (): string | undefined => env().PUBLIC_URL

/** An address for whoever runs the product: the public one, else where it listens on this machine. */
export function ownAddress(): string {
  const { HOST, PORT } = env()
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return publicOrigin() ?? `http://${host}:${PORT}`
}
