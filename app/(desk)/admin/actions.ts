'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { endSessions } from '@/db/sessions'
import { addUnit, listUnitsBelow } from '@/db/units'
import { addMembership, addUser, listMemberUnits, setClosed, setPassword } from '@/db/users'
import { ROLES } from '@/report/status'
import { generalAction, type Passed, unitsWith } from '@/server/gate'
import { hashPassword, makeFirstPassword } from '@/server/password'

const unit = z.coerce.number('请选择单位').int('请选择单位')
const unitName = z.string().trim().min(2, '请填写单位的规范全称').max(60, '单位名称最多 60 字')
const userName = z
  .string()
  .trim()
  .min(2, '用户名至少 2 个字符')
  .max(32, '用户名最多 32 个字符')
  .regex(/^[\p{L}\p{N}._-]+$/u, '用户名只能用文字、字母、数字和 . _ -')

const refuse = (error: string) => ({ ok: false as const, error })

/** The units an administrator may manage: his own and those below. */
async function managed({ store, user }: Passed): Promise<number[]> {
  return (await listUnitsBelow(store, unitsWith(user, 'admin'))).map(({ id }) => id)
}

/** An account is managed by whoever manages every unit it holds a role in. */
async function manages(passed: Passed, account: number): Promise<boolean> {
  const [own, theirs] = [await managed(passed), await listMemberUnits(passed.store, account)]
  return theirs.length > 0 && theirs.every((id) => own.includes(id))
}

export const createUnit = generalAction(
  'admin',
  z.object({ name: unitName, kind: z.enum(['department', 'government'], '请选择报告类型'), above: unit }),
  async (passed, { name, kind, above }) => {
    if (!(await managed(passed)).includes(above)) return refuse('不能在这个单位下增加单位')
    await addUnit(passed.store, { name, kind, above, now: passed.now })
    revalidatePath('/admin')
    return { ok: true as const, says: `已增加“${name}”` }
  }
)

export const createAccount = generalAction(
  'admin',
  z.object({ name: userName, unit, role: z.enum(ROLES, '请选择角色') }),
  async (passed, given) => {
    if (!(await managed(passed)).includes(given.unit)) return refuse('不能在这个单位增加账号')
    const password = makeFirstPassword()
    const user = await addUser(passed.store, { name: given.name, password: await hashPassword(password), now: passed.now })
    if (user === undefined) return refuse(`用户名“${given.name}”已被使用，请换一个`)
    await addMembership(passed.store, { user, unit: given.unit, role: given.role })
    revalidatePath('/admin')
    return { ok: true as const, says: `账号 ${given.name} 的初始密码：${password}（只显示这一次，首次登录须修改）` }
  }
)

const account = z.object({ account: z.coerce.number().int() })

export const resetPassword = generalAction('admin', account, async (passed, given) => {
  if (!(await manages(passed, given.account))) return refuse('没有这个账号')
  const password = makeFirstPassword()
  await setPassword(passed.store, given.account, await hashPassword(password), true)
  revalidatePath('/admin')
  return { ok: true as const, says: `新的初始密码：${password}（只显示这一次，首次登录须修改）` }
})

export const signOutAccount = generalAction('admin', account, async (passed, given) => {
  if (!(await manages(passed, given.account))) return refuse('没有这个账号')
  await endSessions(passed.store, given.account)
  return { ok: true as const, says: '已退出所有设备' }
})

export const closeAccount = generalAction('admin', account.extend({ closed: z.enum(['1', '0']) }), async (passed, given) => {
  if (given.account === passed.user.id) return refuse('不能停用自己的账号')
  if (!(await manages(passed, given.account))) return refuse('没有这个账号')
  await setClosed(passed.store, given.account, given.closed === '1')
  revalidatePath('/admin')
  return { ok: true as const, says: given.closed === '1' ? '已停用' : '已启用' }
})
