import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import type { Store } from '@/db/client'
import { grant, type Opened, type Purpose } from '@/db/permission'
import { type Filing, findFiling } from '@/db/reports'
import type { User } from '@/db/sessions'
import { listUnitsAbove } from '@/db/units'
import { openTransition, type Role } from '@/report/status'
import { findCurrentUser } from './session'
import { openSharedStore } from './store'

/** What an action tells the browser. The error is a Chinese sentence that says what to do. */
export type Result = { ok: true } | Refused
export type Refused = { ok: false; error: string; why?: 'signed out' | 'closed' }

const SIGNED_OUT: Refused = { ok: false, why: 'signed out', error: '登录已过期，请重新登录，已填内容保存在本机' }

/** What a page or an action works with once the gate let it through. */
export type Passed = { store: Store; user: User; now: Date }
export type PassedReport<P extends Purpose> = Passed & { filing: Filing; opened: Opened<P>; roles: readonly Role[] }

/** For pages: the person signed in, or away to the sign-in page; first passwords are changed before anything else. */
export async function requireUser(): Promise<Passed> {
  const passed = await findPassed()
  if (!passed) redirect('/sign-in')
  if (passed.user.mustChangePassword) redirect('/password')
  return passed
}

/** The person signed in, first password or not; undefined if nobody is. */
export async function findPassed(): Promise<Passed | undefined> {
  const [store, now] = [await openSharedStore(), new Date()]
  const user = await findCurrentUser(store, now)
  return user && { store, user, now }
}

/** For pages: a report opened for one purpose. Whoever may not know of it gets the same 404 as for one that is not there. */
export async function openReport<P extends Purpose>(id: string, purpose: P): Promise<PassedReport<P>> {
  const passed = await requireUser()
  const found = await findOpened(passed, Number(id), purpose)
  if (!found?.opened) notFound()
  return { ...passed, ...found, opened: found.opened }
}

/** The units in which somebody holds a role. */
export function unitsWith(user: User, ...roles: Role[]): number[] {
  return [...new Set(user.memberships.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit))]
}

/**
 * An action on one report: who is it → may he, for this purpose → is the input well formed → work. The input carries
 * the report's id as `report`.
 */
export function action<P extends Purpose, S extends z.ZodType, R extends Result>(
  purpose: P,
  schema: S,
  work: (passed: PassedReport<P>, input: z.output<S>) => Promise<R>
) {
  return async (report: number, input: z.input<S>): Promise<R | Refused> => {
    const passed = await findPassed()
    if (!passed || passed.user.mustChangePassword) return SIGNED_OUT
    const found = await findOpened(passed, report, purpose)
    if (!found) return { ok: false, error: '没有这份年报' }
    if (!found.opened) return { ok: false, error: '您没有办理这一步的权限' }
    const parsed = schema.safeParse(input)
    if (!parsed.success) return { ok: false, error: sentenceOf(parsed.error) }
    return work({ ...passed, ...found, opened: found.opened }, parsed.data)
  }
}

/** An action on no report in particular, for everybody signed in or for those who hold a role somewhere. */
export function generalAction<S extends z.ZodType, R extends Result>(
  role: Role | undefined,
  schema: S,
  work: (passed: Passed, input: z.output<S>) => Promise<R>
) {
  return async (input: unknown): Promise<R | Refused> => {
    const passed = await findPassed()
    if (!passed || passed.user.mustChangePassword) return SIGNED_OUT
    if (role && unitsWith(passed.user, role).length === 0)
      return { ok: false, error: `只有${role === 'admin' ? '管理员' : '有权限的人员'}可以办理` }
    const parsed = schema.safeParse(input)
    if (!parsed.success) return { ok: false, error: sentenceOf(parsed.error) }
    return work(passed, parsed.data)
  }
}

/** The first Chinese message of a schema, or a sentence that fits any input made by hand. */
export function sentenceOf(error: z.ZodError): string {
  return error.issues.find(({ message }) => /[\u4e00-\u9fff]/.test(message))?.message ?? '提交的内容不完整，请刷新页面后重试'
}

/** Undefined if the report is not there or not to be known of; without `opened` it may be known of, but not for this purpose. */
async function findOpened<P extends Purpose>(
  { store, user }: Passed,
  id: number,
  purpose: P
): Promise<{ filing: Filing; roles: Role[]; opened?: Opened<P> } | undefined> {
  const filing = Number.isSafeInteger(id) ? await findFiling(store, id) : undefined
  if (!filing) return undefined
  const roles = await rolesAt(store, user, filing)
  if (!mayKnow(roles, filing)) return undefined
  return { filing, roles, opened: mayDo(roles, purpose) ? grant(purpose, id, user.id) : undefined }
}

/** The roles somebody holds for a report: as a filler only in its own unit, otherwise there or above. */
async function rolesAt(store: Store, { memberships }: User, { unit }: Filing): Promise<Role[]> {
  const own = memberships.filter((one) => one.unit === unit).map(({ role }) => role)
  const elsewhere = memberships.filter((one) => one.unit !== unit && one.role !== 'filler')
  if (elsewhere.length === 0) return own
  const above = await listUnitsAbove(store, unit)
  return [...own, ...elsewhere.filter((one) => above.includes(one.unit)).map(({ role }) => role)]
}

/** A draft is its unit's own affair; reviewers see what has been handed in. */
function mayKnow(roles: readonly Role[], { state }: Filing): boolean {
  return roles.includes('filler') || (roles.includes('reviewer') && state !== 'DRAFT')
}

function mayDo(roles: readonly Role[], purpose: Purpose): boolean {
  if (purpose === 'read') return true
  if (purpose === 'edit') return roles.includes('filler')
  return roles.includes(openTransition(purpose).by)
}
