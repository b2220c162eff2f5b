'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { findCredentials, setPassword } from '@/db/users'
import { findPassed, type Result, sentenceOf } from '@/server/gate'
import { hashPassword, refusePassword, verifyPassword } from '@/server/password'
import { openSession } from '@/server/session'

const passwords = z
  .object({ present: z.string().max(200).optional(), password: z.string(), again: z.string() })
  .refine(({ password, again }) => password === again, '两次输入的新密码不一样')

/** Changes one's own password and signs out everywhere else. */
export async function changePassword(input: unknown): Promise<Result> {
  const passed = await findPassed()
  if (!passed) redirect('/sign-in')
  const { store, user, now } = passed
  const parsed = passwords.safeParse(input)
  if (!parsed.success) return { ok: false, error: sentenceOf(parsed.error) }
  const stored = (await findCredentials(store, user.name))?.password
  if (stored && !(await verifyPassword(stored, parsed.data.present ?? ''))) return { ok: false, error: '现在的密码不对' }
  const refused = refusePassword(parsed.data.password, user.name)
  if (refused) return { ok: false, error: refused }
  await setPassword(store, user.id, await hashPassword(parsed.data.password), false)
  await openSession(store, user.id, now)
  redirect('/')
}
