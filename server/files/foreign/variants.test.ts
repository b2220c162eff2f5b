import { expect, it } from 'vitest'
import type { Report } from '@/report/report'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { chooseHabits, type Habits, inventReport, randomOf, writeDocx, writePage, writeText } from '@/server/testing/foreign/foreign-files'
import { RTF_DIALECTS, writeRtf } from '@/server/testing/foreign/rtf-files'
import { readForeignReport } from './read-foreign'

type Variant = { format: string; write: (report: Report, habits: Habits) => Uint8Array; leastSure: number }

const VARIANTS: readonly Variant[] = [
  { format: 'html', write: (report, habits) => new TextEncoder().encode(writePage(report, habits)), leastSure: 0.99 },
  { format: 'docx', write: writeDocx, leastSure: 0.99 },
  { format: 'txt', write: (report, habits) => new TextEncoder().encode(writeText(report, habits)), leastSure: 0.97 },
  ...RTF_DIALECTS.map(
    (dialect): Variant => ({ format: `${dialect} rtf`, write: (report, habits) => writeRtf(report, habits, dialect), leastSure: 0.98 })
  )
]

it.each(VARIANTS)('of $format files in many habits, no sure cell is wrong and nearly all are sure', async ({ write, leastSure }) => {
  let [cells, sure, signs, placed] = [0, 0, 0, 0]
  const unsure: string[] = []
  for (let seed = 1; seed <= 20; seed++) {
    const report = inventReport(seed)
    const habits = chooseHabits(randomOf(seed + 1000))
    const result = compareReading(report, await readForeignReport(write(report, habits)))
    expect({ seed, habits, wrong: result.wrong }).toEqual({ seed, habits, wrong: [] })
    cells += result.cells
    sure += result.sure
    signs += result.signs
    placed += result.placed
    unsure.push(...result.unsure.map((why) => `${seed} ${why}`))
  }
  if (sure < cells * leastSure) expect(unsure.slice(0, 20)).toEqual([])
  expect(placed / signs).toBeGreaterThan(0.98)
})
