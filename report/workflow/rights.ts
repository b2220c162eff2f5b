import { OWN_ROLES, type Role } from './roles'
import { isEditable, isIn, isInside, type State, turnOf } from './states'

/** Where a revision stands, and when it reached whoever reviews it last; null before the first time and once withdrawn. */
export type Stand = { state: State; submittedOn: Date | null }

/** What somebody sees of a report: what stands in it now, or what reached the reviewing unit last. */
export type Sight = 'present' | 'handed in'

/**
 * What somebody with these roles may read of a report; undefined: nothing. What its unit types is the unit's own affair
 * until it is handed in, after a return as well; administrators see it too, because they decide on waivers.
 */
export function sightOf(roles: readonly Role[], { state, submittedOn }: Stand): Sight | undefined {
  if (roles.some((role) => OWN_ROLES.includes(role) || role === 'admin')) return 'present'
  return roles.length > 0 && submittedOn !== null && !isInside(state) ? 'handed in' : undefined
}

/** Whether somebody with these roles may read a report in any way. */
export function mayRead(roles: readonly Role[], stand: Stand): boolean {
  return sightOf(roles, stand) !== undefined
}

/**
 * Who of the holders of a role may decide on a report: nobody on his own work, save where a unit reviews itself and has
 * nobody else to do it.
 */
export function listDeciders<P extends { id: number }>(holders: readonly P[], authors: ReadonlySet<number>, reviewsItself: boolean): P[] {
  const others = holders.filter(({ id }) => !authors.has(id))
  return others.length === 0 && reviewsItself ? [...holders] : others
}

/** What people write beside a report: open or close a thread, reply in one, keep a note among reviewers, waive a rule, 公文要素. */
export type RemarkRight = 'comment' | 'reply' | 'internalComment' | 'waive' | 'imprint'

/** Whether a remark asks something of the unit, as those who decide do, or answers. */
export function isAsking(state: State, roles: readonly Role[]): boolean {
  const turn = turnOf(state)
  return roles.includes('reviewer') || (turn !== undefined && turn !== 'filler' && roles.includes(turn))
}

/** Whether somebody with these roles may write a remark: only on what he may read. */
export function mayRemark(remark: RemarkRight, stand: Stand, roles: readonly Role[]): boolean {
  if (!mayRead(roles, stand)) return false
  const { state } = stand
  const turn = turnOf(state)
  switch (remark) {
    case 'comment':
      return state !== 'SUBMITTED' && !isEditable(state) && turn !== undefined && roles.includes(turn)
    case 'reply':
      return !isIn(state, 'settled') && roles.some((role) => OWN_ROLES.includes(role) || role === 'reviewer')
    case 'internalComment':
      return roles.includes('reviewer')
    case 'waive':
      return !isIn(state, 'settled') && roles.includes('admin')
    // Numbers and dates are given when it is signed, which may be after it was handed in; what is public stays as it is.
    case 'imprint':
      return !isIn(state, 'settled', 'not due') && (roles.includes('filler') || roles.includes('signer'))
  }
}
