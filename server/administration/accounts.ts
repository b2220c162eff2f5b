import { z } from 'zod'
import { endSessions } from '@/db/people/sessions'
import { addMembership, addUser, findAccount, setClosed, setLocked, setPassword, setProfile } from '@/db/people/users'
import { closeWithWork, handOverAccount, takeRole } from '@/db/season/hand-over'
import type { Unfilled } from '@/db/season/unfilled'
import { takesNew } from '@/report/unit'
import { ROLE_NAMES, ROLES, type Role } from '@/report/workflow/roles'
import { STEPS } from '@/report/workflow/states'
import { email, fullName, phone, position, userName } from '@/server/base/fields'
import { type Done, done, type Managing, type ManagingAccount, managesWhole, refuse } from '@/server/gate/administration'
import { LOCKED_FOR_GOOD } from '@/server/gate/check-sign-in'
import type { Passed, Refusal } from '@/server/gate/gate'
import { makeLink } from '@/server/gate/link'
import { hashPassword, makeFirstPassword } from '@/server/gate/password'

const unit = z.coerce.number('请选择单位').int('请选择单位').positive('请选择单位')
const role = z.enum(ROLES, '请选择角色')

export const profile = z.object({ fullName, position, officePhone: phone, mobile: phone, email })
export const newAccount = profile.extend({ name: userName, unit, role })
/** What was read before and is accepted: the words of the refusal. */
const knowing = z.string().max(5000).default('')
export const heirField = z.object({ knowing, heir: z.coerce.number('请选择接任者').int('请选择接任者').positive('请选择接任者') })
export const newRole = z.object({ unit, role })
export const heldRole = newRole.extend({ knowing, account: z.int() })
export const closing = z.object({ knowing, isClosed: z.boolean() })

/** A unit that was closed, or is not ours, takes nobody; one that begins nothing more neither. */
const mayGrow = (units: Managing['units'], unit: number) => {
  const found = units.get(unit)
  return found !== undefined && takesNew(found)
}

/** Adds an account with one role; its first password is told this once. */
export async function createAccount({ store, units, now }: Managing, given: z.output<typeof newAccount>): Promise<Done | Refusal> {
  const { unit, role, ...account } = given
  const { name } = account
  if (!mayGrow(units, unit)) return refuse('不能在该单位增加账号，请另选单位', 'unit')
  const password = makeFirstPassword()
  const hash = await hashPassword(password)
  const user = await addUser(store, { ...account, password: hash, memberships: [{ unit, role }], now })
  if (user === undefined) return refuse(`用户名“${name}”已被使用，请换一个`, 'name')
  return done(`账号 ${name} 的初始密码：${password}（只显示这一次，首次登录须修改）`)
}

/** Adds a role in an open unit the administrator manages. */
export async function addRole(
  { store, units, account }: ManagingAccount,
  { unit, role }: z.output<typeof newRole>
): Promise<Done | Refusal> {
  if (!mayGrow(units, unit)) return refuse('不能在该单位增加角色，请另选单位', 'unit')
  await addMembership(store, { user: account.id, unit, role })
  return done('已增加')
}

const REFUSALS = {
  'last role': '至少保留一个角色，不再使用的账号请停用',
  'own administrator': '不能取消自己最后一个管理员角色，请由其他管理员办理'
}

/** Takes a role in a unit the administrator manages, also from an account that holds roles elsewhere. */
export async function removeRole({ store, user, units }: Managing, given: z.output<typeof heldRole>): Promise<Done | Refusal> {
  const isKnown = (await findAccount(store, given.account))?.memberships.some((held) => units.has(held.unit))
  if (!isKnown || !units.has(given.unit)) return refuse('没有这个账号，请刷新页面')
  const { account, unit, role } = given
  const removed = await takeRole(store, { user: account, unit, role, by: user.id, accepts: acceptsAs(given.knowing) })
  if (typeof removed === 'object') return askAbout(removed.unfilled)
  return removed === 'removed' ? done('已取消') : refuse(REFUSALS[removed])
}

/** What is accepted is what was read: where it is another by now, it is asked about again. */
const acceptsAs = (knowing: string) => (unfilled: readonly Unfilled[]) => sayUnfilled(unfilled) === knowing

const askAbout = (unfilled: readonly Unfilled[]): Refusal => {
  const words = sayUnfilled(unfilled)
  return { ok: false, error: `没有办理：${words}`, asks: words }
}

const STEP_NAMES = new Map<Role, string>(STEPS.map(({ role, name }) => [role, name]))

