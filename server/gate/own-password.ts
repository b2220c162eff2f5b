import { z } from 'zod'
import { findUnits } from '@/db/people/units'
import { findCredentials, setName, setPassword } from '@/db/people/users'
import { userName } from '@/server/base/fields'
import { reservePresent } from './check-sign-in'
import { type Passed, type Refusal, type Result, refuseInput } from './gate'
import { judgePassword } from './judge-password'
import { hashPassword, verifyPassword } from './password'
import { openSession } from './session'

const text = z.string().max(400)
const passwords = z.object({ name: text.trim().optional(), present: text.optional(), password: text, again: text })

const refuseAll = (faults: readonly Refusal[]): Refusal => ({ ...faults[0], ok: false, error: faults.map(({ error }) => error).join('\n') })
const at = (field: string, error: string): Refusal => ({ ok: false, error, field })

/**
 * Changes one's own password, ends every session of the account and opens one here; whoever sets the product up chooses
 * his name as well. All faults are told at once, a line each.
 */
export async function changeOwnPassword({ store, user, now }: Passed, input: unknown): Promise<Result> {
  const parsed = passwords.safeParse(input)
  if (!parsed.success) return refuseInput(parsed.error)
  const { present = '', password, again } = parsed.data
  const isNamed = user.name !== ''
  const name = isNamed ? user.name : (parsed.data.name ?? '')

  const faults: Refusal[] = []
  if (!isNamed) {
    const named = userName.safeParse(name)
    if (!named.success) faults.push({ ...refuseInput(named.error), field: 'name' })
  }
  const stored = (await findCredentials(store, user.name))?.password
  if (stored) {
    const attempt = await reservePresent(store, user.id, now)
    if (!attempt.ok) return attempt
    if (await verifyPassword(stored, present)) {
      await attempt.giveBack()
      if (password === present) faults.push(at('password', '新密码不能与当前密码相同'))
    } else faults.push(at('present', '当前密码有误'))
  }
  const units = await findUnits(store, [...new Set(user.memberships.map(({ unit }) => unit))])
  faults.push(...(await judgePassword(password, { name, units: units.map((unit) => unit.name) })).map((fault) => at('password', fault)))
  if (password !== again) faults.push(at('again', '两次输入的新密码不一致'))
  if (faults.length > 0) return refuseAll(faults)

  if (!isNamed && !(await setName(store, user.id, name))) return at('name', `用户名“${name}”已被使用，请换一个`)
  await setPassword(store, user.id, await hashPassword(password), false)
  await openSession(store, user.id, now)
  return { ok: true }
}
