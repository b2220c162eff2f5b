'use server'
import { redirect } from 'next/navigation'
import type { Result } from '@/server/gate'
import { signInByLink } from '@/server/session'
import { openSharedStore } from '@/server/store'

export async function signInOnce(token: unknown): Promise<Result> {
  const taken = await signInByLink(await openSharedStore(), typeof token === 'string' ? token : '', new Date())
  if (taken.ok) redirect('/password')
  return taken
}
