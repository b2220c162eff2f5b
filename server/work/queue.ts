import { z } from 'zod'
import { listReviewers } from '@/db/people/notices'
import { listFormerNames, listUnitsBelow, tellApart, type Unit } from '@/db/people/units'
import { findNextSteps, listRequests, type NextStep, type Request } from '@/db/workflow/next-steps'
import {
  byUrgency,
  hasNothingToLookAt,
  listQueued,
  listReached,
  listStandings,
  type Queued,
  type Reached,
  type Unstarted
} from '@/db/workflow/queue'
import { listYears } from '@/report/templates'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import { isOwing, STANDINGS, type Standing, type Tally, tally } from '@/report/workflow/progress'
import { mayRead, sightOf } from '@/report/workflow/rights'
import { OWN_ROLES, type Role } from '@/report/workflow/roles'
import { isEditable, STEPS, statesIn, turnOf } from '@/report/workflow/states'
import { listTransitions, type TransitionName } from '@/report/workflow/transitions'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { type NextStepWords, tellNextStep, tellRequest } from './next-step'

/** One line of a list: a report, or a unit that has not begun one. */
export type QueueRow = Pick<Queued, 'unit' | 'unitName' | 'year' | 'kind'> &
  Partial<Pick<Queued, 'revision' | 'version' | 'claimer' | 'risk' | 'comments'>> & {
    id: number | null
    state: Standing
    due: string
    isExtended: boolean
    /** While the report still lies with its unit or waits for a decision; a correction has no deadline. */
    daysLeft?: number
    /** Whether it waits for the person who looks. */
    isWaiting: boolean
    isMine: boolean
    mayOpen: boolean
    /** The steps offered in the list. */
    steps: TransitionName[]
    /** Whether it may be approved among others. */
    isPlain: boolean
    /** What it waits for, where somebody must know; and what was asked for and is not answered. */
    next?: NextStepWords
    request?: string
    /** Why nothing need be reported. */
    excuse?: string
    /** To whom it may be handed over. */
    colleagues: { id: number; name: string }[]
  }

/** What a list is asked for; `waiting` is one's own work, everything else one year of all units. */
export type QueueFilter = { state: 'waiting' | 'all' | Standing; year?: number; search: string; page: number }

const filter = z.object({
  state: z.enum(['waiting', 'all', ...STANDINGS]).catch('waiting'),
  year: z.coerce.number().int().min(2000).max(2999).optional().catch(undefined),
  search: z.string().trim().max(60).catch(''),
  page: z.coerce.number().int().min(1).catch(1)
})

/** Parses the filter of an address; invalid parts are ignored. */
export function readFilter(given: Record<string, string | string[] | undefined>): QueueFilter {
  return filter.parse(given)
}

const FROM_A_LIST: readonly TransitionName[] = ['claim', 'release', 'handOver', 'excuse', 'require']
const PAGE_ROWS = 50
/** As many as are approved in one go. */
const MOST_PLAIN = 100

export type Queue = {
  rows: QueueRow[]
  /** Of all pages. */
  found: number
  pages: number
  years: number[]
  filter: QueueFilter
  /** How the units of the year stand; none for one's own work. */
  tally?: Tally
  /** What may be approved in one go, of all pages. */
  plain: { id: number; unitName: string; year: number; version: number }[]
}

/** A page of the list somebody asked for. */
export async function openQueue(passed: Passed, asked: QueueFilter): Promise<Queue> {
  const { store, now } = passed
  const years = listYears(dayOf(now))
  const isOwnWork = asked.state === 'waiting'
  const chosen = { ...asked, year: asked.year ?? (isOwnWork ? undefined : years[0]) }
  const all = isOwnWork ? await listWaiting(passed) : await listYear(passed, chosen.year as number)
  const ofYear = all.filter(({ one }) => chosen.year === undefined || one.year === chosen.year)
  const ofState = ofYear.filter(({ one }) => isOwnWork || chosen.state === 'all' || one.state === chosen.state)
  const found = await nameApart(passed, asked.search === '' ? ofState : await filterByName(passed, ofState, asked.search))
  const pages = Math.max(Math.ceil(found.length / PAGE_ROWS), 1)
  const page = Math.min(chosen.page, pages)
  const rows = found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS).map((placed) => describe(passed, placed))
  for (const row of rows) if (row.isMine) row.colleagues = (await listReviewers(store, row.unit)).filter(({ id }) => id !== passed.user.id)
  return {
    rows,
    found: found.length,
    pages,
    years,
    filter: { ...chosen, page },
    tally: isOwnWork ? undefined : tally(ofYear.map(({ one }) => one.state)),
    plain: found
      .flatMap(({ one, isPlain }) => (isPlain && one.id !== null ? [one] : []))
      .slice(0, MOST_PLAIN)
      .map(nameFiling)
  }
}

