'use server'
import { redirect } from 'next/navigation'
import type { Result } from '@/server/gate/gate'
import { signInWith } from '@/server/gate/sign-in'

export async function signIn(input: unknown): Promise<Result> {
  const result = await signInWith(input)
  if (result.ok) redirect('/')
  return result
}

/** The same for a form the browser posts itself, before scripts or without them. */
export async function signInPlainly(_before: unknown, fields: FormData): Promise<Result> {
  return signIn(fields instanceof FormData ? { name: fields.get('name'), password: fields.get('password') } : undefined)
}
