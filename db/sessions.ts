import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Role } from '@/report/status'
import type { Reader, Store } from './client'
import { keepQuery } from './keep-query'

/** Somebody signed in. */
export type User = {
  id: number
  name: string
  mustChangePassword: boolean
  memberships: { unit: number; role: Role }[]
}

/** Opens a session; `token` is the SHA-256 of the one in the cookie. Clears what has expired. */
export async function addSession(
  { tx, t }: Store,
  { token, user, expires, now }: { token: string; user: number; expires: Date; now: Date }
): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.sessions).where(lt(t.sessions.expires, now))
    await db.update(t.users).set({ failures: 0, lockedUntil: null }).where(eq(t.users.id, user))
    await db.insert(t.sessions).values({ token, user, expires })
  })
}

const askUser = keepQuery(['token', 'now'], ({ read, t }, { token, now }) =>
  read
    .select({
      id: t.users.id,
      name: t.users.name,
      mustChangePassword: t.users.mustChangePassword,
      unit: t.memberships.unit,
      role: t.memberships.role
    })
    .from(t.sessions)
    .innerJoin(t.users, eq(t.users.id, t.sessions.user))
    .leftJoin(t.memberships, eq(t.memberships.user, t.users.id))
    .where(and(eq(t.sessions.token, token), gt(t.sessions.expires, sql.param(now, t.sessions.expires)), eq(t.users.closed, false)))
)

/** Who a session belongs to, with every role held. */
export async function findSessionUser(reader: Reader, token: string, now: Date): Promise<User | undefined> {
  const rows = await askUser(reader, { token, now })
  const [first] = rows
  if (!first) return undefined
  const { id, name, mustChangePassword } = first
  return {
    id,
    name,
    mustChangePassword,
    memberships: rows.flatMap(({ unit, role }) => (unit !== null && role !== null ? [{ unit, role }] : []))
  }
}

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

/** A one-time sign-in link; `token` is the SHA-256 of the one in the address. Replaces earlier ones of the account. */
export async function addLink({ tx, t }: Store, { token, user, expires }: { token: string; user: number; expires: Date }): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.links).where(eq(t.links.user, user))
    await db.insert(t.links).values({ token, user, expires })
  })
}

/** Takes a link: the account it was for, once. */
export async function takeLink({ tx, t }: Store, token: string, now: Date): Promise<number | undefined> {
  return tx(async (db) => {
    const [link] = await db.delete(t.links).where(eq(t.links.token, token)).returning({ user: t.links.user, expires: t.links.expires })
    return link && link.expires > now ? link.user : undefined
  })
}
