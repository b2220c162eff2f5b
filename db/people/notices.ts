import { and, asc, count, desc, eq, gte, isNull, lte } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { afterQuiet } from '@/report/workflow/dates'
import { OWN_ROLES, type Role } from '@/report/workflow/roles'
import { type State, turnOf } from '@/report/workflow/states'
import { type EventName, eventWords } from '@/report/workflow/transitions'
import { findConfirmedByFillers } from './paper-units'
import { listQuietHours } from './schedules'
import { findUnit, listUnitsAbove, reviewingUnit } from './units'
import { listHolders } from './users'

export type Notice = { id: number; report: number | null; text: string; on: Date; readOn: Date | null }

/**
 * Adds a notice to inboxes, and to the e-mail queue for people with an address. Part of the caller's transaction.
 * `once`: an idempotency key, so that nobody is told of the same thing twice. Returns the numbers of the notices.
 */
export async function addNotices(
  inside: Reader,
  users: readonly number[],
  { text, ...how }: NoticeKind & { text: string }
): Promise<number[]> {
  const added = await addNoticeToEach(
    inside,
    users.map((user) => ({ user, text })),
    how
  )
  return added.map(({ id }) => id)
}

/** `isUrgent`: goes out in quiet hours too. */
type NoticeKind = { report: number | null; on: Date; once?: string | null; announcement?: number | null; isUrgent?: boolean }

/** What one person is told; its own report and idempotency key, where it has them. */
export type Message = { user: number; text: string } & Pick<Partial<NoticeKind>, 'report' | 'once'>

/**
 * The same with a text for each person: three statements however many there are. Returns the numbers of the notices with whom each is
 * for.
 */
export async function addNoticeToEach(
  { read, t }: Reader,
  messages: readonly Message[],
  { report, on, once = null, announcement = null, isUrgent = false }: NoticeKind
): Promise<{ id: number; user: number }[]> {
  if (messages.length === 0) return []
  const people = await read
    .select({ id: t.users.id, email: t.users.email, unit: t.users.unit })
    .from(t.users)
    .where(
      and(
        among(
          t.users.id,
          messages.map(({ user }) => user)
        ),
        eq(t.users.closed, false)
      )
    )
  const reached = new Map(people.map((one) => [one.id, one]))
  const units = isUrgent ? [] : [...new Set(people.flatMap(({ unit }) => unit ?? []))]
  const quiet = units.length === 0 ? undefined : await listQuietHours({ read, t }, units)
  const rows = messages.flatMap((message) => {
    const person = reached.get(message.user)
    if (!person) return []
    const after = afterQuiet(on, quiet?.get(person.unit ?? -1))
    return [{ report, on, once, announcement, attempts: 0, mailAfter: person.email ? after : null, hookAfter: after, ...message }]
  })
  if (rows.length === 0) return []
  return read.insert(t.notices).values(rows).onConflictDoNothing().returning({ id: t.notices.id, user: t.notices.user })
}

/**
 * Notifies the people a step concerns: `roles` in the filing and the reviewing unit, or only whoever's turn it is now if the
 * step leads to somebody's turn, and `also`. Never the one who took the step.
 */
export async function tellHolders(
  inside: Reader,
  filing: { id: number; unit: number; unitName: string; year: number },
  step: { name: EventName; to: State; roles: readonly Role[]; by: number | null; also: number | null; reason: string; now: Date }
): Promise<void> {
  const { name, to, roles, by, also, reason, now } = step
  const turn = turnOf(to)
  const concerned = turn && roles.includes(turn) && (name === 'submit' || name === 'pass') ? [turn] : roles
  const own = await listHolders(
    inside,
    filing.unit,
    concerned.filter((role) => OWN_ROLES.includes(role))
  )
  // In a unit on paper without 签发人 whoever fills in confirms.
  const isAsked = turn === 'signer' && concerned.includes('signer') && own.length === 0
  const byFillers = isAsked && (await findConfirmedByFillers(inside, [filing.unit])).has(filing.unit)
  const confirming = byFillers ? await listHolders(inside, filing.unit, ['filler']) : []
  // What a unit sends on paper is mended by those who entered it.
  const isEntered = concerned.includes('filler') && (await findUnit(inside, filing.unit))?.onPaper === true
  const reviewing = concerned.includes('reviewer') || isEntered ? await listReviewers(inside, filing.unit) : []
  const users = new Set([...own, ...confirming, ...reviewing].map(({ id }) => id))
  if (also !== null) users.add(also)
  if (by !== null) users.delete(by)
  const text = `${filing.unitName} ${filing.year} 年年报：${eventWords(name)}${reason && `（${reason}）`}`
  await addNotices(inside, [...users], { report: filing.id, text, on: now })
}

