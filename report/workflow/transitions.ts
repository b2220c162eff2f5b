import { ROLES, type Role } from './roles'
import { isIn, STEPS, type State } from './states'

/**
 * What a transition demands beside its state and role. All of it is checked on the server inside the transaction.
 * - `reason`: words of at least four characters;
 * - `clean`: no error left, every warning explained;
 * - `comment`: at least one comment still open, so that the unit knows what to do;
 * - `answers`: every open comment answered or its place changed;
 * - `closed comments`: none left open;
 * - `in time`: before the close of the campaign or the unit's extension;
 * - `correction time`: before the end of corrections;
 * - `only revision`: no other revision of the report is under way, and none is later;
 * - `other's work`: nobody decides on what he typed or submitted himself (`listDeciders` has the one exception);
 * - `own claim`: only by whoever claimed the report, while the claim lasts;
 * - `colleague`: it goes to somebody who reviews this unit too;
 * - `unchanged`: what lies in the database is what was submitted;
 * - `change note`: what a correction changed, for the public;
 * - `second person`: somebody else asked for it, and nothing happened since;
 * - `request`: something was asked for, and nothing happened since;
 * - `members`: of an aggregate, every member approved, published, not required or declared 缺报;
 * - `summed`: its sums are those of its members as they are now;
 * - `coverage note`: its note names every member that is not in it.
 */
export type Demand =
  | 'reason'
  | 'clean'
  | 'comment'
  | 'answers'
  | 'closed comments'
  | 'in time'
  | 'correction time'
  | 'only revision'
  | "other's work"
  | 'own claim'
  | 'colleague'
  | 'unchanged'
  | 'change note'
  | 'second person'
  | 'request'
  | 'members'
  | 'summed'
  | 'coverage note'

/** Shortest reason, comment and change note worth reading. */
export const SHORTEST_REASON = 4

export type Transition = {
  from: readonly State[]
  /** `next`: the next step of the unit's chain; `stay`: an event that changes no state. */
  to: State | 'next' | 'stay'
  by: readonly Role[]
  /** The words of its button, with `…` where a dialog follows; for those of the history see `eventWords`. */
  button: string
  demands: readonly Demand[]
  /** Roles that find it in their inbox: in the unit that files, or in the one that reviews. */
  tells: readonly Role[]
}

const STEP_STATES = STEPS.map(({ state }) => state)

/** 流转: every way from one state to another, who may take it and what it demands. Nothing else changes a state. */
const TRANSITIONS = {
  submit: {
    from: ['DRAFT', 'RETURNED'],
    to: 'next',
    by: ['filler'],
    button: '提交审核',
    demands: ['members', 'summed', 'coverage note', 'clean', 'answers', 'in time'],
    tells: ['checker', 'secrecy', 'signer', 'reviewer']
  },
  pass: {
    from: STEP_STATES,
    to: 'next',
    by: ['checker', 'secrecy', 'signer'],
    button: '同意',
    demands: ["other's work", 'clean', 'answers', 'in time'],
    tells: ['secrecy', 'signer', 'reviewer']
  },
  sendBack: {
    from: STEP_STATES,
    to: 'RETURNED',
    by: ['checker', 'secrecy', 'signer'],
    button: '退回填报…',
    demands: ["other's work", 'reason', 'comment'],
    tells: ['filler']
  },
  withdraw: {
    from: [...STEP_STATES, 'SUBMITTED'],
    to: 'DRAFT',
    by: ['filler'],
    button: '撤回',
    demands: [],
    tells: []
  },
  askWithdraw: {
    from: ['IN_REVIEW', 'APPROVED'],
    to: 'stay',
    by: ['filler'],
    button: '申请撤回…',
    demands: ['reason'],
    tells: ['reviewer']
  },
  claim: {
    from: ['SUBMITTED'],
    to: 'IN_REVIEW',
    by: ['reviewer'],
    button: '领取审核',
    demands: ["other's work"],
    tells: []
  },
  release: {
    from: ['IN_REVIEW'],
    to: 'SUBMITTED',
    by: ['reviewer'],
    button: '退还待审',
    demands: ['own claim'],
    tells: []
  },
  handOver: {
    from: ['IN_REVIEW'],
    to: 'stay',
    by: ['reviewer'],
    button: '转交…',
    demands: ['own claim', 'reason', 'colleague'],
    tells: []
  },
  return: {
    from: ['IN_REVIEW'],
    to: 'RETURNED',
    by: ['reviewer'],
    button: '退回修改…',
    demands: ['own claim', "other's work", 'reason', 'comment'],
    tells: ['filler']
  },
  approve: {
    from: ['IN_REVIEW'],
    to: 'APPROVED',
    by: ['reviewer'],
    button: '审核通过',
    demands: ['own claim', "other's work", 'members', 'coverage note', 'unchanged', 'clean', 'closed comments'],
    tells: ['filler', 'signer']
  },
  unapprove: {
    from: ['APPROVED'],
    to: 'SUBMITTED',
    by: ['reviewer'],
    button: '撤销通过…',
    demands: ['reason'],
    tells: ['filler', 'reviewer']
  },
  publish: {
    from: ['APPROVED', 'IMPORTED'],
    to: 'PUBLISHED',
    by: ['signer', 'reviewer'],
    button: '公布…',
    demands: ['members', 'coverage note', 'unchanged', 'change note', 'only revision'],
    tells: ['filler', 'signer']
  },
  askCorrection: {
    from: ['PUBLISHED', 'WITHDRAWN'],
    to: 'stay',
    by: ['filler', 'signer'],
    button: '申请更正…',
    demands: ['reason'],
    tells: ['reviewer']
  },
  correct: {
    from: ['PUBLISHED', 'WITHDRAWN'],
    to: 'stay',
    by: ['reviewer'],
    button: '同意更正…',
    demands: ['reason', 'correction time', 'only revision'],
    tells: ['filler']
  },
  askTakeDown: {
    from: ['PUBLISHED'],
    to: 'stay',
    by: ['signer', 'reviewer'],
    button: '申请撤下…',
    demands: ['reason'],
    tells: ['reviewer']
  },
  takeDown: {
    from: ['PUBLISHED'],
    to: 'WITHDRAWN',
    by: ['reviewer'],
    button: '撤下…',
    demands: ['reason', 'second person'],
    tells: ['filler', 'signer']
  },
  republish: {
    from: ['WITHDRAWN'],
    to: 'PUBLISHED',
    by: ['reviewer'],
    button: '重新公布…',
    demands: ['reason', 'members', 'coverage note', 'unchanged'],
    tells: ['filler', 'signer']
  },
  decline: {
    from: ['IN_REVIEW', 'APPROVED', 'PUBLISHED', 'WITHDRAWN', 'NOT_REQUIRED'],
    to: 'stay',
    by: ['reviewer'],
    button: '不同意申请…',
    demands: ['request', 'reason'],
    tells: ['filler', 'signer']
  },
  excuse: {
    from: ['DRAFT'],
    to: 'NOT_REQUIRED',
    by: ['reviewer'],
    button: '列为无需报送…',
    demands: ['reason'],
    tells: ['filler']
  },
  askRequire: {
    from: ['NOT_REQUIRED'],
    to: 'stay',
    by: ['filler'],
    button: '申请报送…',
    demands: ['reason'],
    tells: ['reviewer']
  },
  require: {
    from: ['NOT_REQUIRED'],
    to: 'DRAFT',
    by: ['reviewer'],
    button: '恢复报送…',
    demands: ['reason'],
    tells: ['filler']
  }
} as const satisfies Record<string, Transition>

