import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import { type UnitInTree, wasBelow } from '@/db/people/unit-tree'
import { findUnit, type Unit } from '@/db/people/units'
import { type Account, findAccount, findHome } from '@/db/people/users'
import { compareUnits, UNIT_LEVELS } from '@/report/unit'
import { generalAction, type Passed, type Refusal, type Result, requireUser, unitsWith } from './gate'
import { listBelow } from './reach'

/** The context of an administrator's page or action; `units`: his own and all below, sorted by level, 排序号 and name. */
export type Managing = Passed & { units: ReadonlyMap<number, UnitInTree> }
export type ManagingUnit = Managing & { unit: Unit }
export type ManagingAccount = Managing & { account: Account }

async function manage(passed: Passed): Promise<Managing> {
  const units = await listBelow(passed, 'admin')
  return { ...passed, units: new Map(units.toSorted(byLevel).map((unit) => [unit.id, unit])) }
}

const byLevel = (a: UnitInTree, b: UnitInTree) => UNIT_LEVELS.indexOf(a.level) - UNIT_LEVELS.indexOf(b.level) || compareUnits(a, b)

/** For pages of the administration: 404 for everybody else. */
export async function requireAdministrator(): Promise<Managing> {
  const passed = await requireUser()
  if (unitsWith(passed.user, 'admin').length === 0) notFound()
  return manage(passed)
}

/** For pages: a unit the administrator manages, or 404; one he managed once leads to who manages it now. */
export async function openManagedUnit(id: string): Promise<ManagingUnit> {
  const managing = await requireAdministrator()
  const unit = await findManaged(managing, Number(id))
  if (!unit) {
    const isOurs = Number.isSafeInteger(Number(id)) && (await wasBelow(managing.store, Number(id), unitsWith(managing.user, 'admin')))
    return isOurs ? redirect(`/moved?unit=${Number(id)}`) : notFound()
  }
  return { ...managing, unit }
}

const findManaged = async ({ store, units }: Managing, id: number) => (units.has(id) ? findUnit(store, id) : undefined)

/** An action of the administration. */
export function manageAction<S extends z.ZodType, R extends Result>(
  schema: S,
  work: (managing: Managing, input: z.output<S>) => Promise<R | Refusal>
) {
  return generalAction('admin', schema, async (passed, input: z.output<S>) => work(await manage(passed), input))
}

/** An action on one of the units the administrator manages. */
export function unitAction<S extends z.ZodType, R extends Result>(
  schema: S,
  work: (managing: ManagingUnit, input: z.output<S>) => Promise<R | Refusal>
) {
  return async (id: number, input: unknown): Promise<R | Refusal> =>
    manageAction(schema, async (managing, given: z.output<S>) => {
      const unit = await findManaged(managing, id)
      return unit ? work({ ...managing, unit }, given) : refuse('没有这个单位，请刷新页面')
    })(input)
}

/** An action on an account of which the administrator manages every unit it holds a role in. */
export function accountAction<S extends z.ZodType, R extends Result>(
  schema: S,
  work: (managing: ManagingAccount, input: z.output<S>) => Promise<R | Refusal>
) {
  return async (id: number, input: unknown): Promise<R | Refusal> =>
    manageAction(schema, async (managing, given: z.output<S>) => {
      const account = Number.isSafeInteger(id) ? await findAccount(managing.store, id) : undefined
      return account && managesWhole(managing, account) ? work({ ...managing, account }, given) : refuse('没有这个账号，请刷新页面')
    })(input)
}

/** Whether every role of an account is held in a unit the administrator manages. */
export function managesWhole({ units }: Managing, { memberships }: Account): boolean {
  return memberships.every(({ unit }) => units.has(unit))
}

/**
 * For pages: an account that holds a role in a unit the administrator manages, or 404; one that went elsewhere leads to who manages it
 * now.
 */
export async function openManagedAccount(id: string): Promise<ManagingAccount> {
  const managing = await requireAdministrator()
  const account = Number.isSafeInteger(Number(id)) ? await findAccount(managing.store, Number(id)) : undefined
  if (!account) notFound()
  if (!account.memberships.some(({ unit }) => managing.units.has(unit))) {
    const home = await findHome(managing.store, account.id)
    return home !== undefined && managing.units.has(home) ? redirect(`/moved?account=${account.id}`) : notFound()
  }
  return { ...managing, account }
}

/** Whether an account can sign in, in a word. */
export function conditionOf(
  { closed, lockedUntil, isNew }: Pick<Account, 'closed' | 'lockedUntil' | 'isNew'>,
  now: Date
): AccountCondition {
  if (closed) return '已停用'
  if (lockedUntil !== null && lockedUntil > now) return '已锁定'
  return isNew ? '尚未登录' : '正常'
}

export type AccountCondition = '正常' | '尚未登录' | '已锁定' | '已停用'

/**
 * Whether the administrator manages the unit above: only there is decided who reviews a unit, where it hangs, whether it
 * is closed and how much time it gets. The highest unit decides for itself.
 */
export function decidesOn({ units }: Managing, { id, above }: Pick<Unit, 'id' | 'above'>): boolean {
  return units.has(above ?? id)
}

/** `field`: the name of the field of the form it is about. */
export const refuse = (error: string, field?: string): Refusal => ({ ok: false, error, field })

/** What was done, in a Chinese sentence. */
export type Done = { ok: true; says: string }

/** See `Done`. */
export const done = (says: string): Done => ({ ok: true, says })

export const REFUSED_FROM_BELOW = '这一项由上级单位的管理员办理'
