import { type Counted, countsAs, type Judged } from '@/report/answer'
import { sectionOf } from '@/report/finding'
import { type Address, preamble, type Template } from '@/report/template'
import { isWaiting, type JudgedThread } from './comment'

/**
 * What is counted of a report, or of one page of its form. Every number shown of findings and of comments that wait comes
 * from here, so that no two pages can differ.
 */
export type Counts = {
  errors: number
  /** Warnings without an explanation. */
  warnings: number
  /** Cells and texts not filled in; a finding may name many. */
  missing: number
  /** Comments the unit has done nothing about. */
  comments: number
  /** Findings an explanation or a waiver settles. */
  explained: number
  notes: number
}

const NOTHING: Counts = { errors: 0, warnings: 0, missing: 0, comments: 0, explained: 0, notes: 0 }

const COUNT_OF: Record<Counted, keyof Counts> = {
  error: 'errors',
  warning: 'warnings',
  missing: 'missing',
  explained: 'explained',
  note: 'notes'
}

/** What stands in the way of handing in. */
const OPEN: readonly (keyof Counts)[] = ['errors', 'warnings', 'missing', 'comments']

/** Findings, and comments that wait, by what they count as. */
export function countFindings(judged: readonly Judged[], threads: readonly JudgedThread[] = []): Counts {
  const counts = { ...NOTHING, comments: threads.filter(isWaiting).length }
  for (const one of judged) {
    const is = countsAs(one)
    counts[COUNT_OF[is]] += is === 'missing' ? one.finding.at.length : 1
  }
  return counts
}

/** How much stands in the way of handing in. */
export function countOpen(counts: Counts): number {
  return OPEN.reduce((sum, is) => sum + counts[is], 0)
}

/** The first page of the form: the report as a whole. */
export const OVERVIEW = { key: 'summary', name: '概览', heading: '概览' }

const PREAMBLE = { key: preamble.key, name: preamble.name, heading: preamble.name }

/** The pages of the form in their order: the overview, the preamble, the sections. `name`: short, for a narrow list. */
export function listPages({ sections }: Template): { key: string; name: string; heading: string }[] {
  return [OVERVIEW, PREAMBLE, ...sections.map(({ key, heading, name }) => ({ key, name: heading.slice(0, 2) + name, heading }))]
}

/** The page a place lies on; what has no place is of the report as a whole. */
export function pageOf(template: Template, at: Address | undefined): string {
  return at ? (sectionOf(template, at)?.key ?? preamble.key) : OVERVIEW.key
}

/** The page a finding is counted on: where its first place lies. */
export const pageOfFinding = (template: Template, { finding }: Judged): string => pageOf(template, finding.at[0])

/** What is counted on each page; on the overview everything, and with it what no other page holds. */
export function countPages(template: Template, judged: readonly Judged[], threads: readonly JudgedThread[] = []): Map<string, Counts> {
  const pages = listPages(template).map(({ key }): [string, Counts] => {
    if (key === OVERVIEW.key) return [key, countFindings(judged, threads)]
    return [
      key,
      countFindings(
        judged.filter((one) => pageOfFinding(template, one) === key),
        threads.filter(({ at }) => pageOf(template, at) === key)
      )
    ]
  })
  return new Map(pages)
}

const WORDS: Record<keyof Counts, (count: number) => string> = {
  errors: (count) => `■ ${count} 处错误`,
  warnings: (count) => `▲ ${count} 处待说明`,
  missing: (count) => `○ ${count} 处尚未填写`,
  comments: (count) => `※ ${count} 条意见待办理`,
  explained: (count) => `◆ ${count} 处已说明`,
  notes: (count) => `◇ ${count} 处提示`
}

/** Each count that is not 0 in words, with its sign, the weightiest first; `only`: without what is settled. */
export function describeCounts(counts: Counts, only?: 'open'): { is: keyof Counts; says: string }[] {
  return (Object.keys(NOTHING) as (keyof Counts)[])
    .filter((is) => counts[is] > 0 && (only === undefined || OPEN.includes(is)))
    .map((is) => ({ is, says: WORDS[is](counts[is]) }))
}

/** What stands in the way, as part of a sentence: `1 处错误、2 处待说明`. */
export function sayOpen(counts: Counts): string {
  return describeCounts(counts, 'open')
    .map(({ says }) => says.slice(2))
    .join('、')
}

/** How much of what must be filled is filled, 0 to 1. */
export function completeness(template: Template, { missing }: Counts): number {
  const cells = template.cells.filter(({ role }) => role === 'input').length
  const parts = template.sections.flatMap((section) => section.parts?.filter(({ optional }) => !optional) ?? []).length
  return 1 - missing / (cells + parts)
}
