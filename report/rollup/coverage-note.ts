import type { Report } from '@/report/report'
import { templateOf } from '@/report/report'
import { type Address, noteAddress, type Table, type Template } from '@/report/template'
import { type Coverage, type NamedMember, sayCoverage } from './rollup'

/**
 * Where an aggregate says what it covers: the note under its first table, so that it is in the review, in every file and on the
 * public page like any other text of the report.
 */
export const coverageAddress = (template: Template): Address => noteAddress(template.tables[0] as Table)

/** The note as it is proposed; none where everybody is counted. */
export const proposeNote = (coverage: Coverage): string =>
  coverage.uncovered.length === 0 ? '' : `注：本报告第二至四部分数据${sayCoverage(coverage)}。`

/** The members that are not counted and that the note, whose wording is the office's, does not name. */
export function listUnnoted(report: Report, uncovered: readonly NamedMember[]): NamedMember[] {
  const note = report.values[coverageAddress(templateOf(report))] ?? ''
  return uncovered.filter(({ name }) => !note.includes(name))
}
