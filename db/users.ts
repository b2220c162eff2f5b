import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Role } from '@/report/status'
import type { Reader, Store } from './client'

/** An account as the administrator sees it. */
export type Account = { id: number; name: string; closed: boolean; lockedUntil: Date | null; memberships: { unit: string; role: Role }[] }

/** What is checked at sign-in. */
export type Credentials = { id: number; password: string | null; failures: number; lockedUntil: Date | null; closed: boolean }

export async function isEmpty({ read, t }: Reader): Promise<boolean> {
  return (await read.select({ id: t.users.id }).from(t.users).limit(1)).length === 0
}

/** Adds an account without a role; undefined if the name is taken. `password`: argon2id, or none for a one-time link. */
export async function addUser(
  { tx, t }: Store,
  { name, password, now }: { name: string; password: string | null; now: Date }
): Promise<number | undefined> {
  return tx(async (db) => {
    const [user] = await db
      .insert(t.users)
      .values({ name, password, mustChangePassword: true, failures: 0, closed: false, createdOn: now })
      .onConflictDoNothing()
      .returning({ id: t.users.id })
    return user?.id
  })
}

export async function addMembership({ tx, t }: Store, membership: { user: number; unit: number; role: Role }): Promise<void> {
  await tx(async (db) => {
    await db.insert(t.memberships).values(membership).onConflictDoNothing()
  })
}

/** Every account that holds a role in one of the units, by name. */
export async function listAccounts({ read, t }: Reader, units: readonly number[]): Promise<Account[]> {
  if (units.length === 0) return []
  const rows = await read
    .select({
      id: t.users.id,
      name: t.users.name,
      closed: t.users.closed,
      lockedUntil: t.users.lockedUntil,
      unit: t.units.name,
      role: t.memberships.role
    })
    .from(t.memberships)
    .innerJoin(t.users, eq(t.users.id, t.memberships.user))
    .innerJoin(t.units, eq(t.units.id, t.memberships.unit))
    .where(inArray(t.memberships.unit, [...units]))
    .orderBy(asc(t.users.name), asc(t.memberships.role))
  const accounts = new Map<number, Account>()
  for (const { unit, role, ...user } of rows) {
    const account = accounts.get(user.id) ?? { ...user, memberships: [] }
    account.memberships.push({ unit, role })
    accounts.set(user.id, account)
  }
  return [...accounts.values()]
}

/** The units in which an account holds a role. */
export async function listMemberUnits({ read, t }: Reader, user: number): Promise<number[]> {
  const rows = await read.selectDistinct({ unit: t.memberships.unit }).from(t.memberships).where(eq(t.memberships.user, user))
  return rows.map(({ unit }) => unit)
}

export async function findCredentials({ read, t }: Reader, name: string): Promise<Credentials | undefined> {
  const [user] = await read
    .select({
      id: t.users.id,
      password: t.users.password,
      failures: t.users.failures,
      lockedUntil: t.users.lockedUntil,
      closed: t.users.closed
    })
    .from(t.users)
    .where(eq(t.users.name, name))
  return user
}

/** Counts a wrong password; at `limit` in a row the account is locked until `until`. */
export async function countFailure({ tx, t }: Store, user: number, limit: number, until: Date): Promise<void> {
  await tx(async (db) => {
    const [counted] = await db
      .update(t.users)
      .set({ failures: sql`${t.users.failures} + 1` })
      .where(eq(t.users.id, user))
      .returning({ failures: t.users.failures })
    if (counted && counted.failures >= limit) await db.update(t.users).set({ failures: 0, lockedUntil: until }).where(eq(t.users.id, user))
  })
}

/** Sets a password and ends every session of the account. A password somebody else chose must be changed at once. */
export async function setPassword({ tx, t }: Store, user: number, password: string, mustChangePassword: boolean): Promise<void> {
  await tx(async (db) => {
    await db.update(t.users).set({ password, mustChangePassword, failures: 0, lockedUntil: null }).where(eq(t.users.id, user))
    await db.delete(t.sessions).where(eq(t.sessions.user, user))
    await db.delete(t.links).where(eq(t.links.user, user))
  })
}

/** Closes or reopens an account; a closed one has no sessions. */
export async function setClosed({ tx, t }: Store, user: number, closed: boolean): Promise<void> {
  await tx(async (db) => {
    await db.update(t.users).set({ closed, failures: 0, lockedUntil: null }).where(eq(t.users.id, user))
    if (closed) await db.delete(t.sessions).where(eq(t.sessions.user, user))
  })
}

/** Open accounts that hold one of the roles in exactly this unit. */
export async function listHolders(
  { read, t }: Reader,
  unit: number,
  roles: readonly Role[]
): Promise<{ id: number; name: string; email: string | null }[]> {
  if (roles.length === 0) return []
  return read
    .selectDistinct({ id: t.users.id, name: t.users.name, email: t.users.email })
    .from(t.users)
    .innerJoin(t.memberships, eq(t.memberships.user, t.users.id))
    .where(and(eq(t.memberships.unit, unit), inArray(t.memberships.role, [...roles]), eq(t.users.closed, false)))
    .orderBy(asc(t.users.name))
}

export async function findUserName({ read, t }: Reader, user: number): Promise<string | undefined> {
  const [found] = await read.select({ name: t.users.name }).from(t.users).where(eq(t.users.id, user))
  return found?.name
}