const nameFiling = ({ id, unitName, year, version }: Queued) => ({ id, unitName, year, version })

/** What waits for a person: steps in the chains of his units, and reports no nearer unit reviews. */
async function listWaiting(passed: Passed): Promise<Placed[]> {
  const { store, user } = passed
  const reached = await listReached(store, unitsWith(user, 'reviewer'))
  const ours = reached.filter(({ isOurs }) => isOurs).map(({ id }) => id)
  const asked = (await listRequests(store, ours)).map(({ report }) => report)
  const isAsked = ({ id }: Queued) => asked.includes(id)
  const lines = [
    ...(await listQueued(store, ours, statesIn('review', 'approved'))),
    ...(await listQueued(store, unitsWith(user, ...STEPS.map(({ role }) => role)), statesIn('checking', 'approved'))),
    ...(asked.length > 0 ? (await listQueued(store, ours, statesIn('settled', 'not due'))).filter(isAsked) : [])
  ]
  const queued = [...new Map(lines.map((one) => [one.id, one])).values()]
  return queued
    .map(await openPlacer(passed, reached, queued))
    .filter(({ isWaiting }) => isWaiting)
    .sort(inOrder)
}

export type DeskQueue = { waiting: QueueRow[]; found: number }

/** The queue on the desk: the first lines of what waits for a person. */
export async function openDeskQueue(passed: Passed, lines: number): Promise<DeskQueue> {
  const all = await nameApart(passed, await listWaiting(passed))
  return { waiting: all.slice(0, lines).map((placed) => describe(passed, placed)), found: all.length }
}

const idsOf = (units: readonly Unit[]) => units.map(({ id }) => id)

/** Every unit somebody may follow, for a year: what waits for him first, then by deadline. */
async function listYear(passed: Passed, year: number): Promise<Placed[]> {
  const { reached, read, units } = await listFollowed(passed)
  const standings = await listStandings(passed.store, idsOf(units), year)
  return standings.map(await openPlacer(passed, reached, standings, read)).sort(inOrder)
}

/** The units a person sees, each once: those he reviews or reads, and his own where he has a step. Desk and list count these. */
export async function listFollowed({ store, user }: Passed): Promise<{ reached: Reached[]; read: Unit[]; units: Unit[] }> {
  const reached = await listReached(store, unitsWith(user, 'reviewer'))
  const read = await listUnitsBelow(store, unitsWith(user, 'compiler', 'reader'))
  const own = unitsWith(user, ...STEPS.map(({ role }) => role))
  const inside = (await listUnitsBelow(store, own)).filter(({ id }) => own.includes(id))
  const units = new Map<number, Unit>([...inside, ...read, ...reached].map((unit) => [unit.id, unit]))
  return { reached, read, units: [...units.values()] }
}

async function nameApart({ store }: Passed, found: readonly Placed[]): Promise<Placed[]> {
  const named = await tellApart(
    store,
    found.map(({ one }) => one)
  )
  return found.map((placed, i) => ({ ...placed, one: named[i] ?? placed.one }))
}

function inOrder(a: Placed, b: Placed): number {
  return Number(b.isWaiting) - Number(a.isWaiting) || byUrgency(a.one, b.one)
}

/** The part of a line that sorting needs; the rest is computed for the lines of one page only. */
type Placed = {
  one: Queued | Unstarted
  roles: readonly Role[]
  isWaiting: boolean
  isMine: boolean
  isPlain: boolean
  next?: NextStep
  request?: Request
}

