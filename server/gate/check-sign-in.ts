import type { Store } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { giveBack, type Limit, type Reservation, reserveAttempt } from '@/db/people/attempts'
import { listDeviceUsers } from '@/db/people/sessions'
import { findCredentials } from '@/db/people/users'
import { verifyPassword } from './password'

/** How long an administrator's lock lasts: until it is taken off. */
export const LOCKED_FOR_GOOD = new Date('9999-12-31T00:00:00Z')

/** Wrong passwords before the back-off begins. */
export const MOST_FAILURES = 5
/** From one address for all accounts together: an office behind one address mistypes a lot. */
const MOST_FROM_ADDRESS = 100
/** For one account from everywhere, within an hour: more than one address may try, so that one stranger cannot lock a person out. */
const MOST_FOR_NAME = 15

/** `password`: the stored hash that was checked. */
export type CheckedSignIn = { ok: true; user: number; password: string } | { ok: false; error: string; field?: string }
export type SignIn = { ok: true; user: number } | { ok: false; error: string }

/** Who tries: the address as `clientOf` gives it, and the SHA-256 of the token of a browser that was signed in before. */
export type Trying = { address: string; device?: string }

/** Permission for one try, given back on success. The error is a Chinese sentence. */
export type Attempt = { ok: true; giveBack: () => Promise<void> } | { ok: false; error: string }

/**
 * Checks name and password. The attempt is counted before anything is looked at, and a name nobody has is counted, timed
 * and answered like any other. The error is a Chinese sentence.
 */
export async function checkSignIn(store: Store, given: { name: string; password: string } & Trying, now: Date): Promise<CheckedSignIn> {
  const found = await findCredentials(store, given.name)
  const attempt = await begin(store, await limitsOf(store, given, found?.id, now), now)
  if (!attempt.ok) return attempt
  const matches = await verifyPassword(found?.password, given.password)
  if (!found?.password || !matches || found.closed) return { ok: false, error: '用户名或密码有误', field: 'password' }
  // Only with the right password does one learn that the account exists.
  if (found.lockedUntil && found.lockedUntil > now) return { ok: false, error: '账号已由管理员锁定，请联系管理员' }
  await attempt.giveBack()
  return { ok: true, user: found.id, password: found.password }
}

/**
 * A browser on which this account was signed in before has a counter of its own: strangers cannot lock it out, and its
 * holder gets no more tries than others.
 */
async function limitsOf(store: Store, { name, address, device }: { name: string } & Trying, user: number | undefined, now: Date) {
  const knows = device === undefined ? [] : await listDeviceUsers(store, device, now)
  if (user !== undefined && knows.includes(user)) return [{ key: keyOf('device', device, user), free: MOST_FAILURES, hours: 24, user }]
  return [
    { key: keyOf('place', name, address), free: MOST_FAILURES, hours: 24, user },
    { key: keyOf('name', name), free: MOST_FOR_NAME, hours: 1, isShared: true, user },
    byAddress(address)
  ] satisfies Limit[]
}

const byAddress = (address: string): Limit => ({ key: keyOf('address', address), free: MOST_FROM_ADDRESS, hours: 1, isShared: true })

const keyOf = (...parts: unknown[]) => hashOf(JSON.stringify(parts))

/** Counts tries of the present password by somebody signed in: a stolen session must not be used to guess it. */
export function reservePresent(store: Store, user: number, now: Date): Promise<Attempt> {
  return begin(store, [{ key: keyOf('present', user), free: MOST_FAILURES, hours: 24, user }], now)
}

/** Counts something tried from an address that names no account, such as a one-time link. */
export function reserveByAddress(store: Store, address: string, now: Date): Promise<Attempt> {
  return begin(store, [byAddress(address)], now)
}

async function begin(store: Store, limits: readonly Limit[], now: Date): Promise<Attempt> {
  const reserved: Reservation = await reserveAttempt(store, limits, now)
  if (reserved.ok) return { ok: true, giveBack: () => giveBack(store, reserved, now) }
  const minutes = Math.max(1, Math.ceil((reserved.until.getTime() - now.getTime()) / 60_000))
  return { ok: false, error: `尝试次数过多，请 ${minutes} 分钟后再试，忘记密码的请联系管理员` }
}
