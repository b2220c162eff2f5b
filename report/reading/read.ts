import type { z } from 'zod'
import { rowAddresses } from '@/report/finding'
import { type Report, type ReportKind, RULES_VERSION } from '@/report/report'
import {
  type Address,
  type Block,
  groups,
  type Line,
  labelText,
  leaves,
  lineName,
  noteAddress,
  partAddress,
  type Table,
  type Template
} from '@/report/template'
import { findTemplate } from '@/report/templates'
import { type Labelled, labelled, type ShownCell, type ShownRow } from './labelled-schema'
import { findOtherForm, recognise } from './read-labels'

/** A file that is not a report; the message is a Chinese sentence for the person who gave it. */
export class UnreadableReport extends Error {}

/** The year has no national form; the message says which years have one. */
export function noFormFor(year: number): string {
  return `${year} 年没有适用的年报格式：2019、2020 年用国办公开办函〔2019〕60号，2021 年起用国办公开办函〔2021〕30号`
}

/**
 * Reads labelled JSON into a report. Rows and columns are recognised by their labels; what differs from the form
 * becomes a drift (X-15) and the cells the page does not tell are unknown, not blank. Throws UnreadableReport.
 */
export function readLabelled(data: unknown): Report {
  const parsed = labelled.safeParse(data)
  if (!parsed.success) throw new UnreadableReport(`不是年报数据：${describeIssue(parsed.error)}`)
  const given = parsed.data
  const template = findTemplate(given.year)
  if (!template) throw new UnreadableReport(noFormFor(given.year))

  const reader = new TableReader(template)
  const [disclosure, requests, disputes] = template.tables as [Table, Table, Table]
  reader.readTable(disclosure, withoutRaw(given.table2), given.table2?.raw)
  reader.readTable(requests, byColumn(requests, given.table3, given.columns))
  reader.readTable(disputes, byColumn(disputes, rename(given.table4), undefined))

  for (const { at } of given.doubts ?? []) if (template.index.has(at)) reader.unknown.add(at)
  const texts: [Address, string][] = [
    ['preamble', given.preamble ?? ''],
    ...(given.parts ? readParts(template, given.parts) : [['overview/general', given.narrative ?? ''] as [Address, string]]),
    ...template.tables.map((table, i): [Address, string] => [noteAddress(table), given.tableNotes?.[`table${i + 2}`] ?? '']),
    ['problems', given.problems ?? ''],
    ['other-matters', given.otherNarrative?.replace(/^六、其他需要报告的事项[：:]?/, '') ?? '']
  ]
  const whole = [
    given.narrative && given.narrative_complete !== false && 'overview',
    given.problems !== undefined && 'problems',
    given.otherNarrative && 'other-matters'
  ]
  return {
    unit: given.org,
    year: given.year,
    kind: kindOf(given),
    template: template.id,
    rules: RULES_VERSION,
    values: { ...reader.values, ...Object.fromEntries(texts.filter(([, text]) => text)) },
    outside: {
      drifts: findOtherForm(labelsOf(given), template, given.year) ?? reader.drifts,
      unclear: reader.unclear,
      unknown: reader.unknown,
      wholeTexts: new Set(whole.filter((key) => typeof key === 'string' && key !== '') as string[]),
      headings: given.headings,
      published: /^\d{4}-\d{2}-\d{2}/.exec(given.published ?? '')?.[0]
    }
  }
}

/** The parts of the first section by their headings, those without one by their names. */
function readParts(template: Template, given: Readonly<Record<string, string>>): [Address, string][] {
  return template.sections
    .flatMap((section) =>
      (section.parts ?? []).map((part): [Address, string] => [partAddress(section, part), given[part.heading ?? part.name] ?? ''])
    )
    .filter(([at]) => at.includes('/'))
}

function kindOf({ org, scope }: Labelled): ReportKind {
  if (scope?.startsWith('本')) return 'department'
  if (scope && /^全|政府/.test(scope)) return 'government'
  return kindByName(org)
}

/** Whose report it is where nothing but the name tells. */
export function kindByName(unit: string): ReportKind {
  return /(?:人民政府|行政公署|行署|管委会|管理委员会)$/.test(unit) ? 'government' : 'department'
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  const where = issue?.path.join(' › ')
  return issue?.path.length === 1 && /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : `${where ? `“${where}”` : '内容'}的格式有误`
}

const labelsOf = ({ table2 = {}, table3 = {} }: Labelled): string[] =>
  Object.entries({ ...withoutRaw(table2), ...table3 }).flatMap(([label, row]) => [label, ...(Array.isArray(row) ? [] : Object.keys(row))])

type Cells = Record<string, Record<string, ShownCell>>

function withoutRaw(table: Labelled['table2']): Cells | undefined {
  if (!table) return undefined
  const { raw: _, ...rows } = table
  return rows
}

/** Rows given as lists become rows keyed by column label. */
function byColumn(table: Table, rows: Record<string, ShownRow> | undefined, columns: readonly string[] | undefined): Cells | undefined {
  if (!rows) return undefined
  const labels = columns ?? leaves(table.blocks[0]?.columns ?? []).map(labelText)
  return Object.fromEntries(
    Object.entries(rows).map(([label, cells]) => {
      if (cells.length !== labels.length)
        throw new UnreadableReport(`${table.name}“${label}”应有 ${labels.length} 个数，现有 ${cells.length} 个`)
      return [label, Object.fromEntries(labels.map((column, i) => [column, cells[i] ?? null]))]
    })
  )
}

