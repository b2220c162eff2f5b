import type { Kind } from './input'
import type { Meaning } from './meaning'
import type { Rule, Span } from './rule'

/**
 * The place of one thing in a report: `requests/received/person` (table / row / column) or `overview/disclosure`
 * (section / part). The same text is the form field, the database key, the place of a finding and the anchor of a
 * comment. Once a report has been filed an address is never renamed.
 */
export type Address = string

export type TemplateId = `F${number}`

/** A row or column of a table; with `lines` it is the heading over them. Labels are the statutory text. */
export type Line = {
  key: string
  label: string
  /** What it is to rules and phrases, where that is not its key; see `Meaning`. */
  means?: string
  lines?: readonly Line[]
  /** What a column holds; rows leave it out. */
  kind?: Kind
  /** What belongs into the line, shown beside the focused cell. */
  help?: string
  /** Where the definition stands, e.g. 条例第三十六条. */
  article?: string
}

/** One line with its sign; `last` reads it from last year's report. */
export type Term = { line: string; minus?: true; last?: true }

export type Side = { name: string; terms: readonly Term[] }

/**
 * An arithmetic rule. Its terms name lines of one axis; it holds on every line of the other axis, or on those in `on`.
 * A side without terms is zero.
 */
export type LineRule = Omit<Rule, 'words' | 'formula' | keyof Span> & {
  of: 'rows' | 'columns'
  left: Side
  relation: '=' | '≥'
  right: Side
  on?: readonly string[]
  /** The right side is a line whose cells are computed unless somebody typed them. */
  computes?: true
}

/** Lines drawn together under one header; most tables are one block, 第二部分 stacks several. */
export type Block = {
  caption?: string
  corner?: string
  columns: readonly Line[]
  rows: readonly Line[]
  rules: readonly LineRule[]
}

export type Table = {
  key: string
  name: string
  blocks: readonly Block[]
  /** Row labels stand above the columns instead of at their left (第四部分). */
  sideways?: true
  /** Relative widths of the drawn columns; equal when left out. */
  widths?: readonly number[]
  /** For a cell that is not a number, is blank, or has words around its number: without a rule of their own these are a milder `number`. */
  cellRules: { number: Rule; blank: Rule; words?: Rule }
}

/** A field of prose. Without a heading its text stands directly under the section's heading. */
export type Part = { key: string; name: string; heading?: string; help: string; optional?: true }

export type Section = { key: string; heading: string; name: string } & (
  | { table: Table; parts?: undefined }
  | { parts: readonly Part[]; table?: undefined }
)

export type Cell = {
  at: Address
  meaning: Meaning
  table: Table
  block: Block
  row: Line
  column: Line
  kind: Kind
  /** `（一）予以公开·自然人`, as messages name it. */
  name: string
  /** `group` has no place on the form: it is the sum of the rows under one heading. */
  role: 'input' | 'total' | 'group'
  /** Indices of the cells whose sum it is; empty for an input. */
  parts: readonly number[]
}

/** One rule on one line: indices into `template.cells`. */
export type Equation = {
  rule: LineRule
  /** The line's name. */
  on: string
  left: readonly IndexedTerm[]
  right: readonly IndexedTerm[]
  /** Holds only if this group's own figure was stated (a page read from outside). */
  group?: number
  /** The cell whose parts are the left side: what they add up to is known. */
  total?: number
}
export type IndexedTerm = { cell: number; minus: boolean; last: boolean }

/** How messages name a place, and which section it lies in: -1 for the preamble. */
export type FormPlace = { name: string; section: number }

export type Template = {
  id: TemplateId
  /** First and last year it is used for; no last year means still in force. */
  years: readonly [number, number?]
  /** The notice that prescribes it. */
  notice: { title: string; number: string }
  sections: readonly Section[]
  tables: readonly Table[]
  cells: readonly Cell[]
  /** Index of each address in `cells`. */
  index: ReadonlyMap<Address, number>
  /** Where what a cell means stands on this form. */
  meanings: ReadonlyMap<Meaning, Address>
  /** Indices of totals and groups, each after the cells it needs. */
  computed: readonly number[]
  equations: readonly Equation[]
  /** Every field of prose, in the order of the form: the preamble, the parts of the sections, the notes of the tables. */
  prose: readonly Address[]
  /** Every cell, field of prose and section. */
  places: ReadonlyMap<Address, FormPlace>
  /** Every address a person may write to: cells but not groups, prose parts, table notes. */
  fields: ReadonlySet<Address>
}

export const preamble: Part = {
  key: 'preamble',
  name: '引言',
  optional: true,
  help: '说明编制依据、报告组成、统计期限、电子版下载地址和联系方式。'
}

/** `a`, `b` and the rest add up to `total`; the total's cells are computed unless typed. */
export function sum(
  head: Pick<LineRule, 'id' | 'breaks' | 'holds'>,
  of: LineRule['of'],
  name: string,
  parts: readonly string[],
  total: readonly [key: string, name: string],
  on?: readonly string[]
): LineRule {
  return {
    ...head,
    level: 'error',
    of,
    left: { name, terms: parts.map((line) => ({ line })) },
    relation: '=',
    right: { name: total[1], terms: [{ line: total[0] }] },
    computes: true,
    on
  }
}

/** Rows or columns without headings over them, in order. */
export function leaves(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => (line.lines ? leaves(line.lines) : [line]))
}

/** Headings that have lines under them, outermost first. */
export function groups(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => (line.lines ? [line, ...groups(line.lines)] : []))
}

/** The label in one line of text, as it is read aloud and searched for. */
export function labelText(line: Line): string {
  return line.label.replaceAll('\n', '')
}

/** A label short enough for a message: without its line breaks and its remark in brackets. */
export function lineName(line: Line): string {
  return labelText(line).replace(/（[^（）]{4,}）$/, '')
}

/** A row's name and a column's, as the name of a cell: “（七）总计” in the column 总计 says it once. */
export function joinNames(row: string, link: string, column: string): string {
  return row.replace(/^（.）/, '') === column ? row : row + link + column
}

/** The address of the optional note printed under a table. */
export function noteAddress(table: Table): Address {
  return `${table.key}/note`
}

/** The address of a prose part: `overview/disclosure`, or the section alone if it has one part. */
export function partAddress(section: Section, part: Part): Address {
  return section.key === part.key ? part.key : `${section.key}/${part.key}`
}
