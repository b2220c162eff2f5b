import type { Row } from '@/bench/results'
import { median, ms, timeEach } from '@/bench/samples'
import { check } from '@/report/check'
import { readLabelled } from '@/report/reading/read'
import { judgeLabels, labelledFiles, plantMisprints, scoreLabels } from '@/report/testing/labels'
import { holds, PROBES } from '@/report/testing/probes/all'
import { hasShared, readShared } from '@/server/testing/shared'

export const name = 'narrative'

const readFile = (file: string) => readShared(`corpus/${file}`)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** Numbers of real texts compared with hand-written labels; planted misprints; the time for a new text. */
export async function measure(): Promise<Row[]> {
  if (!hasShared()) return [{ what: 'numbers in published texts', ours: 'not measured', note: 'no published reports beside the project' }]
  const { numbers, contradictions, links } = scoreLabels(judgeLabels(readFile))
  const { caught, alarms } = plantMisprints(readFile, 1000)
  const share = (what: string, value: number, target: number): Row => ({
    what,
    ours: percent(value),
    target: `≥ ${100 * target} %`,
    met: value >= target,
    note: `${numbers} numbers of ${labelledFiles.length} published reports, labelled by hand`
  })
  const longest = Math.max(...(await Promise.all(labelledFiles.map(timeOf))))
  return [
    share('contradictions found that are some', contradictions.precision, 0.95),
    share('contradictions that are found', contradictions.recall, 0.85),
    share('links to cells that are right', links.precision, 0.97),
    share('numbers of the tables that are linked', links.recall, 0.8),
    {
      what: 'misprints of 1,000 given away',
      ours: String(caught),
      target: '≥ 900',
      met: caught >= 900,
      note: 'one digit of a number that a rule covers'
    },
    probes('wrong sentences of our own that are told', 0.95, (one) => one.rule !== undefined),
    probes('right ones that are silent', 0.99, (one) => one.rule === undefined),
    { what: 'new findings when nothing is changed', ours: String(alarms), target: '0', met: alarms === 0 },
    {
      what: 'check() of the slowest report, its text new',
      ours: ms(longest),
      target: '≤ 3 ms',
      met: longest <= 3,
      note: 'median of 200 calls, none with a text seen before'
    }
  ]
}

function probes(what: string, target: number, isOf: (one: (typeof PROBES)[number]) => boolean): Row {
  const tried = PROBES.filter(isOf)
  const held = tried.filter(holds).length
  return {
    what,
    ours: `${held} of ${tried.length}`,
    target: `≥ ${100 * target} %`,
    met: held >= target * tried.length,
    note: 'each kind of saying once right and once wrong (report/testing/probes)'
  }
}

async function timeOf(file: string): Promise<number> {
  const report = readLabelled(JSON.parse(readFile(file)))
  const text = report.values['overview/general'] ?? ''
  const spaced = (i: number) => ({ ...report, values: { ...report.values, 'overview/general': `${text}${' '.repeat(i + 1)}` } })
  return median(await timeEach(200, (i) => check(spaced(i))))
}
