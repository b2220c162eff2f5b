import { and, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { keepQuery, type Placeholders } from '@/db/engine/keep-query'
import type { Role } from '@/report/workflow/roles'
import { fullNameOf } from './users'

/** Somebody signed in. */
export type User = {
  id: number
  /** What is typed at sign-in. */
  name: string
  /** 姓名; the sign-in name where no other is known. */
  fullName: string
  mustChangePassword: boolean
  memberships: { unit: number; role: Role }[]
}

/** `expires`: when it ends if idle; `ends`: when it ends in any case, if that is later. */
export type Session = { user: User; expires: Date; ends: Date | null }

/** `token`: SHA-256 of the one in the cookie. `password`: the stored hash that was checked; none: no password was asked for. */
export type NewSession = { token: string; user: number; password?: string; expires: Date; ends: Date; now: Date }

/**
 * Opens a session, which is when somebody signed in last; false if the account was closed or got another password since that was checked.
 * Clears what has expired.
 */
export async function addSession({ tx, t }: Store, { token, user, password, expires, ends, now }: NewSession): Promise<boolean> {
  return tx(async (db) => {
    await db.delete(t.sessions).where(lt(t.sessions.expires, now))
    // An UPDATE, not a SELECT: a concurrent change of the password waits for the row lock and then ends this session too.
    const [open] = await db
      .update(t.users)
      .set({ closed: false, signedInOn: now })
      .where(and(eq(t.users.id, user), eq(t.users.closed, false), password === undefined ? undefined : eq(t.users.password, password)))
      .returning({ id: t.users.id })
    if (!open) return false
    await db.insert(t.sessions).values({ token, user, expires, ends })
    return true
  })
}

const askSession = keepQuery(({ read, t }, { token, now }: Placeholders<{ token: string; now: Date }>) => {
  const moment = sql.param(now, t.sessions.expires)
  return read
    .select({
      id: t.users.id,
      name: t.users.name,
      fullName: fullNameOf(t),
      mustChangePassword: t.users.mustChangePassword,
      expires: t.sessions.expires,
      ends: t.sessions.ends,
      unit: t.memberships.unit,
      role: t.memberships.role
    })
    .from(t.sessions)
    .innerJoin(t.users, eq(t.users.id, t.sessions.user))
    .leftJoin(t.memberships, eq(t.memberships.user, t.users.id))
    .where(
      and(
        eq(t.sessions.token, token),
        gt(t.sessions.expires, moment),
        eq(t.users.closed, false),
        or(isNull(t.users.lockedUntil), lte(t.users.lockedUntil, moment))
      )
    )
})

/** A session that has not ended, with its user and all roles held. */
export async function findSession(reader: Reader, token: string, now: Date): Promise<Session | undefined> {
  const rows = await askSession(reader, { token, now })
  const [first] = rows
  if (!first) return undefined
  const { id, name, fullName, mustChangePassword, expires, ends } = first
  const memberships = rows.flatMap(({ unit, role }) => (unit !== null && role !== null ? [{ unit, role }] : []))
  return { user: { id, name, fullName, mustChangePassword, memberships }, expires, ends }
}

/** Prolongs a session; never shortens it. */
export async function prolongSession({ tx, t }: Store, token: string, expires: Date): Promise<void> {
  await tx(async (db) => {
    await db
      .update(t.sessions)
      .set({ expires })
      .where(and(eq(t.sessions.token, token), lt(t.sessions.expires, expires)))
  })
}

/** `token`: the hash under which it is stored. */
export async function endSession({ tx, t }: Store, token: string): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.sessions).where(eq(t.sessions.token, token))
  })
}

/** 退出所有设备 */
export async function endSessions({ tx, t }: Store, user: number): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.sessions).where(eq(t.sessions.user, user))
  })
}

/** Remembers that somebody has signed in on a browser; `token` is the SHA-256 of the one in its cookie. Clears what has expired. */
export async function rememberDevice(
  { tx, t }: Store,
  { token, user, expires, now }: { token: string; user: number; expires: Date; now: Date }
): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.devices).where(lt(t.devices.expires, now))
    await db
      .insert(t.devices)
      .values({ token, user, expires })
      .onConflictDoUpdate({ target: [t.devices.token, t.devices.user], set: { expires } })
  })
}

/** Who has signed in on a browser before. */
export async function listDeviceUsers({ read, t }: Reader, token: string, now: Date): Promise<number[]> {
  const rows = await read
    .select({ user: t.devices.user })
    .from(t.devices)
    .where(and(eq(t.devices.token, token), gt(t.devices.expires, now)))
  return rows.map(({ user }) => user)
}

/** A one-time sign-in link; `token` is the SHA-256 of the one in the address. Replaces earlier ones of the account. */
export async function addLink({ tx, t }: Store, { token, user, expires }: { token: string; user: number; expires: Date }): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.links).where(eq(t.links.user, user))
    await db.insert(t.links).values({ token, user, expires })
  })
}

/**
 * Takes a link: the account it was for, once. It takes the place of the password, which whoever needs a link does not know:
 * the account has none until another is chosen, and its sessions end.
 */
export async function takeLink({ tx, t }: Store, token: string, now: Date): Promise<number | undefined> {
  return tx(async (db) => {
    const [link] = await db.delete(t.links).where(eq(t.links.token, token)).returning({ user: t.links.user, expires: t.links.expires })
    if (!link || link.expires <= now) return undefined
    const [taken] = await db
      .update(t.users)
      .set({ password: null, mustChangePassword: true })
      .where(and(eq(t.users.id, link.user), eq(t.users.closed, false), or(isNull(t.users.lockedUntil), lte(t.users.lockedUntil, now))))
      .returning({ id: t.users.id })
    if (taken) await db.delete(t.sessions).where(eq(t.sessions.user, taken.id))
    return taken?.id
  })
}
