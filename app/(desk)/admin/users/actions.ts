'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { addUser } from '@/db/people/users'
import { ROLES } from '@/report/workflow/roles'
import { manageAction, refuse } from '@/server/gate/administration'
import { hashPassword, makeFirstPassword } from '@/server/gate/password'
import { email, userName } from '@/server/roster/names'

const account = z.object({
  name: userName,
  email,
  unit: z.coerce.number('请选择单位').int('请选择单位').positive('请选择单位'),
  role: z.enum(ROLES, '请选择角色')
})

export const createAccount = manageAction(account, async ({ store, units, now }, { name, email, unit, role }) => {
  if (units.get(unit)?.closedOn ?? !units.has(unit)) return refuse('不能在该单位增加账号，请另选单位')
  const password = makeFirstPassword()
  const user = await addUser(store, { name, email, password: await hashPassword(password), memberships: [{ unit, role }], now })
  if (user === undefined) return refuse(`用户名“${name}”已被使用，请换一个`)
  revalidatePath('/admin', 'layout')
  return { ok: true as const, says: `账号 ${name} 的初始密码：${password}（只显示这一次，首次登录须修改）` }
})
