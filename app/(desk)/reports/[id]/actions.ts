'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '@/server/gate/gate'
import { keepPastReport, pastReport } from '@/server/import/past-report'
import * as fillIn from '@/server/work/fill-in'
import { atVersion } from '@/server/work/steps'

export const save = action('edit', fillIn.typedCells, fillIn.saveTyped)

export const explain = action('edit', fillIn.explanation, fillIn.explainFinding)

/** The page is rendered anew also where the step is refused: what stands on it is out of date. */
export const submit = action('submit', atVersion, async (passed, given) => {
  const moved = await fillIn.submitReport(passed, given)
  revalidatePath(`/reports/${passed.filing.id}`)
  return moved
})

export const importPast = action('edit', pastReport, keepPastReport)

export const readStored = action('edit', z.object({}), fillIn.readStored)
