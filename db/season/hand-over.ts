import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { closeAccount, removeMembership } from '@/db/people/users'
import { appendEvent } from '@/db/reports/events'
import { listAuthorsOf } from '@/db/workflow/demands'
import { listUnfilled, type Unfilled } from './unfilled'

/** What an account leaves to its successor: roles, reports it has claimed, unread notices. */
export type OpenWork = { roles: number; claims: number; notices: number }

/** Counts them. */
export async function countOpenWork({ read, t }: Reader, user: number): Promise<OpenWork> {
  return {
    roles: await read.$count(t.memberships, eq(t.memberships.user, user)),
    claims: await read.$count(t.reports, and(eq(t.reports.state, 'IN_REVIEW'), eq(t.reports.claimedBy, user))),
    notices: await read.$count(t.notices, and(eq(t.notices.user, user), isNull(t.notices.readOn)))
  }
}

/**
 * 交接: every role, claim and unread notice of an account goes to a successor, and the account is closed, with its roles, so
 * that it can be opened again; histories keep the name of who did what. A claimed report the successor wrote himself goes back to the
 * queue, because nobody reviews his own work. One transaction; each report that is handed over gets an event by the administrator (`by`).
 */
export async function handOverAccount(
  { tx, t }: Store,
  { from, to, by, words, now, accepts }: Leaving & { from: number; to: number }
): Promise<Left> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const unfilled = await listUnfilled(inside, { user: from, to })
    if (!accepts(unfilled)) return { unfilled }
    const roles = await db
      .select({ unit: t.memberships.unit, role: t.memberships.role })
      .from(t.memberships)
      .where(eq(t.memberships.user, from))
    if (roles.length > 0)
      await db
        .insert(t.memberships)
        .values(roles.map((role) => ({ ...role, user: to })))
        .onConflictDoNothing()
    await handOverClaims(inside, { from, to, by, words, now })
    // Who was told of the same thing already is not told again.
    const known = db
      .select({ once: t.notices.once })
      .from(t.notices)
      .where(and(eq(t.notices.user, to), sql`${t.notices.once} is not null`))
    await db
      .update(t.notices)
      .set({ user: to })
      .where(and(eq(t.notices.user, from), isNull(t.notices.readOn), sql`(${t.notices.once} is null or ${t.notices.once} not in ${known})`))
    await closeAccount(inside, from)
    return 'left'
  })
}

/** 停用, 交接 and a role that is taken are refused where they leave something undone, unless that is what was read and accepted. */
export type Left = 'left' | { unfilled: Unfilled[] }
type Accepts = { accepts: (unfilled: readonly Unfilled[]) => boolean }
type Leaving = Accepts & { by: number; words: string; now: Date }

/**
 * 停用 without a successor: what the account has claimed goes back to the queue at once, so that nothing waits for somebody who is
 * gone.
 */
export async function closeWithWork({ tx, t }: Store, { user, by, words, now, accepts }: Leaving & { user: number }): Promise<Left> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const unfilled = await listUnfilled(inside, { user })
    if (!accepts(unfilled)) return { unfilled }
    await handOverClaims(inside, { from: user, to: undefined, by, words, now })
    await closeAccount(inside, user)
    return 'left'
  })
}

/** Takes one role of an account, as `removeMembership` does. */
export async function takeRole(
  store: Store,
  { accepts, ...held }: Accepts & Omit<Parameters<typeof removeMembership>[1], 'check'>
): Promise<Awaited<ReturnType<typeof removeMembership>> | Exclude<Left, 'left'>> {
  let left: Unfilled[] | undefined
  const removed = await removeMembership(store, {
    ...held,
    check: async (inside) => {
      const unfilled = await listUnfilled(inside, { user: held.user, only: held })
      if (!accepts(unfilled)) left = unfilled
      return left === undefined
    }
  })
  return left ? { unfilled: left } : removed
}

/** Without a successor all of them go back to the queue. */
async function handOverClaims(
  inside: Reader,
  { from, to, by, words, now }: { from: number; to: number | undefined; by: number; words: string; now: Date }
): Promise<void> {
  const { read, t } = inside
  // The UPDATE locks the rows: a step taken at the same moment comes before or after, never between.
  const claimed = await read
    .update(t.reports)
    .set({ version: sql`${t.reports.version} + 1` })
    .where(and(eq(t.reports.state, 'IN_REVIEW'), eq(t.reports.claimedBy, from)))
    .returning({ report: t.reports.id, version: t.reports.version })
  const authors = await listAuthorsOf(
    inside,
    claimed.map(({ report }) => report)
  )
  for (const { report, version } of claimed) {
    const isFree = to === undefined || authors.get(report)?.has(to) === true
    const step = isFree ? ({ name: 'release', to: 'SUBMITTED' } as const) : ({ name: 'handOver', to: 'IN_REVIEW' } as const)
    const claim = isFree ? { state: step.to, claimedBy: null, claimEnds: null } : { claimedBy: to }
    await read.update(t.reports).set(claim).where(eq(t.reports.id, report))
    await appendEvent(inside, { report, version, ...step, from: 'IN_REVIEW', reason: words, by, on: now })
  }
}
