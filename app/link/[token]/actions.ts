'use server'
import { redirect } from 'next/navigation'
import { openSharedStore } from '@/server/base/store'
import type { Result } from '@/server/gate/gate'
import { signInByLink } from '@/server/gate/session'

export async function signInOnce(token: unknown): Promise<Result> {
  const taken = await signInByLink(await openSharedStore(), typeof token === 'string' ? token : '', new Date())
  if (taken.ok) redirect('/password')
  return taken
}
