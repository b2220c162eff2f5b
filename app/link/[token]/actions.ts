'use server'
import { redirect } from 'next/navigation'
import type { Result } from '@/server/gate'
import { signInByLink } from '@/server/session'
import { openSharedStore } from '@/server/store'

export async function signInOnce(token: unknown): Promise<Result> {
  const taken = typeof token === 'string' && (await signInByLink(await openSharedStore(), token, new Date()))
  if (taken) redirect('/password')
  return { ok: false, error: '这个链接已经用过或超过 72 小时。请重新启动系统，或由管理员重新生成。' }
}
