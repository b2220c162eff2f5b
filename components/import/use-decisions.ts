import { useState } from 'react'
import type { Address } from '@/report/template'
import type { Decisions, ImportPlan } from '@/report/understanding/plan-import'

/** Which pages of a plan are taken over, at first all, and what was decided about single places, at first nothing. */
export function useDecisions(plan: ImportPlan) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(plan.pages.map(({ key }) => key)))
  const [decided, setDecided] = useState<Decisions>(new Map())
  return {
    chosen,
    decided,
    choose: (page: string, isChosen: boolean) =>
      setChosen((before) => new Set(isChosen ? [...before, page] : [...before].filter((one) => one !== page))),
    decide: (at: Address, text: string | undefined) =>
      setDecided((before) => {
        const after = new Map(before)
        if (text === undefined) after.delete(at)
        else after.set(at, text)
        return after
      })
  }
}
