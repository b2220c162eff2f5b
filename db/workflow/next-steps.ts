import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { findInTree, type UnitInTree } from '@/db/people/unit-tree'
import { reviewingUnit, reviewsItself } from '@/db/people/units'
import { bylineOf, fullNameOf } from '@/db/people/users'
import type { FilingInList } from '@/db/reports/reports'
import { listDeciders } from '@/report/workflow/rights'
import type { Role } from '@/report/workflow/roles'
import { type State, turnOf } from '@/report/workflow/states'
import { onwardRoles, onwardStep, REQUESTS, type RequestName } from '@/report/workflow/transitions'
import { listAuthorsOf } from './demands'

/** `name`: 姓名; `phone`: where to call; `isNew`: has a one-time link and no password, so has never signed in. */
export type Person = { id: number; name: string; phone?: string; isNew?: true }

/** Why nobody can take a step: nobody holds the role, all who do worked on the report themselves, or their accounts are locked. */
export type Lack = 'nobody' | 'own work' | 'locked'

/** The step a report waits for. */
export type NextStep = {
  name: NonNullable<ReturnType<typeof onwardStep>>
  role: Role
  /** Who can take it; the role is asked for at `place`. */
  people: Person[]
  /** Where there is nobody. */
  lack?: Lack
  /** Who holds the role and cannot, for `lack`. */
  barred: Person[]
  place: Pick<UnitInTree, 'id' | 'name'>
  /** Whether `place` is the unit that files. */
  isOwn: boolean
  /** Who can mend it, also where all `people` are new: the administrators nearest to `place`. */
  menders: Person[]
}

type Holder = { id: number; person: Person; isLocked: boolean }

/**
 * Who can take the next step of each report; where nobody can, what is missing and who can mend it. Derived from the
 * workflow table, the roles people hold and who worked on the report. Reports that wait for nobody are left out. A report
 * under review waits for its claimer. `tree`: units that were read already.
 */
