import { check } from '@/report/check'
import { type Finding, placeName } from '@/report/finding'
import { readLabelled } from '@/report/reading/read'
import { type Report, templateOf } from '@/report/report'
import type { Level, Rule, Sample } from '@/report/rule'
import { cleanReport } from '@/report/samples/clean-report'
import type { Values } from '@/report/values'

/** What was put into a report, and what the rule said to it; `as` names the rule it was reported as, if another. */
export type RuleExample = { put: string; says: string; level: Level; override?: true; as?: string }

/** The examples of a rule: its own messages about its samples. Throws if a sample no longer breaks it. */
export function makeExamples({ id, breaks }: Pick<Rule, 'id' | 'breaks'>): RuleExample[] {
  return breaks.map((sample) => {
    const { report, lastYear } = openSample(sample)
    const finding = findIn(id, sample)
    if (!finding) throw new Error(`the sample of ${id} does not break it`)
    const { says, level, override } = finding
    const put = sample.put ?? [...putInto(lastYear, sample.lastYear, '上年'), ...putInto(report, sample.values)].join('；')
    return { put, says, level, override, as: sample.shownAs }
  })
}

/** What a rule says first to a sample, of its own or of another rule. */
export function findIn(rule: string, sample: Sample): Finding | undefined {
  const { report, lastYear } = openSample(sample)
  return check(report, { lastYear, today: sample.today, requirements: sample.requirements, members: sample.members }).find(
    (one) => one.rule === (sample.shownAs ?? rule)
  )
}

/** The reports a sample stands for. */
export function openSample({ year = 2024, unit = '甲市教育局', values, lastYear, page }: Sample): { report: Report; lastYear?: Report } {
  if (page !== undefined) return { report: readLabelled(page()) }
  return {
    report: cleanReport(year, values, { unit }),
    lastYear: lastYear && cleanReport(year - 1, { 'requests/carried-out/person': '0', 'requests/granted/person': '10', ...lastYear })
  }
}

function putInto(report: Report | undefined, texts: Values = {}, when = ''): string[] {
  if (!report) return []
  const template = templateOf(report)
  return Object.entries(texts).map(([at, text]) => {
    const name = `${when}“${placeName(template, at)}”`
    if (text.trim() === '') return `${name}空着`
    return template.index.has(at) ? `${name}填 ${text}` : `${name}写作“${text}”`
  })
}
