/** Where a report stands; exactly one at a time. */
export const STATES = ['DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED'] as const
export type State = (typeof STATES)[number]

export const STATE_NAMES: Record<State, string> = { DRAFT: '填报中', SUBMITTED: '待审核', RETURNED: '已退回', APPROVED: '审核通过' }

/** 填报员, 审核员, 管理员: held for a unit; a reviewer's reaches the units below it as well. */
export const ROLES = ['filler', 'reviewer', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Record<Role, string> = { filler: '填报员', reviewer: '审核员', admin: '管理员' }

export type Transition = {
  from: readonly State[]
  to: State
  by: Role
  /** The words of its button. */
  button: string
  /** The words of the history once it is done. */
  done: string
  needsReason?: true
  /** Checked again on the server inside the transaction: no error left, every warning answered. */
  needsCleanReport?: true
  /** Nobody decides on what he typed or submitted himself. */
  notOwnWork?: true
}

/** 流转: every way from one state to another, who may take it and what it demands. Nothing else changes a state. */
export const TRANSITIONS = {
  submit: { from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED', by: 'filler', button: '提交审核', done: '提交审核', needsCleanReport: true },
  return: {
    from: ['SUBMITTED'],
    to: 'RETURNED',
    by: 'reviewer',
    button: '退回修改',
    done: '退回修改',
    needsReason: true,
    notOwnWork: true
  },
  approve: {
    from: ['SUBMITTED'],
    to: 'APPROVED',
    by: 'reviewer',
    button: '审核通过',
    done: '审核通过',
    needsCleanReport: true,
    notOwnWork: true
  }
} as const satisfies Record<string, Transition>

export type TransitionName = keyof typeof TRANSITIONS

export const openTransition = (name: TransitionName): Transition => TRANSITIONS[name]

/** The states in which a unit may type; every write of a cell names them in its own statement. */
export const EDITABLE: readonly State[] = ['DRAFT', 'RETURNED']

export function isEditable(state: State): boolean {
  return EDITABLE.includes(state)
}

/** The transitions somebody with these roles may take from a state, in the order of the table. */
export function listTransitions(state: State, roles: readonly Role[]): TransitionName[] {
  return (Object.keys(TRANSITIONS) as TransitionName[]).filter((name) => {
    const { from, by } = openTransition(name)
    return from.includes(state) && roles.includes(by)
  })
}
