import type { UnitInTree } from '@/db/people/unit-tree'
import { tellApart } from '@/db/people/units'
import type { FilingInList } from '@/db/reports/reports'
import { findNextSteps, listRequests, type NextStep, type Request } from '@/db/workflow/next-steps'
import { byUrgency, hasNothingToLookAt, type Queued, type Reached, type Unstarted } from '@/db/workflow/queue'
import { OWN_ROLES, type Role } from '@/report/workflow/roles'
import { isEditable, STEPS, turnOf } from '@/report/workflow/states'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { onceAPage } from '@/server/gate/once-a-page'
import { listBelow, listReviewed } from '@/server/gate/reach'

/** What a line means to somebody: what sorting and counting need; the rest is read for the lines of one page only. */
export type Place = {
  roles: readonly Role[]
  /** Whether it waits for him, and whether for his next step rather than for an answer. */
  isWaiting: boolean
  isAwaited: boolean
  /** He has claimed it. */
  isMine: boolean
  next?: NextStep
  request?: Request
}
export type Placed = Place & { one: Queued | Unstarted }

const NOWHERE = { isWaiting: false, isAwaited: false, isMine: false } as const

/** Opens what tells of each of these lines what it means to the person. `asked`: the requests of the units he reviews. */
export async function openPlacer(
  { store, user, now }: Passed,
  { reached, asked, followed = [] }: { reached: readonly Reached[]; asked: readonly Request[]; followed?: readonly UnitInTree[] },
  lines: readonly (FilingInList | Unstarted)[]
): Promise<(line: FilingInList | Unstarted) => Place> {
  // A report its unit is still writing waits for no decision.
  const filings = lines.flatMap((one) => (one.id === null || isEditable(one.state) ? [] : [one]))
  const steps = await findNextSteps(store, filings, now, reached)
  const requests = new Map(asked.map((one) => [one.report, one]))
  const reviewed = new Map(reached.map(({ id, isOurs }) => [id, isOurs]))
  const read = new Set(followed.map(({ id }) => id))
  const rolesAt = (unit: number): Role[] => [
    ...user.memberships.flatMap(({ unit: at, role }) => (at === unit && OWN_ROLES.includes(role) ? [role] : [])),
    ...(read.has(unit) ? (['reader'] as const) : []),
    ...(reviewed.has(unit) ? (['reviewer'] as const) : [])
  ]
  return (one) => {
    const roles = rolesAt(one.unit)
    if (one.id === null) return { roles, ...NOWHERE }
    const { state, claimedBy } = one
    const isMine = state === 'IN_REVIEW' && claimedBy === user.id
    const [next, request] = [steps.get(one.id), requests.get(one.id)]
    const isAwaited = next?.people.some(({ id }) => id === user.id) === true
    // 撤下 needs a second person.
    const isAsked =
      request !== undefined && reviewed.get(one.unit) === true && !(request.name === 'askTakeDown' && request.by.id === user.id)
    return { roles, isWaiting: isAwaited || (isAsked && (state !== 'IN_REVIEW' || isMine)), isAwaited, isMine, next, request }
  }
}

/** Whether a report may be approved among others. */
export const isPlain = ({ one, isAwaited, request }: Placed): boolean =>
  one.id !== null && isAwaited && turnOf(one.state) === 'reviewer' && !request && hasNothingToLookAt(one)

/** Whether it may be published among others: a correction needs words of its own, and who is missing in an aggregate is looked at. */
export const isPublishable = ({ one, isAwaited, request }: Placed): boolean =>
  one.id !== null && isAwaited && one.state === 'APPROVED' && one.revision === 1 && !one.isPartial && !request

/** What waits first, then by deadline. */
export function inOrder(a: Placed, b: Placed): number {
  return Number(b.isWaiting) - Number(a.isWaiting) || byUrgency(a.one, b.one)
}

/** The requests that wait in these units, read once for header and page. */
export const listAsked = onceAPage(
  ({ store }: Passed, reached: readonly Reached[]): Promise<Request[]> =>
    listRequests(
      store,
      reached.map(({ id }) => id)
    )
)

/** The same lines with the unit above in names that several of them share. */
export async function nameApart({ store }: Passed, found: readonly Placed[]): Promise<Placed[]> {
  const named = await tellApart(
    store,
    found.map(({ one }) => one)
  )
  return found.map((placed, i) => ({ ...placed, one: named[i] ?? placed.one }))
}

/** The units a person sees, each once: those he reviews or reads, and his own where he has a step. Desk and list count these. */
export async function listFollowed({
  store,
  user
}: Passed): Promise<{ reached: readonly Reached[]; read: readonly UnitInTree[]; units: readonly UnitInTree[] }> {
  const reached = await listReviewed({ store, user })
  const read = await listBelow({ store, user }, 'compiler', 'reader')
  const own = unitsWith(user, ...STEPS.map(({ role }) => role))
  const inside = (await listBelow({ store, user }, ...STEPS.map(({ role }) => role))).filter(({ id }) => own.includes(id))
  const units = new Map<number, UnitInTree>([...inside, ...read, ...reached].map((unit) => [unit.id, unit]))
  return { reached, read, units: [...units.values()] }
}