/** Whoever reviews a unit's reports: the reviewers of its reviewing unit, or of the nearest unit above that has any. */
export async function listReviewers(inside: Reader, unit: number): Promise<{ id: number; name: string }[]> {
  const filing = await findUnit(inside, unit)
  if (!filing) return []
  const first = reviewingUnit(filing)
  const found = await listHolders(inside, first, ['reviewer'])
  if (found.length > 0) return found
  for (const above of await listUnitsAbove(inside, first)) {
    const holders = above === first ? [] : await listHolders(inside, above, ['reviewer'])
    if (holders.length > 0) return holders
  }
  return []
}

/** Somebody's inbox, latest first. */
export async function listNotices({ read, t }: Reader, user: number, limit = 200): Promise<Notice[]> {
  return read
    .select({ id: t.notices.id, report: t.notices.report, text: t.notices.text, on: t.notices.on, readOn: t.notices.readOn })
    .from(t.notices)
    .where(eq(t.notices.user, user))
    .orderBy(desc(t.notices.id))
    .limit(limit)
}

/** How many of somebody's notices he has not read. */
export async function countUnread({ read, t }: Reader, user: number): Promise<number> {
  const [row] = await read
    .select({ unread: count() })
    .from(t.notices)
    .where(and(eq(t.notices.user, user), isNull(t.notices.readOn)))
  return row?.unread ?? 0
}

/** Marks one notice of an inbox as read, or all of them up to one. */
export async function markRead({ tx, t }: Store, user: number, which: { only: number } | { upTo: number }, now: Date): Promise<void> {
  const chosen = 'only' in which ? eq(t.notices.id, which.only) : lte(t.notices.id, which.upTo)
  await tx(async (db) => {
    await db
      .update(t.notices)
      .set({ readOn: now })
      .where(and(eq(t.notices.user, user), chosen, isNull(t.notices.readOn)))
  })
}

export type Mail = { id: number; to: string; text: string; report: number | null; attempts: number }

/** E-mails that are due, oldest first; notices older than `since` are no longer sent. */
export async function listMail({ read, t }: Reader, { now, since }: { now: Date; since: Date }, limit = 50): Promise<Mail[]> {
  const rows = await read
    .select({ id: t.notices.id, to: t.users.email, text: t.notices.text, report: t.notices.report, attempts: t.notices.attempts })
    .from(t.notices)
    .innerJoin(t.users, eq(t.users.id, t.notices.user))
    .where(and(lte(t.notices.mailAfter, now), gte(t.notices.on, since), eq(t.users.closed, false)))
    .orderBy(asc(t.notices.id))
    .limit(limit)
  return rows.flatMap(({ to, ...mail }) => (to ? [{ ...mail, to }] : []))
}

/** Reserves an e-mail until `mailAfter`, when it is tried again unless settled before. False if another process was quicker. */
export async function takeMail({ tx, t }: Store, { id, attempts }: Mail, mailAfter: Date): Promise<boolean> {
  return tx(async (db) => {
    const taken = await db
      .update(t.notices)
      .set({ attempts: attempts + 1, mailAfter })
      .where(and(eq(t.notices.id, id), eq(t.notices.attempts, attempts), isNull(t.notices.mailedOn)))
      .returning({ id: t.notices.id })
    return taken.length > 0
  })
}

/** Settles an e-mail: when it went out, or null if it never can. */
export async function settleMail({ tx, t }: Store, id: number, mailedOn: Date | null): Promise<void> {
  await tx(async (db) => {
    await db.update(t.notices).set({ mailedOn, mailAfter: null }).where(eq(t.notices.id, id))
  })
}
