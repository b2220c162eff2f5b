import { readCell } from '@/report/input'
import { readLabelled } from '@/report/reading/read'
import { type Report, templateOf } from '@/report/report'
import { printValue, readAmounts } from '@/report/values'

/** How a file that was read compares with the report it was made of. `signs`: characters of prose; `placed`: those in the right field. */
export type ReadingResult = { cells: number; sure: number; wrong: string[]; unsure: string[]; signs: number; placed: number }

/** Compares labelled JSON with the report it should be, cell by cell and field by field. */
export function compareReading(report: Report, answer: Record<string, unknown>): ReadingResult {
  const doubts = answer.doubts as { at: string; why: string }[]
  const back = readLabelled(JSON.parse(JSON.stringify({ org: report.unit, year: report.year, ...answer })))
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values)
  const out: ReadingResult = { cells: 0, sure: 0, wrong: [], unsure: [], signs: 0, placed: 0 }
  for (const { at, kind, role, table } of template.cells) {
    if (role === 'group') continue
    out.cells++
    const doubt =
      doubts.find((one) => one.at === at) ?? (back.outside?.unknown.has(at) ? doubts.find((one) => one.at === table.key) : undefined)
    const [wanted, found] = [readCell(printValue(template, report.values, amounts, at), kind), readCell(back.values[at], kind)]
    const isSame = wanted.is === found.is && (wanted.is !== 'number' || (found.is === 'number' && wanted.amount === found.amount))
    if (doubt) out.unsure.push(`${at}: ${doubt.why}`)
    else if (isSame) out.sure++
    else out.wrong.push(`${at}: ${report.values[at]} became ${back.values[at]}`)
  }
  for (const at of template.prose) {
    const bare = (text = '') => text.normalize('NFKC').replace(/\s/g, '')
    const [wanted, found] = [bare(report.values[at]), bare(back.values[at])]
    out.signs += wanted.length
    out.placed += wanted === found ? wanted.length : commonLength(wanted, found)
  }
  return out
}

/** Characters at the start and at the end that two texts share. */
function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let [start, end] = [0, 0]
  while (start < most && a[start] === b[start]) start++
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return start + end
}
