import { and, eq, like } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { findUnits } from '@/db/people/units'
import { dayOf } from '@/report/workflow/dates'
import { listOwedOf, remind } from './reminders'

/** The stage of a 催报: a unit is chased once a day, or once more where that is wanted. */
const BY_HAND = 'by hand'

/** How often units were chased for a year, when last, and whether today already. */
export type Chased = { times: number; last: Date | null; isToday: boolean }

/** By the number of the unit; those that never were are absent. */
export async function listChased({ read, t }: Reader, units: readonly number[], year: number, now: Date): Promise<Map<number, Chased>> {
  const rows = await read
    .select({ unit: t.reminders.unit, on: t.notices.on })
    .from(t.reminders)
    .innerJoin(t.notices, eq(t.notices.id, t.reminders.notice))
    .where(and(among(t.reminders.unit, units), eq(t.reminders.year, year), like(t.reminders.stage, `${BY_HAND}%`)))
  const found = new Map<number, Set<number>>()
  for (const { unit, on } of rows) found.set(unit, (found.get(unit) ?? new Set()).add(on.getTime()))
  return new Map(
    [...found].map(([unit, times]) => {
      const last = new Date(Math.max(...times))
      return [unit, { times: times.size, last, isToday: dayOf(last) === dayOf(now) }]
    })
  )
}

/** `isUrgent`: goes out in quiet hours too. */
type ChaseGiven = { units: readonly number[]; year: number; words: string; again: boolean; isUrgent?: boolean; now: Date }

/**
 * 催报: tells everybody who serves the units, or whose turn it is, what they owe for a year, with a sentence of whoever asks; one
 * message a person. Who still owes and who serves is read here, not when it was chosen. Units that were chased today are left
 * out unless it is asked for `again`. Returns how many people and units were told, and the units where nobody is.
 */
export async function chaseUnits(
  { tx, t }: Store,
  { units, year, words, again, isUrgent, now }: ChaseGiven
): Promise<{ people: number; units: number; unreached: string[] }> {
  const today = dayOf(now)
  return tx(async (db) => {
    const inside = { read: db, t }
    const chased = again ? new Map<number, Chased>() : await listChased(inside, units, year, now)
    const wanted = units.filter((unit) => !chased.get(unit)?.isToday)
    const stage = again ? `${BY_HAND} ${now.toISOString()}` : `${BY_HAND} ${today}`
    const { dues, owed } = await listOwedOf(inside, { units: wanted, year, today, stage })
    const reached = new Set(owed.map(({ due }) => due.standing.unit))
    let people = 0
    for (const user of new Set(owed.map((one) => one.user))) {
      const theirs = owed.flatMap((one) => (one.user === user ? [one.due] : []))
      if (await remind(inside, user, theirs, { now, words, isUrgent })) people++
    }
    const silent = dues.flatMap(({ standing }) => (reached.has(standing.unit) ? [] : [standing.unit]))
    return { people, units: reached.size, unreached: (await findUnits(inside, silent)).map(({ name }) => name) }
  })
}
