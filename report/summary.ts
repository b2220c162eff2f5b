import { isOpen, type Judged } from './answer'
import { sectionOf } from './finding'
import type { Section, Template } from './template'

/** How a section, or a whole report, stands: places not filled, errors, warnings without and with an explanation or waiver. */
export type Summary = { missing: number; errors: number; warnings: number; explained: number }

export function summarise(judged: readonly Judged[]): Summary {
  const summary = { missing: 0, errors: 0, warnings: 0, explained: 0 }
  for (const one of judged) {
    const { level, missing, at } = one.finding
    if (level === 'note') continue
    if (missing) summary.missing += at.length
    else if (!isOpen(one)) summary.explained++
    else if (level === 'error') summary.errors++
    else summary.warnings++
  }
  return summary
}

/** The summary of each section, in the order of the form; findings on the whole report count for none. */
export function summariseSections(template: Template, judged: readonly Judged[]): { section: Section; summary: Summary }[] {
  return template.sections.map((section) => ({
    section,
    summary: summarise(judged.filter(({ finding }) => sectionOf(template, finding.at[0]) === section))
  }))
}

/** How much of what must be filled is filled, 0 to 1. */
export function completeness(template: Template, { missing }: Summary): number {
  const cells = template.cells.filter(({ role }) => role === 'input').length
  const parts = template.sections.flatMap((section) => section.parts?.filter(({ optional }) => !optional) ?? []).length
  return 1 - missing / (cells + parts)
}

/** Whole days from one date to another, both yyyy-mm-dd; negative once it has passed. */
export function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
}
