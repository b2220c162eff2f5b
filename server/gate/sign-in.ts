import { z } from 'zod'
import { openSharedStore } from '@/server/base/store'
import { checkSignIn } from './check-sign-in'
import { type Result, refuseInput } from './gate'
import { refusingTrouble } from './refusal'
import { findClient, openSession } from './session'

const credentials = z.object({
  name: z.string().trim().min(1, '请输入用户名').max(64, '用户名或密码有误'),
  password: z.string().min(1, '请输入密码').max(200, '用户名或密码有误')
})

/** Checks what a sign-in form sent and opens a session on this browser. */
export const signInWith = refusingTrouble(async (input: unknown): Promise<Result> => {
  const parsed = credentials.safeParse(input)
  if (!parsed.success) return refuseInput(parsed.error)
  const [store, now] = [await openSharedStore(), new Date()]
  const checked = await checkSignIn(store, { ...parsed.data, ...(await findClient()) }, now)
  if (!checked.ok) return checked
  const isOpen = await openSession(store, checked.user, now, checked.password)
  return isOpen ? { ok: true } : { ok: false, error: '用户名或密码有误' }
})