export type TransitionName = keyof typeof TRANSITIONS

export const TRANSITION_NAMES = Object.keys(TRANSITIONS) as TransitionName[]

/** Everything a report's history can tell: transitions, its start, and what time does by itself. */
export type EventName = TransitionName | 'start' | 'import' | 'expire' | 'waive' | 'adjust' | 'unadjust' | 'supersede'

const OTHER_EVENTS: Record<Exclude<EventName, TransitionName>, string> = {
  start: '开始填报',
  import: '导入文件',
  expire: '领取到期，退还待审',
  waive: '免予核对',
  adjust: '增加调整项',
  unadjust: '撤销调整项',
  supersede: '被更正版本取代'
}

/** A step by its name. */
export const openTransition = (name: TransitionName): Transition => TRANSITIONS[name]

/** The words of the history for any event: of a step those of its button. */
export function eventWords(name: EventName): string {
  if (name === 'correct') return '同意更正，开始下一版'
  return name in TRANSITIONS
    ? openTransition(name as TransitionName).button.replace('…', '')
    : OTHER_EVENTS[name as keyof typeof OTHER_EVENTS]
}

/** Whether somebody with these roles may take a transition from a state; its demands are another matter. */
export function mayTake(name: TransitionName, state: State, roles: readonly Role[]): boolean {
  const { from, by } = openTransition(name)
  const turn = STEPS.find((step) => step.state === state)?.role
  // In a step of the chain only that step's role decides.
  const allowed = name === 'pass' || name === 'sendBack' ? by.filter((role) => role === turn) : by
  return from.includes(state) && allowed.some((role) => roles.includes(role))
}

/** The steps that bring a report on its way, one for each state that is somebody's turn; nothing else is waited for. */
const ONWARD = ['submit', 'pass', 'claim', 'approve', 'publish'] as const satisfies readonly TransitionName[]

/** The step a report in a state waits for; undefined where nothing is due. */
export const onwardStep = (state: State): (typeof ONWARD)[number] | undefined =>
  isIn(state, 'settled') ? undefined : ONWARD.find((name) => openTransition(name).from.includes(state))

/** Whose step that is. Of several roles the first is asked, the next only where nobody holds it: who signs publishes. */
export function onwardRoles(state: State): Role[] {
  const name = onwardStep(state)
  return name ? ROLES.filter((role) => mayTake(name, state, [role])) : []
}

/** What the reviewing unit is asked for; it waits for an answer until anything else happens to the report. */
export const REQUESTS = ['askWithdraw', 'askCorrection', 'askTakeDown', 'askRequire'] as const satisfies readonly TransitionName[]
export type RequestName = (typeof REQUESTS)[number]

/** The transitions somebody with these roles may take from a state, in the order of the table. */
export function listTransitions(state: State, roles: readonly Role[]): TransitionName[] {
  return TRANSITION_NAMES.filter((name) => mayTake(name, state, roles))
}

/** How long a claim holds. */
export const CLAIM_HOURS = 24