export async function findNextSteps(
  reader: Reader,
  filings: readonly FilingInList[],
  now: Date,
  tree: readonly UnitInTree[] = []
): Promise<Map<number, NextStep>> {
  const onward = new Map([...new Set(filings.map(({ state }) => state))].map((state) => [state, onwardRoles(state)]))
  const rolesFor = (state: State) => onward.get(state) ?? []
  const due = filings.filter(({ state }) => rolesFor(state).length > 0)
  if (due.length === 0) return new Map()
  const known = new Map(tree.map((unit) => [unit.id, unit]))
  const units = await readUnits(reader, new Set(due.map(({ unit }) => unit)), known)
  // Of many reports under review only who reviews them is looked for, not who is who in each of their units.
  const isInside = ({ state, unit }: FilingInList) => units.get(unit)?.onPaper || rolesFor(state).some((role) => role !== 'reviewer')
  const inside = due.filter(isInside).map(({ unit }) => unit)
  const above = await readAbove(reader, [...new Set([...inside, ...[...units.values()].map(reviewingUnit)])], known)
  const isOnPaper = [...units.values()].some(({ onPaper }) => onPaper)
  const roles = new Set<Role>(['admin', ...(isOnPaper ? (['reviewer', 'filler'] as const) : []), ...[...onward.values()].flat()])
  const holders = await listHoldersIn(reader, [...new Set([...above.values()].flat())], [...roles], now)
  const people = new Map([...holders.values()].flatMap((held) => [...held.values()].flat()).map((one) => [one.id, one]))
  const at = (unit: number, role: Role) => holders.get(role)?.get(unit) ?? []
  const nearest = (unit: number, role: Role) => {
    const where = above.get(unit)?.find((one) => at(one, role).length > 0)
    return where === undefined ? [] : at(where, role)
  }
  const askFor = (filing: FilingInList, unit: UnitInTree) => {
    // What a unit sends on paper is entered by whoever reviews it, unless it has somebody who fills in after all.
    const isEntered = unit.onPaper && at(unit.id, 'filler').length === 0
    // Without 签发人 whoever fills in there confirms.
    const isConfirmed = unit.onPaper && filing.state === 'SIGNING' && at(unit.id, 'signer').length === 0
    const asked = rolesFor(filing.state).map((by) => {
      const role = by === 'filler' && isEntered ? 'reviewer' : by === 'signer' && isConfirmed ? 'filler' : by
      const where = role === 'reviewer' ? reviewingUnit(unit) : unit.id
      return { role, where, held: role === 'reviewer' ? nearest(where, role) : at(where, role) }
    })
    const isThere = ({ held }: (typeof asked)[number]) => held.some(({ isLocked }) => !isLocked)
    const first = asked.find(isThere) ?? asked.find(({ held }) => held.length > 0) ?? (asked[0] as (typeof asked)[number])
    return { filing, unit, ...first }
  }
  const asks = due.flatMap((filing) => [units.get(filing.unit)].flatMap((unit) => (unit ? [askFor(filing, unit)] : [])))
  // Finding authors is the expensive query: only for reports whose decider also fills in for the unit.
  const decided = asks.filter(({ filing: { state } }) => state !== 'APPROVED' && turnOf(state) !== 'filler')
  const fillers = await listFillers(reader, [...new Set(decided.flatMap(({ held }) => held.map(({ id }) => id)))])
  const isDoubtful = ({ unit, held }: (typeof asks)[number]) => due.length === 1 || held.some(({ id }) => fillers.has(`${unit.id} ${id}`))
  const doubtful = decided.filter(isDoubtful).map(({ filing }) => filing.id)
  const authors = doubtful.length === 0 ? new Map<number, Set<number>>() : await listAuthorsOf(reader, doubtful)

  const describe = ({ filing, unit, role, where, held }: (typeof asks)[number]): NextStep => {
    const name = onwardStep(filing.state) as NextStep['name']
    const claimer = people.get(filing.claimedBy ?? -1)
    const asked = { name, role, place: { id: where, name: where === unit.id ? unit.name : '' }, isOwn: where === unit.id }
    if (filing.state === 'IN_REVIEW') return { ...asked, people: claimer ? [claimer.person] : [], barred: [], menders: [] }
    const deciders = listDeciders(held, authors.get(filing.id) ?? new Set(), role === 'reviewer' && reviewsItself(unit))
    const able = deciders.filter(({ isLocked }) => !isLocked)
    const isMended = able.every(({ person }) => person.isNew)
    const menders = isMended ? nearest(where, 'admin').map(personOf) : []
    if (able.length > 0) return { ...asked, people: able.map(personOf), barred: [], menders }
    const lack: Lack = held.length === 0 ? 'nobody' : deciders.length === 0 ? 'own work' : 'locked'
    const barred = (deciders.length === 0 ? held : deciders).map(personOf)
    return { ...asked, people: [], lack, barred, menders }
  }
  return namePlaces(reader, new Map(asks.map((one) => [one.filing.id, describe(one)])))
}

const personOf = ({ person }: Holder): Person => person

type Tree = ReadonlyMap<number, UnitInTree>

/** These units by their ids; only those not known are read. */
async function readUnits(reader: Reader, ids: ReadonlySet<number>, known: Tree): Promise<Map<number, UnitInTree>> {
  const unknown = [...ids].filter((id) => !known.has(id))
  const units = new Map((await findInTree(reader, unknown)).map((unit) => [unit.id, unit]))
  for (const id of ids) units.set(id, (known.get(id) ?? units.get(id)) as UnitInTree)
  return units
}

/** Loads the names of other units only where somebody is missing. */
async function namePlaces(reader: Reader, steps: Map<number, NextStep>): Promise<Map<number, NextStep>> {
  const elsewhere = [...steps.values()].filter(({ lack, isOwn }) => lack !== undefined && !isOwn)
  if (elsewhere.length === 0) return steps
  const units = await findInTree(reader, [...new Set(elsewhere.map(({ place }) => place.id))])
  const names = new Map(units.map(({ id, name }) => [id, name]))
  for (const { place } of elsewhere) place.name = names.get(place.id) ?? ''
  return steps
}

