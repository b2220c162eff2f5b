import { type Finding, placeAt, type Sheet } from '@/report/finding'
import type { Level } from '@/report/rule'
import { relevel } from '@/report/task/requirement'
import type { Template } from '@/report/template'
import { keepTokens, resolveTokens } from '@/report/text/tokens'

/** What rules found, with the levels the task gave them, and with the tokens in the texts that would mend it. */
export function finish(sheet: Sheet, found: Finding[]): Finding[] {
  const levelled = sheet.requirements?.length ? found.map((finding) => relevel(sheet.requirements, finding)) : found
  return sheet.stored === sheet.report.values ? levelled : levelled.map((finding) => withTokens(sheet, finding))
}

/** Rules read the prose with its numbers; a fix they make of it is written with the tokens it left alone. */
function withTokens({ stored, template, report, amounts }: Sheet, finding: Finding): Finding {
  if (!finding.fix) return finding
  const texts = Object.entries(finding.fix.texts).map(([at, text]) => [
    at,
    keepTokens(stored[at] ?? '', text, (token) => resolveTokens(token, template, report, amounts))
  ])
  return { ...finding, fix: { ...finding.fix, texts: Object.fromEntries(texts) } }
}

const LEVELS: Record<Level, number> = { error: 0, warning: 1, note: 2 }

/** In the order of the form, errors of a section first; findings of one rank stay as they are. */
export function inFormOrder({ template }: Sheet, findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings
  return findings
    .map((finding) => ({ finding, rank: rankOf(template, finding) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ finding }) => finding)
}

function rankOf(template: Template, { at: [first = ''], level }: Finding): number {
  const section = placeAt(template, first)?.section ?? -1
  return section * 1e6 + LEVELS[level] * 1e5 + (template.index.get(first) ?? 0)
}
