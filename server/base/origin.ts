import { env } from './env'

/**
 * Where people reach the product, as it was configured; undefined if nobody has said. What is kept, printed or sent is made
 * of this alone: an address taken from a request would be whatever its sender likes.
 */
export const publicOrigin = (): string | undefined => env().PUBLIC_URL

/** An address for whoever runs the product: the public one, else where it listens on this machine. */
export function ownAddress(): string {
  const { HOST, PORT } = env()
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return publicOrigin() ?? `http://${host}:${PORT}`
}
