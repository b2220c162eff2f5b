import type { Queued } from '@/db/workflow/queue'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import { isOwing, type Standing } from '@/report/workflow/progress'
import { mayRead, sightOf } from '@/report/workflow/rights'
import type { Role } from '@/report/workflow/roles'
import { isEditable, turnOf } from '@/report/workflow/states'
import { listTransitions, type TransitionName } from '@/report/workflow/transitions'
import type { Passed } from '@/server/gate/gate'
import { type NextStepWords, tellNextStep, tellRequest } from '@/server/work/next-step'
import { isPlain, type Placed } from './place'

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
    /** The hour at which one's own claim lapses, where that is near; and comments the unit has answered. */
    claimEnds?: Date
    answered?: number
    /** What it waits for, where somebody must know; and what was asked for and is not answered. */
    next?: NextStepWords
    request?: string
    /** Why nothing need be reported. */
    excuse?: string
    /** To whom it may be handed over. */
    colleagues: { id: number; name: string }[]
  }

const FROM_A_LIST: readonly TransitionName[] = ['claim', 'release', 'handOver', 'excuse', 'require']
/** Milliseconds before its end in which a claim is said to lapse. */
const LAPSING = 4 * 3_600_000

/** What somebody sees of a line and may do with it. */
export function describeRow({ now, user }: Passed, placed: Placed): QueueRow {
  const { one, roles, isWaiting, isMine, next, request } = placed
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
    isPlain: isPlain(placed)
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
    ...(isMine && one.claimEnds && one.claimEnds.getTime() - now.getTime() < LAPSING ? { claimEnds: one.claimEnds } : {}),
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
function lookOf(
  { state, submittedOn, claimer, risk, comments, internalComments, answered }: Queued,
  roles: readonly Role[]
): Partial<QueueRow> {
  const sight = sightOf(roles, { state, submittedOn })
  if (sight === undefined || (sight === 'handed in' && isEditable(state))) return { claimer }
  return {
    claimer,
    ...(!isEditable(state) && { risk }),
    comments: comments + (roles.includes('reviewer') ? internalComments : 0),
    answered
  }
}
