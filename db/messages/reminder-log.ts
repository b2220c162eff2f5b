import { desc, eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'
import { listStands } from '@/db/workflow/stands'
import { isOwing } from '@/report/workflow/progress'
import { takenOf } from './webhooks'

/** A reminder of a unit's report: to whom, when, whether the e-mail went out, and whether it was read. */
export type Reminder = {
  id: number
  year: number
  to: string
  on: Date
  /** None: he has no address, or it is still waiting. */
  mailedOn: Date | null
  isMailWaiting: boolean
  /** When a gateway took it. */
  pushedOn: Date | null
  readOn: Date | null
}

/** 提醒记录 of a unit, latest first. */
export async function listReminders({ read, t }: Reader, unit: number, limit = 100): Promise<Reminder[]> {
  const rows = await read
    .select({
      id: t.reminders.id,
      year: t.reminders.year,
      to: fullNameOf(t),
      on: t.notices.on,
      mailedOn: t.notices.mailedOn,
      mailAfter: t.notices.mailAfter,
      pushedOn: takenOf(t),
      readOn: t.notices.readOn
    })
    .from(t.reminders)
    .innerJoin(t.notices, eq(t.notices.id, t.reminders.notice))
    .innerJoin(t.users, eq(t.users.id, t.reminders.user))
    .where(eq(t.reminders.unit, unit))
    .orderBy(desc(t.reminders.id))
    .limit(limit)
  return rows.map(({ mailAfter, ...row }) => ({ ...row, isMailWaiting: mailAfter !== null }))
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
