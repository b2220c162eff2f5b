import { expect, it } from 'vitest'
import { readCell } from '@/report/input'
import { readLabelled } from '@/report/reading/read'
import { type Report, templateOf } from '@/report/report'
import { printValue, readAmounts } from '@/report/values'
import { chooseHabits, inventReport, randomOf, writeDocx, writePage, writeText } from '@/server/testing/foreign-files'
import { readForeignReport } from './read-foreign'

const WRITERS = {
  html: (report: Report, habits: ReturnType<typeof chooseHabits>) => new TextEncoder().encode(writePage(report, habits)),
  docx: writeDocx,
  txt: (report: Report, habits: ReturnType<typeof chooseHabits>) => new TextEncoder().encode(writeText(report, habits))
}
const LEAST_SURE = { html: 0.99, docx: 0.99, txt: 0.97 }

it.each(['html', 'docx', 'txt'] as const)('of %s files in many habits, no sure cell is wrong and nearly all are sure', async (format) => {
  let [cells, sure] = [0, 0]
  const wrong: string[] = []
  const unsure: string[] = []
  for (let seed = 1; seed <= 30; seed++) {
    const report = inventReport(seed)
    const habits = chooseHabits(randomOf(seed + 1000))
    const read = await readForeignReport(WRITERS[format](report, habits))
    const doubts = read.doubts as { at: string; why: string }[]
    const doubted = new Set(doubts.map(({ at }) => at))
    const back = readLabelled(JSON.parse(JSON.stringify({ org: report.unit, year: report.year, ...read })))
    const template = templateOf(report)
    const amounts = readAmounts(template, report.values)
    for (const { at, kind, role, table } of template.cells) {
      if (role === 'group') continue
      cells++
      if (doubted.has(at) || doubted.has(table.key)) {
        unsure.push(`${seed} ${at}: ${doubts.find((one) => one.at === at || one.at === table.key)?.why}`)
        continue
      }
      const [wanted, found] = [readCell(printValue(template, report.values, amounts, at), kind), readCell(back.values[at], kind)]
      const isSame = wanted.is === found.is && (wanted.is !== 'number' || (found.is === 'number' && wanted.amount === found.amount))
      if (isSame) sure++
      else wrong.push(`${seed} ${at}: ${report.values[at]} became ${back.values[at]} ${JSON.stringify(habits)}`)
    }
  }
  expect(wrong).toEqual([])
  if (sure / cells < LEAST_SURE[format]) expect(unsure.slice(0, 20)).toEqual([])
})
