'use server'
import { action, generalAction } from '@/server/gate/gate'
import * as decide from '@/server/queue/decide'
import { atVersion, type StepInput, takeStep as take } from '@/server/work/steps'

export async function takeStep(report: number, input: StepInput) {
  return take(report, input)
}

export const approvePlain = action('approve', atVersion, decide.approvePlain)

export const publishOne = action('publish', atVersion, decide.publishOne)

export const excuseUnit = generalAction('reviewer', decide.excuse, decide.excuseUnit)