/** What nobody does any more, each with what follows; '' if there is nothing. */
function sayUnfilled(unfilled: readonly Unfilled[]): string {
  const words = unfilled
    .map(({ unit, role, units, years, alone }) => {
      const reports = `${years.join('、')} 年年报`
      const does = STEP_NAMES.get(role) ?? '审核'
      const which = role === 'reviewer' ? `${units} 个单位的 ${reports}` : ` ${reports}`
      if (alone) return `“${unit}”的${ROLE_NAMES[role]}将只有 ${alone} 一人，不能办理自己填报的年报，${which.trim()}没有人${does}`
      if (role === 'filler') return `“${unit}”将没有${ROLE_NAMES[role]}，${reports}没有人填报，退回和催报也没有人收到`
      return `“${unit}”将没有${ROLE_NAMES[role]}，${which.trim()}没有人${does}`
    })
    .join('；')
  return words && `${words}。请先安排人员接任，没有人接任仍要办理的再确认`
}

/** 姓名 and how to reach somebody. */
export async function saveProfile({ store, account }: ManagingAccount, given: z.output<typeof profile>): Promise<Done> {
  await setProfile(store, account.id, given)
  return done(account.email && !given.email ? '已保存：不再发邮件' : '已保存')
}

/** The same of oneself. */
export async function saveOwnProfile({ store, user }: Passed, given: z.output<typeof profile>): Promise<Done> {
  await setProfile(store, user.id, given)
  return done('已保存')
}

/** Gives a first password, which is told this once. */
export async function resetPassword({ store, account }: ManagingAccount): Promise<Done> {
  const password = makeFirstPassword()
  await setPassword(store, account.id, await hashPassword(password), true)
  return done(`新的初始密码：${password}（只显示这一次，首次登录须修改）`)
}

/** Another one-time link for somebody who has never signed in; the one before ends. Who has a password gets a new password instead. */
export async function renewLink({ store, account, now }: ManagingAccount): Promise<{ ok: true; path: string } | Refusal> {
  if (!account.isNew) return refuse('该账号已设置密码，忘记密码的请重置密码')
  return { ok: true, path: `/link/${await makeLink(store, account.id, now)}` }
}

/** 退出所有设备: ends every session of an account. */
export async function signOutAccount({ store, account }: ManagingAccount): Promise<Done> {
  await endSessions(store, account.id)
  return done('已退出所有设备')
}

const OWN = '不能停用或锁定自己的账号'

/** 锁定 keeps somebody from signing in until 解锁; nobody locks himself. */
export async function lockAccount({ store, user, account }: ManagingAccount, isLocked: boolean): Promise<Done | Refusal> {
  if (account.id === user.id) return refuse(OWN)
  await setLocked(store, account.id, isLocked ? LOCKED_FOR_GOOD : null)
  return done(isLocked ? '已锁定' : '已解锁')
}

/**
 * 停用 puts back what the account has claimed; 启用 opens it again. Where something would be left undone it is refused, naming it,
 * until whoever closes it says that he knows, or hands it over.
 */
export async function closeAccount(
  { store, user, account, now }: ManagingAccount,
  { isClosed, knowing }: z.output<typeof closing>
): Promise<Done | Refusal> {
  if (account.id === user.id) return refuse(OWN)
  if (!isClosed) {
    await setClosed(store, account.id, false)
    return done('已启用')
  }
  const words = `${account.fullName || account.name} 的账号停用`
  const left = await closeWithWork(store, { user: account.id, by: user.id, words, now, accepts: acceptsAs(knowing) })
  return left === 'left' ? done('已停用') : askAbout(left.unfilled)
}

/** 交接: roles, claimed reports and unread notices go to an open account the administrator manages; this one is closed. */
export async function handOver(managing: ManagingAccount, { heir, knowing }: z.output<typeof heirField>): Promise<Done | Refusal> {
  const { store, user, account, now } = managing
  if (account.id === user.id) return refuse('自己的账号请由其他管理员交接')
  const successor = heir === account.id ? undefined : await findAccount(store, heir)
  if (!successor || successor.closed || !managesWhole(managing, successor)) return refuse('请另选接任者：须是本级管理的、未停用的账号')
  const [old, next] = [account, successor].map(({ fullName, name }) => fullName || name)
  const words = `${old} 的工作交接给 ${next}`
  const left = await handOverAccount(store, { from: account.id, to: heir, by: user.id, words, now, accepts: acceptsAs(knowing) })
  return left === 'left' ? done(`已交接给 ${next}，${old} 的账号已停用`) : askAbout(left.unfilled)
}
