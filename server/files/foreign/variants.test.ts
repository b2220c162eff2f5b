import { expect, it } from 'vitest'
import type { Report } from '@/report/report'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { chooseHabits, inventReport, randomOf, writeDocx, writePage, writeText } from '@/server/testing/foreign/foreign-files'
import { readForeignReport } from './read-foreign'

const WRITERS = {
  html: (report: Report, habits: ReturnType<typeof chooseHabits>) => new TextEncoder().encode(writePage(report, habits)),
  docx: writeDocx,
  txt: (report: Report, habits: ReturnType<typeof chooseHabits>) => new TextEncoder().encode(writeText(report, habits))
}
const LEAST_SURE = { html: 0.99, docx: 0.99, txt: 0.97 }

it.each(['html', 'docx', 'txt'] as const)('of %s files in many habits, no sure cell is wrong and nearly all are sure', async (format) => {
  let [cells, sure, signs, placed] = [0, 0, 0, 0]
  const unsure: string[] = []
  for (let seed = 1; seed <= 20; seed++) {
    const report = inventReport(seed)
    const habits = chooseHabits(randomOf(seed + 1000))
    const result = compareReading(report, await readForeignReport(WRITERS[format](report, habits)))
    expect({ seed, habits, wrong: result.wrong }).toEqual({ seed, habits, wrong: [] })
    cells += result.cells
    sure += result.sure
    signs += result.signs
    placed += result.placed
    unsure.push(...result.unsure.map((why) => `${seed} ${why}`))
  }
  if (sure < cells * LEAST_SURE[format]) expect(unsure.slice(0, 20)).toEqual([])
  expect(placed / signs).toBeGreaterThan(0.98)
})
