import type { Role } from '@/report/workflow/roles'
import type { State } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'

/**
 * For tests: the workflow told a second time, from the requirements and not from the table in report/workflow/transitions.ts, over plain
 * objects. Random walks hold both against each other.
 */
export type ModelPerson = { name: string; roles: readonly Role[] }

export type Revision = {
  state: State
  claim?: { by: string; ends: number }
  /** Who typed into it or submitted it. */
  authors: Set<string>
  /** Whether a rule is broken. */
  isBroken: boolean
  text: string
  /** The text when it was handed in last. */
  handedIn: string
  threads: ModelThread[]
  /** Whether it has reached the reviewing unit, and was not withdrawn since. */
  hasArrived: boolean
  /** What was asked for and by whom, if that was the last thing that happened. */
  request?: { is: TransitionName; by: string }
}

export type ModelThread = {
  isOpen: boolean
  onText: boolean
  /** What the asking side had before it when it asked last. */
  seen: string
  /** Whether the asking side spoke last. */
  isAsked: boolean
}

export type Model = {
  chain: readonly State[]
  revisions: Revision[]
  now: number
  close: number
  correctionEnd: number
  wasPublic: boolean
}

export type StepGiven = { reason: string; note: string; to?: ModelPerson }

export const newRevision = (text: string, isBroken: boolean): Revision => ({
  state: 'DRAFT',
  authors: new Set(),
  isBroken,
  text,
  handedIn: '',
  threads: [],
  hasArrived: false
})

/** Who may take a step from where, as the requirements say it: department, its chain, its supervisor. */
export function isEntitled(name: TransitionName, state: State, roles: readonly Role[]): boolean {
  const is = (...wanted: State[]) => wanted.includes(state)
  const has = (...wanted: Role[]) => wanted.some((role) => roles.includes(role))
  const decidesInside = (is('CHECKING') && has('checker')) || (is('SECRECY') && has('secrecy')) || (is('SIGNING') && has('signer'))
  switch (name) {
    case 'submit':
      return has('filler') && is('DRAFT', 'RETURNED')
    case 'pass':
    case 'sendBack':
      return decidesInside
    case 'withdraw':
      return has('filler') && is('CHECKING', 'SECRECY', 'SIGNING', 'SUBMITTED')
    case 'askWithdraw':
      return has('filler') && is('IN_REVIEW', 'APPROVED')
    case 'claim':
      return has('reviewer') && is('SUBMITTED')
    case 'release':
    case 'handOver':
    case 'return':
    case 'approve':
      return has('reviewer') && is('IN_REVIEW')
    case 'unapprove':
      return has('reviewer') && is('APPROVED')
    case 'publish':
      return has('signer', 'reviewer') && is('APPROVED', 'IMPORTED')
    case 'askCorrection':
      return has('filler', 'signer') && is('PUBLISHED', 'WITHDRAWN')
    case 'correct':
      return has('reviewer') && is('PUBLISHED', 'WITHDRAWN')
    case 'askTakeDown':
      return has('signer', 'reviewer') && is('PUBLISHED')
    case 'takeDown':
      return has('reviewer') && is('PUBLISHED')
    case 'republish':
      return has('reviewer') && is('WITHDRAWN')
    case 'decline':
      return has('reviewer') && is('IN_REVIEW', 'APPROVED', 'PUBLISHED', 'WITHDRAWN', 'NOT_REQUIRED')
    case 'excuse':
      return has('reviewer') && is('DRAFT')
    case 'askRequire':
      return has('filler') && is('NOT_REQUIRED')
    case 'require':
      return has('reviewer') && is('NOT_REQUIRED')
  }
}

const SETTLED: readonly State[] = ['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN']
const CLAIM = 24 * 3_600_000

