import type { Address, Template } from '@/report/template'
import type { Values } from '@/report/values'

/** One place that differs between two versions of a report, in the order of the form. */
export type Difference = { at: Address; was: string; now: string }

/** A stretch of a text that stayed, came or went; those that stayed and came make the new text, the others the old one. */
export type Piece = { is: 'same' | 'added' | 'removed'; text: string }

/** Every cell and text that changed; computed totals follow their cells and are not listed. */
export function differences(template: Template, before: Values, after: Values): Difference[] {
  return [...template.fields]
    .map((at) => ({ at, was: before[at] ?? '', now: after[at] ?? '' }))
    .filter(({ was, now }) => was !== now)
    .sort((a, b) => orderOf(template, a.at) - orderOf(template, b.at))
}

/** Place of an address on the form: sections in order, cells as the table has them. */
export function orderOf(template: Template, at: Address): number {
  const key = at.split('/')[0]
  const section = template.sections.findIndex((one) => one.key === key)
  return section * 1e6 + (template.index.get(at) ?? [...template.fields].indexOf(at))
}
