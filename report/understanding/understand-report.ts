import { kindByName, noFormFor, UnreadableReport } from '@/report/reading/read'
import type { Report } from '@/report/report'
import { RULES_VERSION, templateOf } from '@/report/report'
import { type Address, partAddress } from '@/report/template'
import { findTemplate } from '@/report/templates'
import { printValue, readAmounts } from '@/report/values'
import type { Understood } from './understand'

/** A report that was written by a program as what was understood of a file: its unknown cells are doubts. */
export function understandReport(report: Report): Understood {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values, report.outside !== undefined)
  const printed = template.cells.flatMap(({ at, role }): [Address, string][] => {
    const text = role === 'group' ? (report.values[at] ?? '') : printValue(template, report.values, amounts, at)
    return text === '' ? [] : [[at, report.values[at] || text]]
  })
  const values = { ...report.values, ...Object.fromEntries(printed) }
  const texts = template.sections.map((section): [string, string] => {
    const parts = (section.parts ?? []).map((part) => [part.heading, values[partAddress(section, part)]] as const)
    return [section.key, parts.flatMap(([heading, text]) => (text ? [heading ? `${heading}\n${text}` : text] : [])).join('\n')]
  })
  const { outside } = report
  return {
    org: report.unit,
    year: report.year,
    template,
    kind: report.kind,
    published: outside?.published,
    headings: outside?.headings,
    values,
    texts: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    doubts: [
      ...[...(outside?.unknown ?? [])].map((at) => ({ at, why: '文件中没有这一格，或不能确定', candidates: [] })),
      ...(outside?.drifts ?? []).filter(({ at }) => at.length === 0).map(({ says }) => ({ at: 'tables', why: says, candidates: [] }))
    ]
  }
}

/** Cells by their addresses; a cell of the form that is not among them is a doubt, and so is an address the form does not have. */
export function understandCells(org: string, year: number, cells: readonly (readonly [Address, string])[]): Understood {
  const template = findTemplate(year)
  if (!template) throw new UnreadableReport(noFormFor(year))
  const given = new Map(cells)
  const values = Object.fromEntries([...given].filter(([at, text]) => text !== '' && template.index.has(at)))
  const read = understandReport({ unit: org, year, kind: kindByName(org), template: template.id, rules: RULES_VERSION, values })
  const missing = template.cells.filter(({ at, role }) => role !== 'group' && !given.has(at))
  const strange = [...given].filter(([at]) => !template.fields.has(at))
  return {
    ...read,
    doubts: [
      ...read.doubts,
      ...missing.map(({ at, name }) => ({ at, why: `没有找到“${name}”`, candidates: [] })),
      ...strange.map(([at, text]) => ({ at: 'tables', why: `年报格式中没有“${at}”，未采用 ${text}`, candidates: [] })),
      ...template.sections
        .filter(({ parts }) => parts)
        .map(({ key, name }) => ({ at: key, why: `CSV 中没有文字部分“${name}”`, candidates: [] }))
    ]
  }
}
