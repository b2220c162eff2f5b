import { openSpreadsheet } from '@/bench/peers/spreadsheet'
import type { Row } from '@/bench/results'
import { median, ms, takeTurns, timeEach, times } from '@/bench/samples'
import { check } from '@/report/check'
import type { Report } from '@/report/report'
import { templateOf } from '@/report/report'
import { arithmetic } from '@/report/rules/arithmetic'
import { cells } from '@/report/rules/cells'
import { plausible } from '@/report/rules/plausible'
import { openSheet } from '@/report/sheet'
import { fullReport } from '@/server/testing/reports'

export const name = 'check'

/** What a spreadsheet can check too: numbers in cells and relations between them. */
const SAME = [arithmetic, cells, plausible]

/** Checking the whole report from its texts, against the same rules as spreadsheet formulas. */
export async function measure(): Promise<Row[]> {
  const report = fullReport('F2021')
  const keys = typeInto(report)
  const sheet = openSpreadsheet(report.values, templateOf(report))
  let seen = 0
  const takers = {
    ours: (calls: number) =>
      timeEach(calls, (i) => {
        seen += check(keys[i % keys.length]?.report ?? report).length
      }),
    same: (calls: number) =>
      timeEach(calls, (i) => {
        const opened = openSheet(keys[i % keys.length]?.report ?? report)
        seen += SAME.flatMap((rules) => rules.find(opened)).length
      }),
    step: (calls: number) =>
      timeEach(calls, (i) => {
        const key = keys[i % keys.length]
        seen += key ? sheet.type(key.at, key.text).length : 0
      }),
    whole: (calls: number) =>
      timeEach(calls, (i) => {
        const fresh = openSpreadsheet(keys[i % keys.length]?.report.values ?? {}, templateOf(report))
        seen += fresh.read().length
        return fresh.close()
      })
  }
  for (const [calls, taker] of [
    [2000, takers.ours],
    [2000, takers.same],
    [2000, takers.step],
    [20, takers.whole]
  ] as const)
    await taker(calls)
  const taken = await takeTurns(60, {
    ours: () => takers.ours(50),
    same: () => takers.same(50),
    step: () => takers.step(50),
    whole: () => takers.whole(2)
  })
  sheet.close()
  if (seen === 0) throw new Error('nothing was checked')

  const middle = (name: keyof typeof taken) => median(taken[name].flat())
  const [ours, same, step, whole] = [middle('ours'), middle('same'), middle('step'), middle('whole')]
  const what = `check() of a full F2021 report, ${check(report).length} findings`
  return [
    { what, ours: ms(ours), target: '≤ 0.1 ms', met: ours <= 0.1, note: 'from typed text, prose included; median of 3,000 keys' },
    {
      what: 'against HyperFormula from scratch',
      ours: ms(ours),
      peer: ms(whole),
      ratio: `${times(whole / ours)} faster`,
      target: '≥ 50 × faster',
      met: whole >= 50 * ours,
      note: 'its arithmetic and cell rules only, blank counts as 0 there; all values read'
    },
    {
      what: 'against HyperFormula after one key',
      ours: ms(ours),
      peer: ms(step),
      ratio: `${times(ours / step)} its time`,
      target: '≤ 2 ×',
      met: ours <= 2 * step,
      note: 'one cell set, what depends on it recalculated, all values read'
    },
    {
      what: 'of that the rules a spreadsheet holds too, against it after one key',
      ours: ms(same),
      peer: ms(step),
      ratio: `${times(same / step)} its time`,
      note: 'all texts read and all totals added up anew, no prose'
    }
  ]
}

/** The report after each of several keystrokes, one cell at a time, so that no two consecutive calls get the same text. */
function typeInto(report: Report): { at: string; text: string; report: Report }[] {
  const places = templateOf(report).cells.filter(({ role, kind }) => role === 'input' && kind === 'count')
  return places.map(({ at }, i) => {
    const text = String(100 + i)
    return { at, text, report: { ...report, values: { ...report.values, [at]: text } } }
  })
}