async function openPlacer(
  { store, user, now }: Passed,
  reached: readonly Reached[],
  lines: readonly (Queued | Unstarted)[],
  followed: readonly Unit[] = []
) {
  // A report its unit is still writing waits for no decision.
  const filings = lines.flatMap((one) => (one.id === null || isEditable(one.state) ? [] : [one]))
  const steps = await findNextSteps(store, filings, now)
  const requests = new Map(
    (
      await listRequests(
        store,
        reached.map(({ id }) => id)
      )
    ).map((one) => [one.report, one])
  )
  const reviewed = new Map(reached.map(({ id, isOurs }) => [id, isOurs]))
  const read = new Set(followed.map(({ id }) => id))
  const rolesAt = (unit: number): Role[] => [
    ...user.memberships.flatMap(({ unit: at, role }) => (at === unit && OWN_ROLES.includes(role) ? [role] : [])),
    ...(read.has(unit) ? (['reader'] as const) : []),
    ...(reviewed.has(unit) ? (['reviewer'] as const) : [])
  ]
  return (one: Queued | Unstarted): Placed => {
    const roles = rolesAt(one.unit)
    if (one.id === null) return { one, roles, isWaiting: false, isMine: false, isPlain: false }
    const { state, claimedBy } = one
    const isMine = state === 'IN_REVIEW' && claimedBy === user.id
    const [next, request] = [steps.get(one.id), requests.get(one.id)]
    const isAwaited = next?.people.some(({ id }) => id === user.id) === true
    // 撤下 needs a second person.
    const isAsked =
      request !== undefined && reviewed.get(one.unit) === true && !(request.name === 'askTakeDown' && request.by.id === user.id)
    const isWaiting = isAwaited || (isAsked && (state !== 'IN_REVIEW' || isMine))
    const isPlain = isAwaited && turnOf(state) === 'reviewer' && !request && hasNothingToLookAt(one)
    return { one, roles, isWaiting, isMine, isPlain, next, request }
  }
}

/** What somebody sees of a line and may do with it. */
function describe({ now, user }: Passed, { one, roles, isWaiting, isMine, isPlain, next, request }: Placed): QueueRow {
  const { unit, unitName, year, kind, deadline } = one
  const place = {
    unit,
    unitName,
    year,
    kind,
    due: deadline.due,
    isExtended: deadline.isExtended,
    colleagues: [],
    isWaiting,
    isMine,
    isPlain
  }
  const daysLeft = daysUntil(deadline.due, dayOf(now))
  if (one.id === null)
    return {
      ...place,
      id: null,
      state: one.state,
      steps: one.state === 'NOT_STARTED' && roles.includes('reviewer') ? ['excuse'] : [],
      mayOpen: false,
      ...(one.excuse === null ? { daysLeft } : { excuse: one.excuse })
    }
  const { id, state, revision, version } = one
  const isUnderWay = isOwing(state) || turnOf(state) === 'reviewer'
  const steps = listTransitions(state, roles).filter(
    (name) => FROM_A_LIST.includes(name) && (isMine || (name !== 'release' && name !== 'handOver')) && (name !== 'excuse' || revision === 1)
  )
  return {
    ...place,
    ...{ id, state, revision, version, steps },
    ...lookOf(one, roles),
    ...(next?.lack ? { next: tellNextStep(next, user.id) } : {}),
    ...(request && mayRead(roles, one) ? { request: tellRequest({ ...request, by: request.by.name }) } : {}),
    daysLeft: isUnderWay && revision === 1 ? daysLeft : undefined,
    mayOpen: mayRead(roles, one)
  }
}

/**
 * What there is to look at, as counted at the last submission. Of a report that lies with its unit only the unit sees it.
 * Internal comments count for reviewers only.
 */
function lookOf({ state, submittedOn, claimer, risk, comments, internalComments }: Queued, roles: readonly Role[]): Partial<QueueRow> {
  const sight = sightOf(roles, { state, submittedOn })
  if (sight === undefined || (sight === 'handed in' && isEditable(state))) return { claimer }
  return { claimer, ...(!isEditable(state) && { risk }), comments: comments + (roles.includes('reviewer') ? internalComments : 0) }
}

/** Filters by words in the unit's present or former names. */
async function filterByName({ store }: Passed, lines: readonly Placed[], search: string): Promise<Placed[]> {
  const former = await listFormerNames(store, [...new Set(lines.map(({ one }) => one.unit))])
  const matching = new Set(former.filter(({ name }) => name.includes(search)).map(({ unit }) => unit))
  return lines.filter(({ one }) => one.unitName.includes(search) || matching.has(one.unit))
}
