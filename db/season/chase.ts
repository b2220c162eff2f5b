import { and, eq, like } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { findUnits } from '@/db/people/units'
import { dayOf } from '@/report/workflow/dates'
import { groupByUser, listOwedOf, remindEach } from './reminders'
import { BY_HAND } from './sent'

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

/** People of one transaction: others write between two of them. */
const MOST_PEOPLE = 500

/**
 * 催报: tells everybody who serves the units, or whose turn it is, what they owe for a year, with a sentence of whoever asks; one
 * message a person. Who still owes and who serves is read again in the transaction that tells him, not when it was chosen. Units that
 * were chased today are left out unless it is asked for `again`; of two who chase at once the second tells nobody twice, because the
 * stage of a day is unique. Returns how many people and units were told, and the units where nobody is.
 */
export async function chaseUnits(
  store: Store,
  { units, year, words, again, isUrgent, now }: ChaseGiven
): Promise<{ people: number; units: number; unreached: string[] }> {
  const today = dayOf(now)
  const chased = again ? new Map<number, Chased>() : await listChased(store, units, year, now)
  const wanted = units.filter((unit) => !chased.get(unit)?.isToday)
  // A unit is chased once a day, or once more where that is wanted.
  const stage = again ? `${BY_HAND} ${now.toISOString()}` : `${BY_HAND} ${today}`
  const planned = await listOwedOf(store, { units: wanted, year, today, stage })
  const people = [...groupByUser(planned.owed)]
  const reached = new Set<number>()
  let told = 0
  for (let i = 0; i < people.length; i += MOST_PEOPLE) {
    const some = new Map(people.slice(i, i + MOST_PEOPLE))
    const theirs = [...new Set([...some.values()].flatMap((dues) => dues.map(({ standing }) => standing.unit)))]
    await store.tx(async (db) => {
      const inside = { read: db, t: store.t }
      const { owed } = await listOwedOf(inside, { units: theirs, year, today, stage })
      const asked = groupByUser(owed.filter(({ user }) => some.has(user)))
      const given = await remindEach(inside, asked, { now, words, isUrgent })
      told += given.size
      for (const dues of given.values()) for (const { standing } of dues) reached.add(standing.unit)
    })
  }
  const served = new Set(planned.owed.map(({ due }) => due.standing.unit))
  const silent = planned.dues.flatMap(({ standing }) => (served.has(standing.unit) ? [] : [standing.unit]))
  return { people: told, units: reached.size, unreached: (await findUnits(store, silent)).map(({ name }) => name) }
}
