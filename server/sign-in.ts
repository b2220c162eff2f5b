import { z } from 'zod'
import { type Result, sentenceOf } from './gate'
import { refusingTrouble } from './refusal'
import { checkSignIn, openSession } from './session'
import { openSharedStore } from './store'

const credentials = z.object({
  name: z.string().trim().min(1, '请输入用户名').max(64, '用户名或密码不对'),
  password: z.string().min(1, '请输入密码').max(200, '用户名或密码不对')
})

/** Checks what a sign-in form sent and opens a session on this browser. */
export const signInWith = refusingTrouble(async (input: unknown): Promise<Result> => {
  const parsed = credentials.safeParse(input)
  if (!parsed.success) return { ok: false, error: sentenceOf(parsed.error) }
  const [store, now] = [await openSharedStore(), new Date()]
  const checked = await checkSignIn(store, parsed.data.name, parsed.data.password, now)
  if (checked.ok) await openSession(store, checked.user, now)
  return checked
})
