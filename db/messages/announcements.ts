import { asc, count, desc, eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { addNoticeToEach } from '@/db/people/notices'
import { listUnitsBelow } from '@/db/people/units'
import { bylineOf } from '@/db/people/users'

/** 公告 as it is listed: to how many it went and how many have read it. */
export type Announcement = { id: number; unitName: string; text: string; by: string; on: Date; sent: number; read: number }

/** Tells everybody with a role in a unit or below it, one notice a person. Returns how many. */
export async function announce(
  { tx, t }: Store,
  { unit, text, by, on, isUrgent }: { unit: number; text: string; by: number; on: Date; isUrgent?: boolean }
): Promise<number> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const units = (await listUnitsBelow(inside, [unit])).map(({ id }) => id)
    const people = await db.selectDistinct({ user: t.memberships.user }).from(t.memberships).where(among(t.memberships.unit, units))
    const [made] = await db.insert(t.announcements).values({ unit, text, by, on }).returning({ id: t.announcements.id })
    const messages = people.map(({ user }) => ({ user, text: `公告：${text}` }))
    return (await addNoticeToEach(inside, messages, { report: null, on, announcement: made?.id, isUrgent })).length
  })
}

/** The announcements of these units, latest first. */
export async function listAnnouncements({ read, t }: Reader, units: readonly number[], limit = 50): Promise<Announcement[]> {
  return read
    .select({
      id: t.announcements.id,
      unitName: t.units.name,
      text: t.announcements.text,
      by: bylineOf(t),
      on: t.announcements.on,
      sent: count(t.notices.id),
      read: count(t.notices.readOn)
    })
    .from(t.announcements)
    .innerJoin(t.units, eq(t.units.id, t.announcements.unit))
    .innerJoin(t.users, eq(t.users.id, t.announcements.by))
    .leftJoin(t.notices, eq(t.notices.announcement, t.announcements.id))
    .where(among(t.announcements.unit, units))
    .groupBy(t.announcements.id, t.units.id, t.users.id)
    .orderBy(desc(t.announcements.id))
    .limit(limit)
}

/** Who got an announcement, and when he read it; those who have not come first. */
export async function listReaders(
  { read, t }: Reader,
  announcement: number
): Promise<{ user: number; name: string; readOn: Date | null }[]> {
  const rows = await read
    .select({ user: t.users.id, name: bylineOf(t), readOn: t.notices.readOn })
    .from(t.notices)
    .innerJoin(t.users, eq(t.users.id, t.notices.user))
    .where(eq(t.notices.announcement, announcement))
    .orderBy(asc(t.notices.id))
  return rows.sort((a, b) => (a.readOn?.getTime() ?? 0) - (b.readOn?.getTime() ?? 0))
}
