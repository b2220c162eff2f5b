import { cookies, headers } from 'next/headers'
import type { Store } from '@/db/client'
import { addSession, endSession, findSessionUser, takeLink, type User } from '@/db/sessions'
import { countFailure, findCredentials } from '@/db/users'
import { clientOf } from './front'
import { digest, inHours, newToken, SESSION_COOKIE } from './link'
import { verifyPassword } from './password'

const SESSION_HOURS = 12

/** Wrong passwords in a row before an account is locked, and for how long. */
export const MOST_FAILURES = 5
const LOCK_MINUTES = 15

/** How long an administrator's lock lasts: until it is taken off. */
export const LOCKED_FOR_GOOD = new Date('9999-12-31T00:00:00Z')

/** The person behind this request, or undefined. */
export async function findCurrentUser(store: Store, now: Date): Promise<User | undefined> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  return token ? findSessionUser(store, digest(token), now) : undefined
}

/** Signs an account in on this browser. */
export async function openSession(store: Store, user: number, now: Date): Promise<void> {
  const token = newToken()
  const expires = inHours(now, SESSION_HOURS)
  await addSession(store, { token: digest(token), user, expires, now })
  const secure = clientOf(await headers()).isHttps
  const jar = await cookies()
  jar.set(SESSION_COOKIE, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires })
}

export async function closeSession(store: Store): Promise<void> {
  const jar = await cookies()
  const token = jar.get(SESSION_COOKIE)?.value
  if (token) await endSession(store, digest(token))
  jar.delete(SESSION_COOKIE)
}

export type SignIn = { ok: true; user: number } | { ok: false; error: string }

/** Checks name and password; locks the account after too many failures. The error is a Chinese sentence. */
export async function checkSignIn(store: Store, name: string, password: string, now: Date): Promise<SignIn> {
  const found = await findCredentials(store, name)
  if (found?.lockedUntil && found.lockedUntil > now) {
    if (found.lockedUntil >= LOCKED_FOR_GOOD) return { ok: false, error: '账号已由管理员锁定，请与管理员联系' }
    const minutes = Math.ceil((found.lockedUntil.getTime() - now.getTime()) / 60_000)
    return { ok: false, error: `密码连续输错 ${MOST_FAILURES} 次，账号已锁定，请 ${minutes} 分钟后再试，或请管理员重置` }
  }
  const matches = await verifyPassword(found?.password, password)
  if (found && matches && !found.closed) return { ok: true, user: found.id }
  if (found && !matches) await countFailure(store, found.id, MOST_FAILURES, new Date(now.getTime() + LOCK_MINUTES * 60_000))
  return { ok: false, error: '用户名或密码不对' }
}

/** Signs in the account a link was made for; false if it was used or is too old. */
export async function signInByLink(store: Store, token: string, now: Date): Promise<boolean> {
  const user = await takeLink(store, digest(token), now)
  if (user === undefined) return false
  await openSession(store, user, now)
  return true
}
