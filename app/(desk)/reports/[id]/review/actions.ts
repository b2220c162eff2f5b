'use server'
import { type StepInput, takeStep as take } from '@/server/steps'

export async function takeStep(report: number, input: StepInput) {
  return take(report, input)
}
