import { randomBytes } from 'node:crypto'
import type { Store } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { addLink } from '@/db/people/sessions'

const LINK_HOURS = 72

/** The cookie that carries the token of a session. */
export const SESSION_COOKIE = 'nianbao'

/** The cookie by which a browser is known on which somebody signed in before. It opens nothing. */
export const DEVICE_COOKIE = 'nianbao-device'

/** 256 random bits; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** The moment some hours after another. */
export const inHours = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000)

/** A one-time link for an account: the token that goes into its address. It signs in once, within 72 hours. */
export async function makeLink(store: Store, user: number, now: Date): Promise<string> {
  const token = newToken()
  await addLink(store, { token: hashOf(token), user, expires: inHours(now, LINK_HOURS) })
  return token
}
