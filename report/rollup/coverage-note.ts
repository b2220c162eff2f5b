import type { Report } from '@/report/report'
import { templateOf } from '@/report/report'
import { type Address, noteAddress, type Table, type Template } from '@/report/template'
import { type Coverage, type NamedMember, sayCoverage } from './rollup'
import { STATE_CLASSES, type StateClass } from './state-class'

/**
 * Where an aggregate says what it covers: the note under its first table, so that it is in the review, in every file and on the
 * public page like any other text of the report.
 */
export const coverageAddress = (template: Template): Address => noteAddress(template.tables[0] as Table)

/** The note as it is proposed; none where everybody is counted and was approved. */
export const proposeNote = (coverage: Coverage, counting: StateClass): string =>
  coverage.uncovered.length === 0 && counting !== 'submitted'
    ? ''
    : `注：本报告第二至四部分数据${sayCoverage(coverage)}。计入${STATE_CLASSES[counting].name}的年报。`

/**
 * The members that are not counted and that the note, whose wording is the office's, does not name. Longer names first: who writes
 * 甲县教育局分局 has not named 甲县教育局.
 */
export function listUnnoted(report: Report, uncovered: readonly NamedMember[]): NamedMember[] {
  let note = report.values[coverageAddress(templateOf(report))] ?? ''
  const noted = new Set<number>()
  for (const { unit, name } of uncovered.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!note.includes(name)) continue
    noted.add(unit)
    note = note.replaceAll(name, '、')
  }
  return uncovered.filter(({ unit }) => !noted.has(unit))
}
