'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { findLastYear } from '@/db/reports'
import { moveReport } from '@/db/transitions'
import { dayOf } from '@/server/clock'
import { action } from '@/server/gate'
import { refuseMove } from '@/server/refusal'

const version = z.number().int()
const reason = z.string().trim().min(4, '请写明退回的原因').max(2000, '退回原因最多 2000 字')

export const sendBack = action('return', z.object({ version, reason }), async ({ store, filing, opened, now }, given) => {
  const moved = await moveReport(store, opened, 'return', { ...given, today: dayOf(now), now })
  revalidatePath(`/reports/${filing.id}`, 'layout')
  return refuseMove(moved)
})

export const approve = action('approve', z.object({ version }), async ({ store, filing, opened, now }, given) => {
  const lastYear = await findLastYear(store, filing)
  const moved = await moveReport(store, opened, 'approve', { ...given, reason: '', lastYear, today: dayOf(now), now })
  revalidatePath(`/reports/${filing.id}`, 'layout')
  return refuseMove(moved)
})
