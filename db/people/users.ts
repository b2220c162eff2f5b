import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { Schema } from '@/db/schema'
import { compareNames } from '@/report/unit'
import type { Role } from '@/report/workflow/roles'
import { tellApart } from './units'

/** A role in a unit. */
export type Membership = { unit: number; role: Role }

/** 姓名 and how to reach somebody; `fullName` is blank where nobody has told it yet. */
export type Profile = {
  fullName: string
  position: string | null
  officePhone: string | null
  mobile: string | null
  /** Where notices go beside the inbox; none: nowhere. */
  email: string | null
}

/** An account as the administrator sees it. `name`: what is typed at sign-in. */
export type Account = Profile & {
  id: number
  name: string
  closed: boolean
  lockedUntil: Date | null
  /** Was given a one-time link and has never signed in. */
  isNew: boolean
  signedInOn: Date | null
  memberships: (Membership & { unitName: string })[]
}

/** `password`: argon2id, or none for a one-time link; it must be changed at first sign-in. */
export type NewAccount = Partial<Profile> & { name: string; password: string | null; memberships?: readonly Membership[]; now: Date }

/** What is checked at sign-in. */
export type Credentials = { id: number; password: string | null; lockedUntil: Date | null; closed: boolean }

/** 姓名 of the account of a row; the sign-in name where no other is known. */
export const fullNameOf = (t: Schema): SQL<string> => sql<string>`coalesce(nullif(${t.users}.full_name, ''), ${t.users}.name)`

/** 姓名（所在单位） of the account of a row, as histories, comments and lists name a person. */
export const bylineOf = (t: Schema): SQL<string> =>
  sql<string>`${fullNameOf(t)} || coalesce((select '（' || home.name || '）' from ${t.units} home where home.id = ${t.users}.unit), '')`

/** Whether there is no account yet: the first run. */
export async function isEmpty({ read, t }: Reader): Promise<boolean> {
  return (await read.select({ id: t.users.id }).from(t.users).limit(1)).length === 0
}

/** Adds an account with its roles; undefined if the name is taken. */
export async function addUser({ tx, t }: Store, account: NewAccount): Promise<number | undefined> {
  return tx(async (db) => {
    const taken = await listTakenNames({ read: db, t }, [account.name])
    if (taken.length > 0) return undefined
    return (await insertAccounts({ read: db, t }, [account])).get(account.name)
  })
}

/** Adds many accounts, all or none: the names that are taken, if any is, and then nothing was written. */
export async function addUsers({ tx, t }: Store, accounts: readonly NewAccount[]): Promise<string[]> {
  return tx(async (db) => {
    const taken = await listTakenNames(
      { read: db, t },
      accounts.map(({ name }) => name)
    )
    if (taken.length === 0) await insertAccounts({ read: db, t }, accounts)
    return taken
  })
}

async function insertAccounts({ read, t }: Reader, accounts: readonly NewAccount[]): Promise<Map<string, number>> {
  const rows = accounts.map(({ memberships: [first] = [], now, ...account }) => {
    return { ...account, unit: first?.unit ?? null, mustChangePassword: true, closed: false, createdOn: now }
  })
  if (rows.length === 0) return new Map()
  const stored = await read.insert(t.users).values(rows).returning({ id: t.users.id, name: t.users.name })
  const ids = new Map(stored.map(({ id, name }) => [name, id]))
  const held = accounts.flatMap(({ name, memberships = [] }) => memberships.map((one) => ({ user: ids.get(name) as number, ...one })))
  if (held.length > 0) await read.insert(t.memberships).values(held).onConflictDoNothing()
  return ids
}

/** Which of these names somebody has already. */
async function listTakenNames({ read, t }: Reader, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await read
    .select({ name: t.users.name })
    .from(t.users)
    .where(inArray(t.users.name, [...names]))
  return rows.map(({ name }) => name)
}

