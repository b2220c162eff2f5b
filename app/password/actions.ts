'use server'
import { redirect } from 'next/navigation'
import { findPassed, type Result } from '@/server/gate/gate'
import { changeOwnPassword } from '@/server/gate/own-password'

export async function changePassword(input: unknown): Promise<Result> {
  const passed = await findPassed()
  if (!passed) redirect('/sign-in')
  const changed = await changeOwnPassword(passed, input)
  if (changed.ok) redirect('/')
  return changed
}
