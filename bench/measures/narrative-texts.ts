import { appendFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Score, scoreTexts, type Told } from '@/bench/labelled-texts'
import type { Row } from '@/bench/results'

export const name = 'narrative-texts'
export const isLong = true

/**
 * Folders of labelled reports, with `:` between them, and the file that gets what was missed, word for word: both outside of the
 * project.
 */
const { NARRATIVE_TEXTS = '', NARRATIVE_MISSES } = process.env

/** Reports that no developer has read, labelled by somebody who has not read the rules. */
export async function measure(): Promise<Row[]> {
  const folders = NARRATIVE_TEXTS.split(':').filter(Boolean)
  if (folders.length === 0) return [{ what: 'texts never seen', ours: 'not measured', note: 'NARRATIVE_TEXTS names no folder' }]
  return folders.flatMap((folder) => {
    const score = scoreTexts(folder)
    listMisses(basename(folder), score)
    return rowsOf(basename(folder), score)
  })
}

function rowsOf(of: string, score: Score): Row[] {
  const { reports, findings, false: alarms } = score
  const right = findings === 0 ? 1 : 1 - alarms.length / findings
  const rules = alarms.map((one) => one.split(' ')[1]).join(', ')
  const told = (what: string, { of: all, missed, kinds }: Told, target: number): Row => ({
    what: `${of}: ${what}`,
    ours: `${all - missed.length} of ${all} (${((100 * (all - missed.length)) / Math.max(1, all)).toFixed(1)} %)`,
    target: `≥ ${Math.round(100 * target)} %`,
    met: all - missed.length >= target * all,
    note: Object.entries(kinds)
      .sort(([, a], [, b]) => b - a)
      .map(([kind, n]) => `${n} × ${kind}`)
      .join('; ')
  })
  return [
    {
      what: `${of}: findings on numbers that are right`,
      ours: `${findings - alarms.length} of ${findings}`,
      target: '≥ 97 %',
      met: right >= 0.97,
      note: `${reports} reports as they are${rules ? `; false: ${rules}` : ''}`
    },
    {
      what: `${of}: false alarms`,
      ours: `${alarms.length} in ${reports} reports`,
      target: '≤ 1 in 40',
      met: alarms.length * 40 <= reports
    },
    told('figures of the tables raised by 7', score['+7'], 0.97),
    told('figures of the tables raised by 1', score['+1'], 0.95),
    told('numbers of lists and shares raised by 7', score.lists, 0.9),
    told('sentences without a number made false', score.statements, 0.9),
    told('slips of the pen', score.slips, 0.8)
  ]
}

function listMisses(of: string, score: Score): void {
  const lines = [
    ...score.false.map((one) => `false ${one}`),
    ...(['+7', '+1', 'lists', 'statements', 'slips'] as const).flatMap((kind) => score[kind].missed.map((one) => `missed ${kind} ${one}`))
  ]
  if (NARRATIVE_MISSES) appendFileSync(NARRATIVE_MISSES, `${of}\n${lines.join('\n')}\n`)
  else console.error(lines.join('\n'))
}
