import type { Role } from './roles'

/** With whom a report lies: nobody, its unit that types, a step of the unit's chain, the reviewing unit, whoever publishes, the public. */
export type Phase = 'not due' | 'filling' | 'checking' | 'review' | 'approved' | 'settled'

type Properties = {
  name: string
  phase: Phase
  /** Whose turn it is, if somebody's. */
  turn?: Role
  /** Only the unit itself is at work: whoever reviews sees that it is, not what it writes. */
  isInside?: true
  /** Its figures count for others: next year's report rests on them, and a batch may take them. */
  isReliable?: true
}

/**
 * Where a revision of a report stands, exactly one at a time, in the order of its way. What holds for a state stands here
 * and nowhere else.
 */
const TABLE = {
  /** Read in from a file and handed in by nobody: what a unit reported before it used the product. */
  IMPORTED: { name: '历史年报（导入）', phase: 'settled', isReliable: true },
  NOT_REQUIRED: { name: '无需报送', phase: 'not due', isInside: true },
  DRAFT: { name: '填报中', phase: 'filling', turn: 'filler', isInside: true },
  CHECKING: { name: '待初审', phase: 'checking', turn: 'checker', isInside: true },
  SECRECY: { name: '待保密审查', phase: 'checking', turn: 'secrecy', isInside: true },
  SIGNING: { name: '待签发', phase: 'checking', turn: 'signer', isInside: true },
  SUBMITTED: { name: '待审核', phase: 'review', turn: 'reviewer', isReliable: true },
  IN_REVIEW: { name: '审核中', phase: 'review', turn: 'reviewer', isReliable: true },
  RETURNED: { name: '已退回', phase: 'filling', turn: 'filler' },
  APPROVED: { name: '审核通过', phase: 'approved', isReliable: true },
  PUBLISHED: { name: '已公布', phase: 'settled', isReliable: true },
  SUPERSEDED: { name: '已被更正', phase: 'settled' },
  WITHDRAWN: { name: '已撤下', phase: 'settled' }
} as const satisfies Record<string, Properties>

export type State = keyof typeof TABLE
const PROPERTIES: Record<State, Properties> = TABLE

export const STATES = Object.keys(TABLE) as State[]
export const STATE_NAMES = Object.fromEntries(STATES.map((state) => [state, TABLE[state].name])) as Record<State, string>

/** The states of some phases, in the order of the table. */
export const statesIn = (...phases: readonly Phase[]): State[] => STATES.filter((state) => phases.includes(PROPERTIES[state].phase))

/** Whether a state is of one of these phases. */
export const isIn = (state: State, ...phases: readonly Phase[]): boolean => phases.includes(PROPERTIES[state].phase)

/** The states in which a unit may type; every write of a cell names them in its own statement. */
export const EDITABLE: readonly State[] = statesIn('filling')

/** A revision in one of these is settled; at most one other revision of the report is under way. */
export const SETTLED: readonly State[] = statesIn('settled')

/** The states whose figures count for others, the surest first. */
export const RELIABLE: readonly State[] = STATES.filter((state) => PROPERTIES[state].isReliable).reverse()

/** Whether the report lies with its own unit, which nobody outside looks into. */
export const isInside = (state: State): boolean => PROPERTIES[state].isInside === true

/** Whose turn it is in a state, if somebody's. */
export const turnOf = (state: State): Role | undefined => PROPERTIES[state].turn

/** Whether a unit may type in this state. */
export const isEditable = (state: State): boolean => isIn(state, 'filling')

/** 初审 → 保密审查 → 签发: the steps inside a unit; each unit takes none to all of them, in this order. */
export const STEPS = [
  { state: 'CHECKING', role: TABLE.CHECKING.turn, name: '初审' },
  { state: 'SECRECY', role: TABLE.SECRECY.turn, name: '保密审查' },
  { state: 'SIGNING', role: TABLE.SIGNING.turn, name: '签发' }
] as const satisfies readonly { state: State; role: Role; name: string }[]

export type Step = (typeof STEPS)[number]['state']
export type Chain = readonly Step[]

/** Where a report goes after a state: the next step of its unit's chain, then the reviewing unit. */
export function nextState(chain: Chain, from: State): State {
  const reached = STEPS.findIndex(({ state }) => state === from)
  return STEPS.slice(reached + 1).find(({ state }) => chain.includes(state))?.state ?? 'SUBMITTED'
}
