import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import type { Store } from '@/db/engine/client'
import type { Trouble } from '@/db/engine/trouble'
import { findConfirmedByFillers } from '@/db/people/paper-units'
import type { User } from '@/db/people/sessions'
import { findUnits, openReach, reviewingUnit } from '@/db/people/units'
import { grant, type Opened, type Purpose } from '@/db/permission'
import { hadToDoWith } from '@/db/reports/dealings'
import { type Filing, findFiling, findFilings } from '@/db/reports/reports'
import { mayRead, mayRemark } from '@/report/workflow/rights'
import { OWN_ROLES, type Role } from '@/report/workflow/roles'
import { mayTake, openTransition } from '@/report/workflow/transitions'
import { openSharedStore } from '@/server/base/store'
import { onceAPage } from './once-a-page'
import { refusingTrouble } from './refusal'
import { findCurrentUser } from './session'

/**
 * What an action tells the browser. The error is a Chinese sentence that says what to do; `field`: the name of the field it is about;
 * `asks`: what would follow, which is done once it is sent again with these words as `knowing`.
 */
export type Result = { ok: true } | Refusal
export type Refusal = {
  ok: false
  error: string
  field?: string
  asks?: string
  why?: 'signed out' | 'somebody else' | 'closed' | 'moved' | 'slow down' | Trouble
}

const SIGNED_OUT: Refusal = { ok: false, why: 'signed out', error: '登录已过期，请重新登录，已填内容保存在本机' }

/** What a page or an action works with once the gate let it through. */
export type Passed = { store: Store; user: User; now: Date }
export type PassedReport<P extends Purpose> = Passed & { filing: Filing; opened: Opened<P>; roles: readonly Role[] }

/** `isPolling`: a page asks by itself, which does not prolong the session. */
export type CallOptions = { isPolling?: boolean }

/** For pages: the person signed in, or away to the sign-in page; first passwords are changed before anything else. */
export async function requireUser(asking?: CallOptions): Promise<Passed> {
  const passed = await (asking ? findPassed(asking) : findOfPage())
  if (!passed) redirect('/sign-in')
  if (passed.user.mustChangePassword) redirect('/password')
  return passed
}

/** The person signed in, first password or not; undefined if nobody is. */
export async function findPassed({ isPolling }: CallOptions = {}): Promise<Passed | undefined> {
  const [store, now] = [await openSharedStore(), new Date()]
  const user = await findCurrentUser(store, now, isPolling)
  return user && { store, user, now }
}

/** Header and page are for the same person, at the same moment. */
const findOfPage = onceAPage(() => findPassed())

/** For actions and uploads: the person signed in, refused if the page was rendered for somebody else (header `x-page-user`). */
export async function findCaller(asking?: CallOptions): Promise<Passed | Refusal> {
  const passed = await findPassed(asking)
  if (!passed || passed.user.mustChangePassword) return SIGNED_OUT
  const { name } = passed.user
  const sent = (await headers()).get('x-page-user')
  // Compared in its encoded form: a forged header need not be decodable.
  if (sent === null || sent === encodeURIComponent(name)) return passed
  const pageUser = decode(sent)
  const error = `本页是 ${pageUser} 的，本浏览器现在由 ${name} 登录，没有办理。${pageUser} 已填的内容保存在本机，由其重新登录后继续`
  return { ok: false, why: 'somebody else', error }
}

function decode(sent: string): string {
  try {
    return decodeURIComponent(sent)
  } catch {
    return '另一账号'
  }
}

/**
 * For pages: a report opened for one purpose. Without the right to know of it: the same 404 as for one that does not exist; whoever had
 * to do with it and follows an old link is told where it is now.
 */
export async function openReport<P extends Purpose>(id: string, purpose: P): Promise<PassedReport<P>> {
  const passed = await requireUser()
  const known = await findKnown(passed, Number(id))
  const opened = known && openFor(passed, known, purpose)
  if (opened) return { ...passed, ...known, opened }
  const isReadable = known && mayRead(known.roles, known.filing)
  if (!isReadable && Number.isSafeInteger(Number(id)) && (await hadToDoWith(passed.store, passed.user.id, Number(id))))
    redirect(`/moved?report=${Number(id)}`)
  notFound()
}

/** Filters reports by whether the person may read them. */
export async function keepReadable(passed: Passed, filings: readonly Filing[]): Promise<Filing[]> {
  const known = await listKnown(passed, filings)
  return known.flatMap(({ filing, roles }) => (mayRead(roles, filing) ? [filing] : []))
}

/** The same by id. */
export async function listReadable(passed: Passed, reports: readonly number[]): Promise<Set<number>> {
  return new Set((await keepReadable(passed, await findFilings(passed.store, reports))).map(({ id }) => id))
}

/** The units in which somebody holds a role. */
export function unitsWith(user: User, ...roles: Role[]): number[] {
  return [...new Set(user.memberships.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit))]
}

/**
 * An action on one report. Checks in this order: signed in, may know of the report, input valid, permitted for the purpose.
 * The purpose may depend on the input: one action takes every step of the workflow.
 */
export function action<P extends Purpose, S extends z.ZodType, R extends Result>(
  purpose: P | ((input: z.output<S>) => P),
  schema: S,
  work: (passed: PassedReport<P>, input: z.output<S>) => Promise<R>
) {
  return refusingTrouble(async (report: number, input: z.input<S>): Promise<R | Refusal> => {
    const passed = await findCaller()
    if ('ok' in passed) return passed
    const known = await findKnown(passed, report)
    if (!known) return NO_REPORT
    const parsed = schema.safeParse(input)
    if (!parsed.success) return refuseInput(parsed.error)
    const opened = openFor(passed, known, typeof purpose === 'function' ? purpose(parsed.data) : purpose)
    return opened ? work({ ...passed, ...known, opened }, parsed.data) : NO_RIGHT
  })
}

