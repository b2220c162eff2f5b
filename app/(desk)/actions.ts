'use server'
import { redirect } from 'next/navigation'
import { findPassed, generalAction, type Result } from '@/server/gate/gate'
import { closeEverySession, closeSession } from '@/server/gate/session'
import { signInWith } from '@/server/gate/sign-in'
import { startOwnReport, unitAndYear } from '@/server/work/start-report'

/** Signs in without leaving the page: what waits in the browser goes on afterwards. */
export async function signInAgain(input: unknown): Promise<Result> {
  return signInWith(input)
}

export async function signOut(): Promise<Result> {
  const passed = await findPassed()
  if (passed) await closeSession(passed.store)
  redirect('/sign-in')
}

export async function signOutEverywhere(): Promise<Result> {
  const passed = await findPassed()
  if (passed) await closeEverySession(passed.store, passed.user.id)
  redirect('/sign-in')
}

/** Starts a unit's report for a year, or goes to the one there is. */
export const start = generalAction(undefined, unitAndYear, async (passed, given) => {
  const started = await startOwnReport(passed, given)
  if (started.ok) redirect(`/reports/${started.report}`)
  return started
})
