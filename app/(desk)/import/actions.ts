'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { generalAction } from '@/server/gate/gate'
import * as bulk from '@/server/import/bulk'
import { listOpenDoubts } from '@/server/import/bulk-list'

export const decide = generalAction(undefined, bulk.decision, bulk.decideDoubt)

export const doubts = generalAction(undefined, z.object({}), listOpenDoubts)

export const look = generalAction(undefined, bulk.doubtful, bulk.findCut)

export const place = generalAction(undefined, bulk.placement, async (passed, given) => {
  const placed = await bulk.placeFile(passed, given)
  revalidatePath('/import')
  return placed
})

export const take = generalAction(undefined, bulk.chosenFiles, bulk.takeFiles)

export const remove = generalAction(undefined, bulk.removedFiles, async (passed, given) => {
  const removed = await bulk.removeFiles(passed, given)
  revalidatePath('/import')
  return removed
})