/** Takes a step if everything the requirements ask for is met; false, and nothing changed, if not. */
export function step(model: Model, at: number, name: TransitionName, who: ModelPerson, { reason, note, to }: StepGiven): boolean {
  const one = model.revisions[at]
  if (!one || !isEntitled(name, one.state, who.roles)) return false
  const isAuthor = one.authors.has(who.name)
  const holds = one.claim?.by === who.name && one.claim.ends > model.now
  const open = one.threads.filter(({ isOpen }) => isOpen)
  const isUnanswered = open.some((thread) => thread.isAsked && !(thread.onText && thread.seen !== one.text))
  const inTime = model.now < model.close
  const isReasoned = reason.length >= 4
  const isUnderWay = model.revisions.some((other, i) => i !== at && (i > at || !SETTLED.includes(other.state)))
  const go = (state: State, more: Partial<Revision> = {}) => {
    const hasArrived = name !== 'withdraw' && (one.hasArrived || state === 'SUBMITTED')
    Object.assign(one, { request: undefined }, more, { state, hasArrived })
    return true
  }
  const onwards = () => model.chain[model.chain.indexOf(one.state) + 1] ?? 'SUBMITTED'
  switch (name) {
    case 'submit':
      if (one.isBroken || isUnanswered || !inTime) return false
      one.authors.add(who.name)
      return go(onwards(), { handedIn: one.text })
    case 'pass':
      return !isAuthor && open.length === 0 && inTime && go(onwards())
    case 'sendBack':
      return !isAuthor && isReasoned && open.length > 0 && go('RETURNED')
    case 'withdraw':
      return go('DRAFT')
    case 'askWithdraw':
    case 'askCorrection':
    case 'askRequire':
    case 'askTakeDown':
      return isReasoned && go(one.state, { request: { is: name, by: who.name } })
    case 'decline':
      return isReasoned && one.request !== undefined && go(one.state)
    case 'claim':
      return !isAuthor && go('IN_REVIEW', { claim: { by: who.name, ends: model.now + CLAIM } })
    case 'release':
      return holds && go('SUBMITTED', { claim: undefined })
    case 'handOver': {
      const isColleague = to !== undefined && to !== who && to.roles.includes('reviewer') && !one.authors.has(to.name)
      return holds && isReasoned && isColleague && go('IN_REVIEW', { claim: { by: to.name, ends: model.now + CLAIM } })
    }
    case 'return':
      return holds && !isAuthor && isReasoned && open.length > 0 && go('RETURNED', { claim: undefined })
    case 'approve':
      return holds && !isAuthor && open.length === 0 && go('APPROVED', { claim: undefined })
    case 'unapprove':
      return isReasoned && go('SUBMITTED')
    case 'publish':
      if (at > 0 && note.length < 4) return false
      for (const earlier of model.revisions.slice(0, at)) if (SETTLED.includes(earlier.state)) earlier.state = 'SUPERSEDED'
      model.wasPublic = true
      return go('PUBLISHED')
    case 'correct':
      if (!isReasoned || isUnderWay || model.now >= model.correctionEnd) return false
      model.revisions.push(newRevision(one.text, one.isBroken))
      return go(one.state)
    case 'takeDown':
      return isReasoned && one.request?.is === 'askTakeDown' && one.request.by !== who.name && go('WITHDRAWN')
    case 'republish':
      return isReasoned && go('PUBLISHED')
    case 'excuse':
      return isReasoned && go('NOT_REQUIRED')
    case 'require':
      return isReasoned && go('DRAFT')
  }
}

/** Time passes; claims that have ended are put back. */
export function wait(model: Model, hours: number): void {
  model.now += hours * 3_600_000
  for (const one of model.revisions)
    if (one.state === 'IN_REVIEW' && one.claim && one.claim.ends <= model.now) Object.assign(one, { state: 'SUBMITTED', claim: undefined })
}

/** Whether somebody may type: only the department, only while the report lies with it. */
export function mayType({ state }: Revision, { roles }: ModelPerson): boolean {
  return roles.includes('filler') && (state === 'DRAFT' || state === 'RETURNED')
}

/** Whether somebody may open or close a comment: whoever decides now. A claimed report is one person's. */
export function mayAsk({ state, claim }: Revision, { name, roles }: ModelPerson): boolean {
  if (state === 'IN_REVIEW') return roles.includes('reviewer') && claim?.by === name
  return isEntitled('pass', state, roles)
}

/**
 * Whether somebody may speak in a thread, and whether he asks or answers; undefined if neither. A reviewer only while it lies open to
 * him.
 */
export function speaksAs({ state, hasArrived }: Revision, { roles }: ModelPerson): 'asks' | 'answers' | undefined {
  const isInside = roles.some((role) => role === 'filler' || role === 'checker' || role === 'secrecy' || role === 'signer')
  const reviews = roles.includes('reviewer') && hasArrived && ['SUBMITTED', 'IN_REVIEW', 'RETURNED', 'APPROVED'].includes(state)
  if (SETTLED.includes(state) || !(isInside || reviews)) return undefined
  return roles.includes('reviewer') || isEntitled('pass', state, roles) ? 'asks' : 'answers'
}
