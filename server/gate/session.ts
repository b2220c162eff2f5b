import { cookies, headers } from 'next/headers'
import type { Store } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import {
  addSession,
  endSession,
  endSessions,
  findSession,
  listDeviceUsers,
  prolongSession,
  rememberDevice,
  takeLink,
  type User
} from '@/db/people/sessions'
import { findNewcomer } from '@/db/people/users'
import { env } from '@/server/base/env'
import { clientOf } from '@/server/base/forwarded'
import { reserveByAddress, type SignIn } from './check-sign-in'
import { DEVICE_COOKIE, inHours, newToken, SESSION_COOKIE } from './link'

/** The longest a session lasts, used or not. */
const SESSION_HOURS = 12
const DEVICE_DAYS = 400

/** The least time between two prolongations: a save should not cost a second write. */
const PROLONG_MS = 60_000

/** The person behind this request, or undefined. `isPolling`: a page asks by itself, which keeps no session alive. */
export async function findCurrentUser(store: Store, now: Date, isPolling = false): Promise<User | undefined> {
  const token = await readCookie(SESSION_COOKIE)
  const session = token && (await findSession(store, hashOf(token), now))
  if (!session) return undefined
  const { user, expires, ends } = session
  const later = ends && idleEnd(now, ends)
  // Not awaited: if it fails, the session ends a little earlier.
  if (!isPolling && later && later.getTime() - expires.getTime() >= Math.min(PROLONG_MS, idleMs() / 10))
    prolongSession(store, hashOf(token), later).catch(() => undefined)
  return user
}

const idleMs = () => env().SESSION_IDLE_HOURS * 3_600_000

const idleEnd = (now: Date, ends: Date) => new Date(Math.min(now.getTime() + idleMs(), ends.getTime()))

/**
 * Signs an account in on this browser, which is remembered; false if the account got another password since `password`,
 * the stored hash, was checked, or was closed. Whoever was signed in here before is signed out.
 */
export async function openSession(store: Store, user: number, now: Date, password?: string): Promise<boolean> {
  const [token, ends] = [newToken(), inHours(now, SESSION_HOURS)]
  if (!(await addSession(store, { token: hashOf(token), user, password, expires: idleEnd(now, ends), ends, now }))) return false
  const before = await readCookie(SESSION_COOKIE)
  if (before) await endSession(store, hashOf(before))
  await setCookie(SESSION_COOKIE, token, ends)
  await rememberThis(store, user, now)
  return true
}

async function rememberThis(store: Store, user: number, now: Date): Promise<void> {
  const known = await readCookie(DEVICE_COOKIE)
  // A token without a user in this database was not made here.
  const isOurs = known !== undefined && (await listDeviceUsers(store, hashOf(known), now)).length > 0
  const token = isOurs ? known : newToken()
  const expires = inHours(now, 24 * DEVICE_DAYS)
  await rememberDevice(store, { token: hashOf(token), user, expires, now })
  await setCookie(DEVICE_COOKIE, token, expires)
}

/** 退出: ends the session of this browser, in the database and in its cookie. */
export async function closeSession(store: Store): Promise<void> {
  const token = await readCookie(SESSION_COOKIE)
  if (token) await endSession(store, hashOf(token))
  await setCookie(SESSION_COOKIE, '', new Date(0))
}

/** 退出所有设备, this browser included. */
export async function closeEverySession(store: Store, user: number): Promise<void> {
  await endSessions(store, user)
  await closeSession(store)
}

/** Who asks, for counting wrong passwords: the address, and the SHA-256 of what the browser was given when somebody signed in. */
export async function findClient(): Promise<{ address: string; device: string | undefined }> {
  const device = await readCookie(DEVICE_COOKIE)
  return { address: clientOf(await headers()).address, device: device && hashOf(device) }
}

/** Signs in the account a link was made for. The error is a Chinese sentence. */
export async function signInByLink(store: Store, token: string, now: Date): Promise<SignIn> {
  const attempt = await reserveByAddress(store, (await findClient()).address, now)
  if (!attempt.ok) return attempt
  const user = await takeLink(store, hashOf(token), now)
  if (user === undefined || !(await openSession(store, user, now))) return { ok: false, error: await sayUsedUp(store) }
  await attempt.giveBack()
  return { ok: true, user }
}

/** A dead link does not tell whose it was, so the sentence covers every case. */
async function sayUsedUp(store: Store): Promise<string> {
  const why = '该链接已使用、已超过 72 小时，或者已另行生成。'
  if (await findNewcomer(store)) return `${why}请重新启动系统，启动时显示新的链接。`
  return `${why}\n已设置密码的，请到登录页用用户名和密码登录。\n尚未设置密码的，请管理员在“管理—账号”中打开您的账号，重新生成登录链接。`
}

/** With https the name gets the prefix `__Host-`: browsers then accept the cookie from this host over https alone. */
async function setCookie(name: string, value: string, expires: Date): Promise<void> {
  const secure = await isHttps()
  const jar = await cookies()
  jar.set(nameOf(name, secure), value, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires })
}

async function readCookie(name: string): Promise<string | undefined> {
  return (await cookies()).get(nameOf(name, await isHttps()))?.value || undefined
}

const nameOf = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name)

const isHttps = async () => clientOf(await headers()).isHttps
