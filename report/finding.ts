import { type Kind, printAmount } from './input'
import type { Meaning } from './meaning'
import type { Report } from './report'
import type { MemberFigures } from './rollup/member-figures'
import { isFor, type Level, type Rule } from './rule'
import type { Requirement } from './task/requirement'
import { type Address, type Cell, type FormPlace, leaves, type Section, type Template } from './template'
import { type Amounts, printValue, type Values } from './values'

/** 问题: what a rule says about a report, with the values substituted. */
export type Finding = {
  /** Rule id: T3-04, Y-01, X-09 … */
  rule: string
  level: Level
  /** An error that an explanation may answer. */
  override?: true
  /** Something not filled in yet rather than wrong: counts as completeness while the clerk is typing. */
  missing?: true
  /** Every place concerned, the one to go to first; empty if it concerns the report as a whole. */
  at: readonly Address[]
  /** The whole message in Chinese. */
  says: string
  hint?: string
  /** Both sides of a broken rule, as printed. */
  left?: Quantity
  right?: Quantity
  /** `多 6`: how far the left side is from the right one. */
  off?: string
  /** What an explanation rests on, where the whole text of a field would be too much: another comma must not undo it. */
  basis?: string
  /** New texts by address that mend it with one key. */
  fix?: { says: string; texts: Readonly<Record<Address, string>> }
}

export type Quantity = { name: string; text: string }

/** A report opened for checking. Amounts are integers of the last decimal, NaN where unfilled. */
export type Sheet = {
  /** With its prose as it is read: tokens are the numbers they stand for. */
  report: Report
  /** What was typed, tokens as they are stored; a rule that offers a new text makes it from this. */
  stored: Values
  template: Template
  amounts: Amounts
  last?: { report: Report; template: Template; amounts: Amounts }
  requirements?: readonly Requirement[]
  /** Of an aggregate: its members. */
  members?: readonly MemberFigures[]
  /** The day of checking, yyyy-mm-dd in UTC+8; rules on deadlines are silent without it. */
  today?: string
  /** The last day to hand in and publish, and the day it was published first, yyyy-mm-dd; see Context. */
  due?: string
  published?: string
}

/** Rules that are not plain arithmetic on lines, looked for together. */
export type Check = {
  rules: readonly Rule[]
  find: (sheet: Sheet) => Finding[]
}

/** A finding without what its rule says of all: a level only where it is milder than the rule's. */
export type Said = Omit<Finding, 'rule' | 'level' | 'override' | 'hint'> & { level?: Level }

/** What a rule says of one report. */
export function tell({ id, level, override, hint }: Omit<Rule, 'words'>, said: Said): Finding {
  return { rule: id, override, hint, ...said, level: said.level ?? level }
}

/** A rule that is looked for by itself, on the forms it is for. */
export type LoneRule = Rule & { find: (sheet: Sheet) => readonly Said[] }

/** Rules that look one by one, as one check. */
export function family(...rules: readonly LoneRule[]): Check {
  const find = (sheet: Sheet) => {
    const findings: Finding[] = []
    for (const rule of rules) if (isFor(rule, sheet.template)) for (const said of rule.find(sheet)) findings.push(tell(rule, said))
    return findings
  }
  return { rules, find }
}

/** The amount taken for a cell, NaN if unfilled, unreadable or not on this form. */
export function amountAt({ template, amounts }: Pick<Sheet, 'template' | 'amounts'>, at: Address = ''): number {
  const i = template.index.get(at)
  return i === undefined ? Number.NaN : (amounts.taken[i] as number)
}

/** The amount of the cell that means something, NaN if unfilled, unreadable or not on this form. */
export function amountOf(sheet: Pick<Sheet, 'template' | 'amounts'>, meaning: Meaning): number {
  return amountAt(sheet, sheet.template.meanings.get(meaning))
}

/** Where the same figure stands in last year's report, which may be on another form; empty where it has none. */
export function addressLastYear({ template, last }: Pick<Sheet, 'template' | 'last'>, at: Address): Address {
  const cell = template.cells[template.index.get(at) ?? -1]
  return (cell && last?.template.meanings.get(cell.meaning)) ?? ''
}

/** Last year's amount of a cell, NaN without a report of last year or where it was on another form (Y-05). */
export function lastAmountOf({ template, last }: Sheet, meaning: Meaning): number {
  return last?.template === template ? amountOf(last, meaning) : Number.NaN
}

/** The name of any place: a cell, a prose part or a section. */
export function placeName(template: Template, at: Address): string {
  return placeAt(template, at)?.name ?? at
}

/** A place of the form; one the form does not have stands for its section. */
export function placeAt({ places }: Template, at: Address): FormPlace | undefined {
  return places.get(at) ?? places.get(at.split('/', 1)[0] as Address)
}

/** The section a place lies in; undefined for the preamble and for findings on the whole report. */
export function sectionOf(template: Template, at: Address | undefined): Section | undefined {
  const key = at?.split('/')[0]
  return template.sections.find((section) => section.key === key)
}

/** The addresses of one row, columns in order. */
export function rowAddresses(cell: Pick<Cell, 'table' | 'block'>, row: string): Address[] {
  return leaves(cell.block.columns).map((column) => `${cell.table.key}/${row}/${column.key}`)
}

/** `多 6` or `少 5`, in the kind's unit. */
export function offBy(difference: number, kind: Kind): string {
  return `${difference > 0 ? '多' : '少'} ${printAmount(Math.abs(difference), kind)}`
}

/** What a finding rests on: an explanation holds as long as this text stays the same. */
export function basisOf({ at, left, right, basis }: Finding, { template, report, amounts }: Sheet): string {
  if (basis !== undefined) return basis
  const texts = at.map((address) => `${address}=${printValue(template, report.values, amounts, address)}`)
  return [...texts, `${left?.text ?? ''}:${right?.text ?? ''}`].join('\n')
}

/** Findings of one rule and one cause as one, wherever they are shown: all their places, and all mended with one key. */
export function inOne(findings: readonly Finding[], says: string): Finding {
  const [first] = findings as readonly [Finding]
  const fixes = findings.flatMap(({ fix }) => fix ?? [])
  const fix = fixes[0] && { says: `${fixes[0].says}（${fixes.length} 处）`, texts: Object.assign({}, ...fixes.map(({ texts }) => texts)) }
  return { ...first, at: findings.flatMap(({ at }) => at), says: shorten(says), fix }
}

const LONGEST_MESSAGE = 800

/** A message that a person can still read, however often a rule is broken; what is left out counts in the `basis`. */
export function shorten(says: string): string {
  return says.length <= LONGEST_MESSAGE ? says : `${says.slice(0, LONGEST_MESSAGE)}…`
}

/** The same finding keeps its key while its values change. */
export function keyOf(finding: Pick<Finding, 'rule' | 'at'>): string {
  return `${finding.rule} ${finding.at.join(' ')}`
}
