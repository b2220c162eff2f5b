'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { endSessions } from '@/db/people/sessions'
import { findUnit } from '@/db/people/units'
import { startReport } from '@/db/reports/reports'
import { noFormFor } from '@/report/reading/read'
import { dueDate } from '@/report/report'
import { owesReport } from '@/report/unit'
import { printDay } from '@/report/workflow/dates'
import { findPassed, generalAction, type Result, unitsWith } from '@/server/gate/gate'
import { closeSession } from '@/server/gate/session'
import { signInWith } from '@/server/gate/sign-in'

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
  if (passed) {
    await endSessions(passed.store, passed.user.id)
    await closeSession(passed.store)
  }
  redirect('/sign-in')
}

const wanted = z.object({
  unit: z.coerce.number('请选择单位').int('请选择单位'),
  year: z.coerce.number('请选择年度').int('请选择年度')
})

/** Starts a unit's report for a year, or goes to the one there is. */
export const start = generalAction('filler', wanted, async ({ store, user, now }, given) => {
  const unit = unitsWith(user, 'filler').includes(given.unit) ? await findUnit(store, given.unit) : undefined
  if (!unit) return { ok: false as const, error: '您不是该单位的填报员' }
  if (given.year > now.getFullYear()) return { ok: false as const, error: `${given.year} 年度尚未开始` }
  if (!owesReport(unit, dueDate({ year: given.year, kind: unit.kind }))) {
    return { ok: false as const, error: `本单位自 ${printDay(unit.closedOn ?? '')}起关闭，不再报送 ${given.year} 年的年报` }
  }
  const id = await startReport(store, { unit, year: given.year, by: user.id, now })
  if (id === undefined) return { ok: false as const, error: noFormFor(given.year) }
  redirect(`/reports/${id}`)
})