/** The keys of table four's rows in labelled JSON, and the labels they stand for. */
export const DISPUTE_ROWS: Readonly<Record<string, string>> = {
  reconsideration: '行政复议',
  litigationDirect: '未经复议直接起诉',
  litigationAfter: '复议后起诉'
}

function rename<T>(rows: Record<string, T> | undefined): Record<string, T> | undefined {
  return rows && Object.fromEntries(Object.entries(rows).map(([key, cells]) => [DISPUTE_ROWS[key] ?? key, cells]))
}

class TableReader {
  readonly values: Record<Address, string> = {}
  readonly drifts: { says: string; at: readonly Address[] }[] = []
  readonly unclear: { says: string; at: readonly Address[] }[] = []
  readonly unknown = new Set<Address>()

  private readonly template: Template

  constructor(template: Template) {
    this.template = template
  }

  readTable(table: Table, rows: Cells | undefined, raw: Record<string, unknown> = {}): void {
    if (!rows) {
      this.miss(
        `缺少${table.name}`,
        table.blocks.flatMap((block) => leaves(block.rows).flatMap((line) => rowAddresses({ table, block }, line.key)))
      )
      return
    }
    const known = table.blocks.flatMap((block) =>
      [...leaves(block.rows), ...this.statedGroups(table, block)].map((line) => ({ block, line }))
    )
    const found = recognise(Object.keys(rows), known, ({ line }) => line)

    for (const [label, match] of found) {
      if (!match) {
        this.drifts.push({
          says: `${table.name}：年报格式中没有“${label}”一行（${Object.values(rows[label] ?? {}).join('，')}），未采用`,
          at: []
        })
        continue
      }
      const { block, line } = match.known
      const at = rowAddresses({ table, block }, line.key)
      const stated = line.lines !== undefined
      if (stated) this.drifts.push({ says: `${table.name}：“${label}”只有一行，年报格式分为 ${leaves([line]).length} 行，按小计理解`, at })
      else if (!match.exact) this.drifts.push({ says: `${table.name}：“${label}”应为“${labelText(line)}”`, at })
      if (typeof raw[label] === 'string') this.unclear.push({ says: `${lineName(line)}：原文“${raw[label]}”分不清各格，未作核对`, at })
      this.readRow(table, block, line, rows[label] ?? {}, typeof raw[label] === 'string')
    }
    this.markMissing(table, new Set([...found.values()].flatMap((match) => (match ? [match.known.line] : []))))
  }

  private readRow(table: Table, block: Block, line: Line, cells: Cells[string], isUnclear: boolean): void {
    const columns = leaves(block.columns)
    const found = recognise(Object.keys(cells), columns, (column) => column)
    for (const [label, match] of found) {
      if (!match) this.drifts.push({ says: `${lineName(line)}：年报格式中没有“${label}”一列，未采用`, at: [] })
      else if (!match.exact)
        this.drifts.push({
          says: `${lineName(line)}：“${label}”应为“${labelText(match.known)}”`,
          at: [`${table.key}/${line.key}/${match.known.key}`]
        })
      if (match) this.take(`${table.key}/${line.key}/${match.known.key}`, cells[label] ?? null, isUnclear)
    }
    const taken = new Set([...found.values()].map((match) => match?.known))
    const missing = columns.filter((column) => !taken.has(column))
    if (missing.length > 0) {
      const names = missing.map((column) => `“${labelText(column)}”`).join('')
      this.miss(
        `${lineName(line)}：缺少${names}`,
        missing.map((column) => `${table.key}/${line.key}/${column.key}`)
      )
    }
  }

  private take(at: Address, value: ShownCell, isUnclear: boolean): void {
    if (value === null || value === '') {
      if (isUnclear) this.unknown.add(at)
    } else this.values[at] = String(value)
  }

  /** Rows the page never had are one finding; their cells are unknown. Rows under a stated heading were told by it. */
  private markMissing(table: Table, seen: ReadonlySet<Line>): void {
    const lost: Line[] = []
    const places: Address[] = []
    for (const block of table.blocks) {
      const stated = groups(block.rows).filter((line) => seen.has(line))
      const told = new Set(stated.flatMap((line) => leaves(line.lines ?? [])))
      for (const line of leaves(block.rows)) {
        if (seen.has(line)) continue
        const at = rowAddresses({ table, block }, line.key)
        if (told.has(line)) for (const address of at) this.unknown.add(address)
        else {
          lost.push(line)
          places.push(...at)
        }
      }
    }
    const names = lost.map((line) => `“${labelText(line)}”`).join('')
    if (lost.length > 0) this.miss(`${table.name}：缺少${names}${lost.length === 1 ? '一行' : `共 ${lost.length} 行`}`, places)
  }

  private miss(says: string, at: readonly Address[]): void {
    this.drifts.push({ says, at })
    for (const address of at) this.unknown.add(address)
  }

  private statedGroups(table: Table, block: Block): Line[] {
    return groups(block.rows).filter((line) => this.template.index.has(rowAddresses({ table, block }, line.key)[0] ?? ''))
  }
}
