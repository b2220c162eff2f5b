import { and, asc, count, desc, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { takenOf } from '@/db/messages/webhooks'
import { bylineOf } from '@/db/people/users'
import { listStands } from '@/db/workflow/stands'
import { isOwing } from '@/report/workflow/progress'

/** The stage of a 催报 begins with it. */
export const BY_HAND = 'by hand'

/** A message that reminded somebody of reports: by hand or by itself, when it went out by which way, and whether it was read. */
export type Sent = {
  id: number
  to: string
  on: Date
  isByHand: boolean
  /** Those of the asked units it was about. */
  reports: { unit: string; year: number }[]
  /** None: he has no address, or it is still waiting. */
  mailedOn: Date | null
  isMailWaiting: boolean
  /** When a gateway took it. */
  pushedOn: Date | null
  readOn: Date | null
}

type SentAsked = { units: readonly number[]; year?: number; from?: number; most?: number }

/** 发送记录 of some units' reports, latest first, a piece of it; of all of them how many there are, and how many were read. */
export async function listSent(
  { read, t }: Reader,
  { units, year, from = 0, most = 50 }: SentAsked
): Promise<{ rows: Sent[]; found: number; read: number }> {
  const { reminders: r, notices: n } = t
  const asked = and(among(r.unit, units), year === undefined ? undefined : eq(r.year, year))
  const about = read.selectDistinct({ notice: r.notice }).from(r).where(asked)
  const [counted] = await read
    .select({ found: count(), read: count(n.readOn) })
    .from(n)
    .where(inArray(n.id, about))
  const messages = await read
    .select({
      ...{ id: n.id, to: bylineOf(t), on: n.on, mailedOn: n.mailedOn, mailAfter: n.mailAfter, pushedOn: takenOf(t), readOn: n.readOn }
    })
    .from(n)
    .innerJoin(t.users, eq(t.users.id, n.user))
    .where(inArray(n.id, about))
    .orderBy(desc(n.id))
    .limit(most)
    .offset(from)
  const ids = messages.map(({ id }) => id)
  const reports = await read
    .select({ notice: r.notice, unit: t.units.name, year: r.year, stage: r.stage })
    .from(r)
    .innerJoin(t.units, eq(t.units.id, r.unit))
    .where(and(asked, among(r.notice, ids)))
    .orderBy(asc(r.id))
  const rows = messages.map(({ mailAfter, ...message }): Sent => {
    const own = reports.filter(({ notice }) => notice === message.id)
    return {
      ...message,
      isMailWaiting: mailAfter !== null,
      isByHand: own.some(({ stage }) => stage.startsWith(BY_HAND)),
      reports: own.map(({ unit, year }) => ({ unit, year }))
    }
  })
  return { rows, found: counted?.found ?? 0, read: counted?.read ?? 0 }
}

/** Of these notices, the reminders of which nothing is owed any more: they need not go out. */
export async function listMootReminders(reader: Reader, notices: readonly number[]): Promise<Set<number>> {
  const { read, t } = reader
  const rows = await read
    .select({ notice: t.reminders.notice, unit: t.reminders.unit, year: t.reminders.year })
    .from(t.reminders)
    .where(among(t.reminders.notice, notices))
  const owed = new Set<string>()
  for (const year of new Set(rows.map((row) => row.year)))
    for (const one of await listStands(
      reader,
      rows.flatMap((row) => (row.year === year ? [row.unit] : [])),
      year
    ))
      if (isOwing(one.state) && one.revision === 1) owed.add(`${one.unit} ${year}`)
  const alive = new Set(rows.flatMap(({ notice, unit, year }) => (owed.has(`${unit} ${year}`) ? [notice] : [])))
  return new Set(rows.flatMap(({ notice }) => (notice === null || alive.has(notice) ? [] : [notice])))
}
