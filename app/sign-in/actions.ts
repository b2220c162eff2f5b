'use server'
import { redirect } from 'next/navigation'
import type { Result } from '@/server/gate'
import { signInWith } from '@/server/sign-in'

export async function signIn(input: unknown): Promise<Result> {
  const result = await signInWith(input)
  if (result.ok) redirect('/')
  return result
}