/** Each of these units and what is above it, the nearest first; what is above a known unit is read for the highest known ones only. */
async function readAbove({ read, t }: Reader, units: readonly number[], known: Tree): Promise<Map<number, number[]>> {
  const climbed = new Map(units.map((unit) => [unit, climb(unit, known)]))
  const unknown = [...new Set([...climbed.values()].flatMap(({ next }) => next ?? []))]
  const rows =
    unknown.length === 0
      ? []
      : await read
          .select({ unit: t.unitsAbove.unit, above: t.unitsAbove.above })
          .from(t.unitsAbove)
          .where(among(t.unitsAbove.unit, unknown))
          .orderBy(asc(t.unitsAbove.steps))
  const further = new Map<number, number[]>()
  for (const { unit, above } of rows) further.set(unit, [...(further.get(unit) ?? []), above])
  return new Map([...climbed].map(([unit, { passed, next }]) => [unit, [...passed, ...(further.get(next ?? -1) ?? [])]]))
}

/** The way up from a unit as far as it is known, and the first unit on it that is not. */
function climb(unit: number, known: Tree): { passed: number[]; next: number | null } {
  const passed: number[] = []
  let next: number | null = unit
  for (let one = known.get(unit); one; one = known.get(next)) {
    passed.push(one.id)
    next = one.above
    if (next === null) break
  }
  return { passed, next }
}

/** Of these people, who fills in where: `unit user`. */
async function listFillers({ read, t }: Reader, users: readonly number[]): Promise<Set<string>> {
  if (users.length === 0) return new Set()
  const rows = await read
    .select({ unit: t.memberships.unit, user: t.memberships.user })
    .from(t.memberships)
    .where(and(eq(t.memberships.role, 'filler'), among(t.memberships.user, users)))
  return new Set(rows.map(({ unit, user }) => `${unit} ${user}`))
}

/** Who holds which role in these units, by role and unit; closed accounts hold none. */
async function listHoldersIn(
  { read, t }: Reader,
  units: readonly number[],
  roles: readonly Role[],
  now: Date
): Promise<Map<Role, Map<number, Holder[]>>> {
  const rows = await read
    .select({
      id: t.users.id,
      name: fullNameOf(t),
      phone: sql<string | null>`coalesce(${t.users.officePhone}, ${t.users.mobile})`,
      password: t.users.password,
      lockedUntil: t.users.lockedUntil,
      unit: t.memberships.unit,
      role: t.memberships.role
    })
    .from(t.memberships)
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(and(inArray(t.memberships.role, [...roles]), among(t.memberships.unit, units)))
    .orderBy(asc(t.users.name))
  const holders = new Map(roles.map((role) => [role, new Map<number, Holder[]>()]))
  for (const { id, name, phone, password, lockedUntil, unit, role } of rows) {
    const person = { id, name, ...(phone && { phone }), ...(password === null && { isNew: true as const }) }
    const holder = { id, person, isLocked: lockedUntil !== null && lockedUntil > now }
    const inRole = holders.get(role)
    const held = inRole?.get(unit)
    if (held) held.push(holder)
    else inRole?.set(unit, [holder])
  }
  return holders
}

/** What the reviewing unit was asked for and has not answered. */
export type Request = { report: number; name: RequestName; by: Person; reason: string; on: Date }

/** The requests that wait for an answer: the last thing that happened to a report of these units. */
export async function listRequests({ read, t }: Reader, units: readonly number[]): Promise<Request[]> {
  if (units.length === 0) return []
  const rows = await read
    .select({
      report: t.events.report,
      name: t.events.name,
      by: t.events.by,
      byName: bylineOf(t),
      reason: t.events.reason,
      on: t.events.on
    })
    .from(t.events)
    .innerJoin(t.reports, and(eq(t.reports.id, t.events.report), eq(t.reports.version, t.events.version)))
    .innerJoin(t.users, eq(t.users.id, t.events.by))
    .where(and(inArray(t.events.name, [...REQUESTS]), among(t.reports.unit, units)))
  return rows.map(({ by, byName, name, ...rest }) => ({ ...rest, name: name as RequestName, by: { id: by as number, name: byName } }))
}
