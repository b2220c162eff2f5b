'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { endSessions } from '@/db/people/sessions'
import { addMembership, findAccount, removeMembership, setClosed, setEmail, setLocked, setPassword } from '@/db/people/users'
import { ROLES, type Role } from '@/report/workflow/roles'
import { accountAction, manageAction, refuse } from '@/server/gate/administration'
import { LOCKED_FOR_GOOD } from '@/server/gate/check-sign-in'
import { hashPassword, makeFirstPassword } from '@/server/gate/password'
import { email } from '@/server/roster/names'

const nothing = z.unknown()
const role = z.object({ unit: z.coerce.number('请选择单位').int('请选择单位').positive('请选择单位'), role: z.enum(ROLES, '请选择角色') })

const done = (says: string) => {
  revalidatePath('/admin', 'layout')
  return { ok: true as const, says }
}

export const addRole = accountAction(role, async ({ store, units, account }, { unit, role }) => {
  if (units.get(unit)?.closedOn ?? !units.has(unit)) return refuse('不能在该单位增加角色，请另选单位')
  await addMembership(store, { user: account.id, unit, role })
  return done('已增加')
})

const REFUSALS = {
  'last role': '至少保留一个角色，不再使用的账号请停用',
  'own administrator': '不能取消自己最后一个管理员角色，请由其他管理员办理'
}

const takeRole = manageAction(role.extend({ account: z.int() }), async ({ store, user, units }, { account, unit, role }) => {
  const isKnown = (await findAccount(store, account))?.memberships.some((held) => units.has(held.unit))
  if (!isKnown || !units.has(unit)) return refuse('没有这个账号，请刷新页面')
  const removed = await removeMembership(store, { user: account, unit, role, by: user.id })
  return removed === 'removed' ? done('已取消') : refuse(REFUSALS[removed])
})

/** A role in a unit he manages is the administrator's to take, also from an account that works elsewhere as well. */
export async function removeRole(account: number, held: { unit: number; role: Role }) {
  return takeRole({ ...held, account })
}

export const saveEmail = accountAction(z.object({ email }), async ({ store, account }, given) => {
  await setEmail(store, account.id, given.email)
  return done(given.email ? '已保存' : '已保存：不再发邮件')
})

export const resetPassword = accountAction(nothing, async ({ store, account }) => {
  const password = makeFirstPassword()
  await setPassword(store, account.id, await hashPassword(password), true)
  return done(`新的初始密码：${password}（只显示这一次，首次登录须修改）`)
})

export const signOutAccount = accountAction(nothing, async ({ store, account }) => {
  await endSessions(store, account.id)
  return done('已退出所有设备')
})

const self = '不能停用或锁定自己的账号'

export const lockAccount = accountAction(z.boolean(), async ({ store, user, account }, isLocked) => {
  if (account.id === user.id) return refuse(self)
  await setLocked(store, account.id, isLocked ? LOCKED_FOR_GOOD : null)
  return done(isLocked ? '已锁定' : '已解锁')
})

export const closeAccount = accountAction(z.boolean(), async ({ store, user, account }, isClosed) => {
  if (account.id === user.id) return refuse(self)
  await setClosed(store, account.id, isClosed)
  return done(isClosed ? '已停用' : '已启用')
})