/** What accounts of these names are called and which roles they hold, each `unit role`; those nobody has are absent. */
export async function listHeldRoles(
  { read, t }: Reader,
  names: readonly string[]
): Promise<Map<string, { fullName: string; roles: Set<string> }>> {
  const found = new Map<string, { fullName: string; roles: Set<string> }>()
  // A statement takes so many values and no more.
  for (let i = 0; i < names.length; i += 1000) {
    const rows = await read
      .select({ name: t.users.name, fullName: t.users.fullName, unit: t.memberships.unit, role: t.memberships.role })
      .from(t.users)
      .leftJoin(t.memberships, eq(t.memberships.user, t.users.id))
      .where(inArray(t.users.name, names.slice(i, i + 1000)))
    for (const { name, fullName, unit, role } of rows) {
      const account = found.get(name) ?? { fullName, roles: new Set() }
      found.set(name, account)
      if (unit !== null) account.roles.add(`${unit} ${role}`)
    }
  }
  return found
}

/** Gives an account a role in a unit, or changes nothing if it has it; the unit becomes its home if it has none. */
export async function addMembership({ tx, t }: Store, membership: Membership & { user: number }): Promise<void> {
  const { user, unit } = membership
  await tx(async (db) => {
    await db.insert(t.memberships).values(membership).onConflictDoNothing()
    await db
      .update(t.users)
      .set({ unit })
      .where(and(eq(t.users.id, user), isNull(t.users.unit)))
  })
}

/**
 * Removes a role of an account. Refused for its last role, because nobody could manage the account any more, and for the
 * own last administrator role of whoever removes it (`by`). `check` is asked last, inside the transaction: without its yes the role stays.
 */
export async function removeMembership(
  { tx, t }: Store,
  { user, unit, role, by, check }: Membership & { user: number; by: number; check?: (inside: Reader) => Promise<boolean> }
): Promise<'removed' | 'last role' | 'own administrator'> {
  return tx(async (db) => {
    const held = await db.select().from(t.memberships).where(eq(t.memberships.user, user))
    const left = held.filter((one) => one.unit !== unit || one.role !== role)
    if (left.length === held.length) return 'removed'
    if (left.length === 0) return 'last role'
    if (role === 'admin' && user === by && !left.some((one) => one.role === 'admin')) return 'own administrator'
    if (check && !(await check({ read: db, t }))) return 'removed'
    await db.delete(t.memberships).where(and(eq(t.memberships.user, user), eq(t.memberships.unit, unit), eq(t.memberships.role, role)))
    return 'removed'
  })
}

/** Every account that holds a role in one of the units, by name, with its roles there. */
export async function listAccounts({ read, t }: Reader, units: readonly number[]): Promise<Account[]> {
  return selectAccounts({ read, t }, among(t.memberships.unit, units))
}

/** One account with every role it holds anywhere. */
export async function findAccount({ read, t }: Reader, user: number): Promise<Account | undefined> {
  return (await selectAccounts({ read, t }, eq(t.memberships.user, user)))[0]
}

async function selectAccounts({ read, t }: Reader, which: SQL): Promise<Account[]> {
  const rows = await read
    .select({
      id: t.users.id,
      name: t.users.name,
      fullName: t.users.fullName,
      position: t.users.position,
      officePhone: t.users.officePhone,
      mobile: t.users.mobile,
      email: t.users.email,
      closed: t.users.closed,
      lockedUntil: t.users.lockedUntil,
      signedInOn: t.users.signedInOn,
      password: t.users.password,
      unit: t.memberships.unit,
      unitName: t.units.name,
      role: t.memberships.role
    })
    .from(t.memberships)
    .innerJoin(t.users, eq(t.users.id, t.memberships.user))
    .innerJoin(t.units, eq(t.units.id, t.memberships.unit))
    .where(which)
    .orderBy(asc(t.users.id), asc(t.memberships.role))
  const accounts = new Map<number, Account>()
  for (const { unit, unitName, role, password, ...user } of await tellApart({ read, t }, rows)) {
    const account = accounts.get(user.id) ?? { ...user, isNew: password === null, memberships: [] }
    account.memberships.push({ unit, unitName, role })
    accounts.set(user.id, account)
  }
  for (const { memberships } of accounts.values()) memberships.sort((a, b) => compareNames(a.unitName, b.unitName))
  return [...accounts.values()].sort((a, b) => compareNames(a.name, b.name))
}

/** What signing in compares; undefined: there is no account of this name. */
export async function findCredentials({ read, t }: Reader, name: string): Promise<Credentials | undefined> {
  const [user] = await read
    .select({
      id: t.users.id,
      password: t.users.password,
      lockedUntil: t.users.lockedUntil,
      closed: t.users.closed
    })
    .from(t.users)
    .where(eq(t.users.name, name))
  return user
}