const NO_REPORT: Refusal = { ok: false, error: '没有这份年报' }
const NO_RIGHT: Refusal = { ok: false, error: '您没有办理这一步的权限' }

/** For a route that takes a file for one report: what an action asks before it looks at its input. */
export async function openUpload<P extends Purpose>(report: number, purpose: P): Promise<PassedReport<P> | Refusal> {
  const passed = await findCaller()
  if ('ok' in passed) return passed
  const known = await findKnown(passed, report)
  if (!known) return NO_REPORT
  const opened = openFor(passed, known, purpose)
  return opened ? { ...passed, ...known, opened } : NO_RIGHT
}

/** An action without a report, for everybody signed in or for those who hold `role` in some unit. */
export function generalAction<S extends z.ZodType, R extends Result>(
  role: Role | undefined,
  schema: S,
  work: (passed: Passed, input: z.output<S>) => Promise<R>,
  asking?: CallOptions
) {
  return refusingTrouble(async (input: unknown): Promise<R | Refusal> => {
    const passed = await findCaller(asking)
    if ('ok' in passed) return passed
    if (role && unitsWith(passed.user, role).length === 0)
      return { ok: false, error: `只有${role === 'admin' ? '管理员' : '有权限的人员'}可以办理` }
    const parsed = schema.safeParse(input)
    if (!parsed.success) return refuseInput(parsed.error)
    return work(passed, parsed.data)
  })
}

/** A failed parse in the words of its first Chinese message, at that field; forged input gets a general sentence. */
export function refuseInput(error: z.ZodError): Refusal {
  const said = error.issues.find(({ message }) => /[\u4e00-\u9fff]/.test(message))
  return { ok: false, error: said?.message ?? '提交的内容不完整，请刷新页面后重试', field: said?.path[0]?.toString() }
}

type Known = { filing: Filing; roles: readonly Role[] }

/** Undefined if the report does not exist or the person may not know of it. */
async function findKnown(passed: Passed, id: number): Promise<Known | undefined> {
  const filing = Number.isSafeInteger(id) ? await findFiling(passed.store, id) : undefined
  const [known] = filing ? await listKnown(passed, [filing]) : []
  return known
}

function openFor<P extends Purpose>({ user }: Passed, { filing, roles }: Known, purpose: P): Opened<P> | undefined {
  return mayDo(roles, filing, purpose) ? grant(purpose, filing, user.id) : undefined
}

/**
 * The reports somebody holds a role for. The unit's own roles count only in the unit that files, a reviewer's in its
 * reviewing unit or above, the others in the unit or above. Whoever reviews a unit that files on paper fills in for it; whoever
 * fills in there confirms by 签发 what others entered, where nobody is 签发人.
 */
export async function listKnown({ store, user: { memberships } }: Passed, filings: readonly Filing[]): Promise<Known[]> {
  const reaching = memberships.flatMap(({ unit, role }) => (OWN_ROLES.includes(role) ? [] : [unit]))
  const filed = filings.map(({ unit }) => unit)
  const units = reaching.length === 0 ? [] : await findUnits(store, filed)
  const reviewing = new Map(units.map((unit) => [unit.id, reviewingUnit(unit)]))
  const onPaper = new Set(units.flatMap((unit) => (unit.onPaper ? [unit.id] : [])))
  const liesBelow = await openReach(store, [...filed, ...reviewing.values()], reaching)
  const holds = (filing: Filing, { unit, role }: User['memberships'][number]) => {
    if (OWN_ROLES.includes(role)) return unit === filing.unit
    return liesBelow(role === 'reviewer' ? (reviewing.get(filing.unit) ?? filing.unit) : filing.unit, unit)
  }
  const own = memberships.flatMap(({ unit, role }) => (role === 'filler' ? [unit] : []))
  const signing = filings.flatMap(({ unit, state }) => (state === 'SIGNING' && own.includes(unit) ? [unit] : []))
  const confirmed = await findConfirmedByFillers(store, signing)
  return filings.flatMap((filing) => {
    const held = memberships.filter((one) => holds(filing, one)).map(({ role }) => role)
    const entering: Role[] = onPaper.has(filing.unit) && held.includes('reviewer') ? ['filler'] : []
    const confirming: Role[] = signing.includes(filing.unit) && confirmed.has(filing.unit) ? ['signer'] : []
    const roles = [...held, ...entering, ...confirming]
    return roles.length > 0 ? [{ filing, roles }] : []
  })
}

/** A step from the wrong state is let through here: the transaction refuses it and can say who was quicker. */
function mayDo(roles: readonly Role[], filing: Filing, purpose: Purpose): boolean {
  switch (purpose) {
    case 'read':
      return mayRead(roles, filing)
    case 'compare':
      return mayRead(roles, filing) && roles.includes('reviewer')
    case 'edit':
      return roles.includes('filler')
    case 'comment':
    case 'reply':
    case 'internalComment':
    case 'waive':
    case 'imprint':
      return mayRemark(purpose, filing, roles)
    default: {
      const { from, by } = openTransition(purpose)
      return from.includes(filing.state) ? mayTake(purpose, filing.state, roles) : by.some((role) => roles.includes(role))
    }
  }
}
