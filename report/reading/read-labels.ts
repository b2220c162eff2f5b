import type { Outside } from '@/report/report'
import { groups, type Line, labelText, leaves, type Template } from '@/report/template'
import { templates } from '@/report/templates'

/** A line of the form a label stands for, and whether the label is the form's own. */
export type Match<K> = { known: K; exact: boolean }

/** Which line each label means: the same words first, then the likeliest of the lines nobody named. */
export function recognise<K>(labels: readonly string[], known: readonly K[], lineOf: (one: K) => Line): Map<string, Match<K> | undefined> {
  const found = new Map<string, Match<K> | undefined>(
    labels.map((label) => {
      const exact = known.find((one) => bareLabel(labelText(lineOf(one))) === bareLabel(label))
      return [label, exact && { known: exact, exact: true }]
    })
  )
  for (const label of labels) {
    if (found.get(label)) continue
    const taken = new Set([...found.values()].map((match) => match?.known))
    const likeliest = known
      .filter((one) => !taken.has(one))
      .map((one) => ({ one, likeness: likeness(bareLabel(label), bareLabel(labelText(lineOf(one)))) }))
      .sort((a, b) => b.likeness - a.likeness)[0]
    if (likeliest && likeliest.likeness >= 0.6) found.set(label, { known: likeliest.one, exact: false })
  }
  return found
}

/** A label without its number, punctuation and spaces, full width or half: what two writers of a label have in common. */
export function bareLabel(label: string): string {
  const plain = label.normalize('NFKC').replace(/\s/g, '')
  return plain.replace(/^\(?[一二三四五六七八九十\d]+[)、.]+/, '').replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * How alike two labels are, both as `bareLabel`, 0 to 1: one within the other counts as nearly the same; otherwise the share of common
 * pairs of characters.
 */
export function likeness(a: string, b: string): number {
  if (a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a))) return 0.9
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2)))
  const [left, right] = [pairs(a), pairs(b)]
  const common = [...left].filter((pair) => right.has(pair)).length
  return left.size + right.size === 0 ? 0 : (2 * common) / (left.size + right.size)
}

/**
 * One sentence in place of all that differs, where a page is printed on the form of other years: nearly all labels foreign to ours are
 * its.
 */
export function findOtherForm(labels: readonly string[], template: Template, year: number): Outside['drifts'] | undefined {
  const here = foreignTo(template, labels)
  const other = here > 3 ? templates.find((form) => form !== template && foreignTo(form, labels) * 4 <= here) : undefined
  return other && [{ says: `表格用的是 ${other.notice.number} 的格式，${year} 年度应按 ${template.notice.number} 的格式重新编制`, at: [] }]
}

function foreignTo({ tables }: Template, labels: readonly string[]): number {
  const lines = tables.flatMap(({ blocks }) =>
    blocks.flatMap(({ rows, columns }) => [...leaves(rows), ...groups(rows), ...leaves(columns)])
  )
  const own = new Set(lines.map((line) => bareLabel(labelText(line))))
  return labels.filter((label) => !own.has(bareLabel(label))).length
}