/** The account of the first administrator, as long as it is the only one and has no password. */
export async function findNewcomer({ read, t }: Reader): Promise<number | undefined> {
  const [first, second] = await read.select({ id: t.users.id, password: t.users.password }).from(t.users).limit(2)
  return first && !second && first.password === null ? first.id : undefined
}

/** Gives an account another name; false if somebody has it. */
export async function setName({ tx, t }: Store, user: number, name: string): Promise<boolean> {
  return tx(async (db) => {
    if ((await listTakenNames({ read: db, t }, [name])).length > 0) return false
    await db.update(t.users).set({ name }).where(eq(t.users.id, user))
    return true
  })
}

/**
 * Sets a password: sessions, links, remembered devices and counted attempts of the account end. A password somebody else
 * chose must be changed at once.
 */
export async function setPassword({ tx, t }: Store, user: number, password: string, mustChangePassword: boolean): Promise<void> {
  await tx(async (db) => {
    await db.update(t.users).set({ password, mustChangePassword, lockedUntil: null }).where(eq(t.users.id, user))
    await forgetAccess({ read: db, t }, user)
  })
}

/** Closes or reopens an account; nobody can sign in to a closed one. */
export async function setClosed({ tx, t }: Store, user: number, closed: boolean): Promise<void> {
  await tx(async (db) => {
    if (closed) await closeAccount({ read: db, t }, user)
    else await db.update(t.users).set({ closed, lockedUntil: null }).where(eq(t.users.id, user))
  })
}

/** Part of the caller's transaction. */
export async function closeAccount({ read, t }: Reader, user: number): Promise<void> {
  await read.update(t.users).set({ closed: true, lockedUntil: null }).where(eq(t.users.id, user))
  await forgetAccess({ read, t }, user)
}

/** Locks an account until a moment, or unlocks it (null). */
export async function setLocked({ tx, t }: Store, user: number, lockedUntil: Date | null): Promise<void> {
  await tx(async (db) => {
    await db.update(t.users).set({ lockedUntil }).where(eq(t.users.id, user))
    if (lockedUntil === null) await db.delete(t.attempts).where(eq(t.attempts.user, user))
    else await forgetAccess({ read: db, t }, user)
  })
}

/** Deletes sessions, links, devices and attempts of an account. */
async function forgetAccess({ read, t }: Reader, user: number): Promise<void> {
  for (const one of [t.sessions, t.links, t.devices, t.attempts]) await read.delete(one).where(eq(one.user, user))
}

/** Name, telephone numbers and address of an account, all of them at once. */
export async function setProfile({ tx, t }: Store, user: number, profile: Profile): Promise<void> {
  await tx(async (db) => {
    await db.update(t.users).set(profile).where(eq(t.users.id, user))
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
    .selectDistinct({ id: t.users.id, name: fullNameOf(t), email: t.users.email })
    .from(t.users)
    .innerJoin(t.memberships, eq(t.memberships.user, t.users.id))
    .where(and(eq(t.memberships.unit, unit), inArray(t.memberships.role, [...roles]), eq(t.users.closed, false)))
    .orderBy(asc(fullNameOf(t)))
}

/** 所在单位 of an account, which outlives its roles there. */
export async function findHome({ read, t }: Reader, user: number): Promise<number | undefined> {
  const [found] = await read.select({ unit: t.users.unit }).from(t.users).where(eq(t.users.id, user))
  return found?.unit ?? undefined
}

/** How people are called and reached, in the order of their numbers. */
export async function listPeople({ read, t }: Reader, users: readonly number[]) {
  return read
    .select({ id: t.users.id, name: fullNameOf(t), officePhone: t.users.officePhone, mobile: t.users.mobile, email: t.users.email })
    .from(t.users)
    .where(among(t.users.id, users))
    .orderBy(asc(t.users.id))
}

/** How one person is named; undefined: there is no such account. */
export async function findByline({ read, t }: Reader, user: number): Promise<string | undefined> {
  const [found] = await read
    .select({ byline: bylineOf(t) })
    .from(t.users)
    .where(eq(t.users.id, user))
  return found?.byline
}
