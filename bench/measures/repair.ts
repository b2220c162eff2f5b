import fc from 'fast-check'
import type { Row } from '@/bench/results'
import { median, ms, quantile, timeEach } from '@/bench/samples'
import { openSheet } from '@/report/check'
import { findRepairs } from '@/report/repair'
import { cleanReport } from '@/report/testing'
import { applyRepair, brokenForm, brokenIn } from '@/server/testing/broken-form'

export const name = 'repair'

const FORMS = 5000
const YEAR = 2024

/** Repair hints of forms drawn at random, the same each time: every one of them once, and what comes of applying them. */
export async function measure(): Promise<Row[]> {
  const forms = fc.sample(brokenForm, { numRuns: FORMS, seed: 1 }).map(({ values, fixed }) => {
    const report = cleanReport(YEAR, values)
    return { report, fixed, sheet: openSheet(report) }
  })
  const broken = forms.filter(({ sheet }) => brokenIn(sheet).length > 0)
  const hints = broken.map(({ sheet, fixed }) => findRepairs(sheet, fixed))
  const wrong = hints.flatMap((repairs, i) => {
    const { report } = broken[i] as (typeof broken)[number]
    return repairs.filter((repair) => brokenIn(openSheet(applyRepair(report, repair))).length > 0)
  })
  const taken = await timeEach(broken.length, (i) => {
    const { sheet, fixed } = broken[i] as (typeof broken)[number]
    return findRepairs(sheet, fixed)
  })
  const slowest = Math.max(...taken)
  return [
    {
      what: `findRepairs() of ${broken.length} broken F2021 forms, the slowest`,
      ours: ms(slowest),
      target: '≤ 20 ms',
      met: slowest <= 20,
      note: `1 to 3 wrong cells, totals typed or computed, some cells fixed; p50 ${ms(median(taken))}, p99 ${ms(quantile(taken, 0.99))}`
    },
    {
      what: `hints that leave a sum broken, of ${hints.flat().length}`,
      ours: String(wrong.length),
      target: '0',
      met: wrong.length === 0,
      note: 'each applied to its form and checked'
    }
  ]
}
