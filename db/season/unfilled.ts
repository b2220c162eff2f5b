import { and, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { listObligations } from '@/db/people/obligations'
import { findUnits, listUnitsBelow, reviewingUnit, reviewsItself, type Unit } from '@/db/people/units'
import { fullNameOf, type Membership } from '@/db/people/users'
import { listStands } from '@/db/workflow/stands'
import type { Role } from '@/report/workflow/roles'
import { isIn, STEPS } from '@/report/workflow/states'

/** A role of a unit that nobody could do any more although reports wait for it; `alone`: who would have to judge his own work there. */
export type Unfilled = {
  /** The unit the role is held in. */
  unit: string
  role: Role
  /** How many units' reports wait for it, and of which years. */
  units: number
  years: number[]
  alone?: string
}

/** What goes: all roles of an account, to `to` or to nobody, or one of them alone. */
type Going = { user: number; to?: number; only?: Membership }

/**
 * What would be left undone if somebody's roles went. Only units whose reports are not yet public or settled count: a role nothing
 * waits for may stay empty.
 */
export async function listUnfilled(reader: Reader, going: Going): Promise<Unfilled[]> {
  const { read, t } = reader
  const all = await read
    .select({ unit: t.memberships.unit, role: t.memberships.role })
    .from(t.memberships)
    .where(eq(t.memberships.user, going.user))
  const { only } = going
  const held = only ? all.filter(({ unit, role }) => unit === only.unit && role === only.role) : all
  const reviewing = held.flatMap(({ unit, role }) => (role === 'reviewer' ? [unit] : []))
  const units = await listConcerned(reader, held, reviewing)
  const above = await readAbove(reader, units)
  const holdersOf = await readHolders(reader, going, [...new Set([...units.map(({ id }) => id), ...[...above.values()].flat()])])
  const isHeld = (unit: number, ...roles: Role[]) => held.some((one) => one.unit === unit && roles.includes(one.role))
  const found: (Unfilled & { place: number; subject: number })[] = []
  for (const unit of units) {
    const fillers = holdersOf(unit.id, 'filler')
    const fills = isHeld(unit.id, 'filler')
    /** `goes`: somebody who does it goes; otherwise only whether he who stays may judge what he alone fills in now. */
    const look = (
      place: number,
      role: Role,
      holders: readonly Holder[],
      { goes, mayJudge = false }: { goes: boolean; mayJudge?: boolean }
    ) => {
      const [first, ...more] = fillers
      const isAlone = first !== undefined && more.length === 0 && holders.length > 0 && holders.every(({ id }) => id === first.id)
      if (holders.length === 0 ? goes : isAlone && !mayJudge && (goes || fills))
        found.push({ place, subject: unit.id, unit: '', role, units: 1, years: [], ...(isAlone && { alone: first.name }) })
    }
    // What comes on paper is entered by whoever reviews it.
    if (!unit.onPaper) {
      look(unit.id, 'filler', fillers, { goes: fills, mayJudge: true })
      for (const { state, role } of STEPS)
        if (unit.chain.includes(state)) look(unit.id, role, holdersOf(unit.id, role), { goes: isHeld(unit.id, role) })
    }
    const path = above.get(unit.id) ?? []
    const nearest = path.map((place) => holdersOf(place, 'reviewer')).find((holders) => holders.length > 0) ?? []
    const goes = path.some((place) => isHeld(place, 'reviewer'))
    look(path[0] ?? unit.id, 'reviewer', nearest, { goes, mayJudge: reviewsItself(unit) })
  }
  const waiting = await listWaiting(reader, [...new Set(found.map(({ subject }) => subject))])
  const names = new Map((await findUnits(reader, [...new Set(found.map(({ place }) => place))])).map(({ id, name }) => [id, name]))
  const together = new Map<string, Unfilled>()
  for (const { place, subject, ...one } of found) {
    const years = waiting.get(subject)
    if (!years) continue
    const key = `${place} ${one.role} ${one.alone ?? ''}`
    const known = together.get(key)
    if (!known) together.set(key, { ...one, unit: names.get(place) ?? '', years })
    else together.set(key, { ...known, units: known.units + 1, years: [...new Set([...known.years, ...years])].sort() })
  }
  return [...together.values()]
}

/** The units in which somebody has a step of his own, and those whose reports are reviewed where he reviews, or below. */
async function listConcerned(reader: Reader, held: readonly Membership[], reviewing: readonly number[]): Promise<Unit[]> {
  const own = await findUnits(reader, [...new Set(held.filter(({ role }) => role !== 'reviewer').map(({ unit }) => unit))])
  const below = await listUnitsBelow(reader, reviewing)
  const reach = new Set(below.map(({ id }) => id))
  const named = await reader.read
    .select({ id: reader.t.units.id })
    .from(reader.t.units)
    .where(among(reader.t.units.reviewedBy, [...reach]))
  const others = await findUnits(
    reader,
    named.flatMap(({ id }) => (reach.has(id) ? [] : [id]))
  )
  const reviewed = [...below, ...others].filter((unit) => reach.has(reviewingUnit(unit)))
  return [...new Map([...own, ...reviewed].map((unit) => [unit.id, unit])).values()]
}

/** For each unit where its reports are reviewed: the reviewing unit, then what is above that. */
async function readAbove({ read, t }: Reader, units: readonly Unit[]): Promise<Map<number, number[]>> {
  const places = [...new Set(units.map(reviewingUnit))]
  const rows = await read.select().from(t.unitsAbove).where(among(t.unitsAbove.unit, places)).orderBy(t.unitsAbove.steps)
  const paths = new Map<number, number[]>()
  for (const { unit, above } of rows) paths.set(unit, [...(paths.get(unit) ?? []), above])
  return new Map(units.map((unit) => [unit.id, paths.get(reviewingUnit(unit)) ?? []]))
}

type Holder = { id: number; name: string }

/** Who holds a role in a unit once it has gone over. */
async function readHolders({ read, t }: Reader, { user, to, only }: Going, units: readonly number[]) {
  const rows = await read
    .select({ id: t.users.id, name: fullNameOf(t), unit: t.memberships.unit, role: t.memberships.role })
    .from(t.memberships)
    .innerJoin(t.users, eq(t.users.id, t.memberships.user))
    .where(and(among(t.memberships.unit, units), eq(t.users.closed, false)))
    .orderBy(t.users.id)
  const heir =
    to === undefined
      ? undefined
      : await read
          .select({ id: t.users.id, name: fullNameOf(t) })
          .from(t.users)
          .where(inArray(t.users.id, [to]))
  const stays = ({ id, unit, role }: (typeof rows)[number]) => id !== user || (only && (unit !== only.unit || role !== only.role))
  const held = new Map<string, Map<number, Holder>>()
  for (const row of rows) {
    const holder = stays(row) ? row : heir?.[0]
    const key = `${row.unit} ${row.role}`
    const known = held.get(key) ?? new Map<number, Holder>()
    if (holder) known.set(holder.id, { id: holder.id, name: holder.name })
    held.set(key, known)
  }
  return (unit: number, role: Role): Holder[] => [...(held.get(`${unit} ${role}`)?.values() ?? [])]
}

/** The years for which these units owe a report that is not settled; units without any are absent. */
async function listWaiting(reader: Reader, units: readonly number[]): Promise<Map<number, number[]>> {
  if (units.length === 0) return new Map()
  const owed = await listObligations(reader, units)
  const waiting = new Map<number, number[]>()
  for (const year of [...new Set(owed.map((one) => one.year))].sort())
    for (const { unit, state } of await listStands(reader, units, year))
      if (state === 'NOT_STARTED' || !isIn(state, 'settled', 'not due')) waiting.set(unit, [...(waiting.get(unit) ?? []), year])
  return waiting
}
