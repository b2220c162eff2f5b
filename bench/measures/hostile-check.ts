import type { Row } from '@/bench/results'
import { ms, times } from '@/bench/samples'
import { check } from '@/report/check'
import { cleanReport } from '@/report/testing/clean'
import { LONGEST_TEXT } from '@/report/text/text-length'
import { HOSTILE_TEXTS } from '@/server/testing/hostile-texts'

export const name = 'hostile-check'

const LONGEST_MS = 30
const RUNS = 15

/** Adversarial texts: how long the longest accepted one takes, and how the time grows with the length of the text. */
export async function measure(): Promise<Row[]> {
  const names = Object.keys(HOSTILE_TEXTS)
  for (const one of names) timeOf(one, LONGEST_TEXT / 4, 3)
  const taken = names.map((one) => {
    const [half, whole, double] = [LONGEST_TEXT / 2, LONGEST_TEXT, 2 * LONGEST_TEXT].map((length) => timeOf(one, length, RUNS)) as Three
    return { one, whole, growth: (double / half) ** 0.5 }
  })
  const slowest = taken.reduce((a, b) => (b.whole > a.whole ? b : a))
  // Below a few milliseconds the growth is noise, for instance one more garbage collection.
  const steepest = taken.filter(({ whole }) => whole >= 5).reduce((a, b) => (b.growth > a.growth ? b : a))
  return [
    {
      what: `check() with ${LONGEST_TEXT} hostile characters in a field, the slowest of ${names.length} patterns`,
      ours: ms(slowest.whole),
      target: `≤ ${LONGEST_MS} ms`,
      met: slowest.whole <= LONGEST_MS,
      note: `${slowest.one}; processor time, the least of ${RUNS} runs, each for a unit not seen before`
    },
    {
      what: 'the same text twice as long',
      ours: times(steepest.growth),
      target: '≤ 2.3 ×',
      met: steepest.growth <= 2.3,
      note: `${steepest.one}, the steepest; from ${LONGEST_TEXT / 2} to ${2 * LONGEST_TEXT} characters, root of the growth`
    }
  ]
}

type Three = [number, number, number]

let units = 0

function timeOf(name: string, length: number, runs: number): number {
  const text = HOSTILE_TEXTS[name]?.(length) ?? ''
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const report = cleanReport(2024, { 'overview/requests': text }, { unit: `甲${++units}市教育局` })
    const start = process.cpuUsage()
    check(report)
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
