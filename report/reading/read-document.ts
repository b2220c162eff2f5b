import { drawTable } from '@/report/layout/drawing'
import { fitColumns, layGrid } from '@/report/layout/grid'
import { type Report, RULES_VERSION } from '@/report/report'
import { type Address, noteAddress, type Part, partAddress, type Section, type Table, type Template } from '@/report/template'
import { findTemplate } from '@/report/templates'
import { computeTotal, printNumber, type Values } from '@/report/values'
import { kindByName, noFormFor, UnreadableReport } from './read'

/** What a reader finds in a finished report: the paragraphs outside tables in order, and each table as a full grid of texts. */
export type FoundText = {
  paragraphs: readonly string[]
  tables: readonly (readonly (readonly string[])[])[]
  /** The widths of each table's columns, if the file tells them. */
  widths?: readonly (readonly number[])[]
}

/**
 * A finished report in its official layout as a report: the opposite of makeDocument. Totals that are the sum of their parts
 * count as computed, not typed. Throws UnreadableReport with a Chinese sentence that names what is missing.
 */
export function readDocument({ paragraphs, tables, widths = [] }: FoundText): Report {
  const { unit, year, rest } = readTitle(paragraphs)
  const template = findTemplate(year)
  if (!template) throw new UnreadableReport(noFormFor(year))
  const values: Record<Address, string> = {}
  const put = (at: Address, text: string) => {
    if (text !== '') values[at] = text
  }
  const { before, sections } = divide(template, rest)
  put('preamble', before.join('\n'))
  template.sections.forEach((section, i) => {
    const texts = sections[i] ?? []
    if (section.table) put(noteAddress(section.table), texts.join('\n'))
    else for (const [part, text] of divideParts(section, texts)) put(partAddress(section, part), text)
  })
  template.tables.forEach((table, i) => {
    for (const [at, text] of readTable(table, tables[i] ?? [], widths[i] ?? [])) put(at, text)
  })
  return { unit, year, kind: kindByName(unit), template: template.id, rules: RULES_VERSION, values: withoutSums(template, values) }
}

function readTitle(paragraphs: readonly string[]): { unit: string; year: number; rest: readonly string[] } {
  for (let i = 0; i < Math.min(3, paragraphs.length); i++) {
    const title = paragraphs
      .slice(0, i + 1)
      .join('')
      .replace(/\s/g, '')
    const [, unit, year] = /^(.+?)(\d{4})年政府信息公开工作年度报告$/.exec(title) ?? []
    if (unit && year) return { unit, year: Number(year), rest: paragraphs.slice(i + 1) }
  }
  throw new UnreadableReport('没有找到标题“某某机关某某年政府信息公开工作年度报告”')
}

/** The paragraphs before the first heading, and those of each section. */
function divide(template: Template, paragraphs: readonly string[]): { before: readonly string[]; sections: (readonly string[])[] } {
  const places: number[] = []
  for (const { heading } of template.sections) {
    const from = (places.at(-1) ?? -1) + 1
    const at = paragraphs.findIndex((text, i) => i >= from && text.trim() === heading)
    if (at < 0) throw new UnreadableReport(`没有找到标题“${heading}”`)
    places.push(at)
  }
  return { before: paragraphs.slice(0, places[0]), sections: places.map((at, i) => paragraphs.slice(at + 1, places[i + 1])) }
}

/** `（六）…` and what follows is the clerk's own, unless it goes on with a numbering that is all the clerk's own. */
const OWN_HEADING = /^（[六七八九十]）/
const OWN_FIFTH = /^（五）/

function divideParts(section: Extract<Section, { parts: readonly Part[] }>, texts: readonly string[]): [Part, string][] {
  const lines = new Map<Part, string[]>(section.parts.map((part) => [part, []]))
  const [first] = section.parts
  const own = section.parts.findLast(({ heading, optional }) => !heading && optional)
  const opensOwn = (text: string) => OWN_HEADING.test(text) && !(first && lines.get(first)?.some((line) => OWN_FIFTH.test(line)))
  let current = first
  for (const text of texts) {
    const opened = section.parts.find(({ heading }) => heading && text.startsWith(heading))
    if (opened) current = opened
    else if (own && opensOwn(text)) current = own
    const line = opened ? text.slice(opened.heading?.length).replace(/^。/, '') : text
    if (current && line !== '') lines.get(current)?.push(line)
  }
  return [...lines].map(([part, own]) => [part, own.join('\n')])
}

function readTable(table: Table, found: readonly (readonly string[])[], widths: readonly number[]): [Address, string][] {
  const drawing = drawTable(table)
  const rows = fitColumns(found, widths, drawing.widths)
  const bare = (text: string | undefined) => (text ?? '').replace(/\s/g, '')
  return layGrid(
    drawing.rows.map(({ cells }) => cells),
    drawing.columns
  ).flatMap((line, r) =>
    line.flatMap(({ cell, row, column }, c): [Address, string][] => {
      const text = rows[r]?.[c]
      if (cell.at === undefined && bare(text) !== bare(cell.text))
        throw new UnreadableReport(`${table.name}第 ${r + 1} 行应为“${bare(cell.text)}”，文件中为“${bare(text)}”`)
      return cell.at !== undefined && row === r && column === c ? [[cell.at, text ?? '']] : []
    })
  )
}

function withoutSums(template: Template, values: Values): Values {
  const typed = Object.entries(values).filter(([at, text]) => {
    const cell = template.cells[template.index.get(at) ?? -1]
    return cell?.role !== 'total' || text !== printNumber(computeTotal(template, values, at), cell.kind)
  })
  return Object.fromEntries(typed)
}
