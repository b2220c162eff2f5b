import type { Address, Template, TemplateId } from './template'
import { openTemplate } from './templates'
import type { Values } from './values'

/** 本级/部门 or 政府汇总: who the report speaks for, hence its deadline and some rules. */
export type ReportKind = 'department' | 'government'

/** Frozen in each report, so that it is checked for ever as it was when filed. */
export const RULES_VERSION = '2026-1'

/** The revision of a report that was read in from a file and never went through the workflow; those that did begin with 1. */
export const PAST_REVISION = 0

/** What a revision is called among the others of its report. */
export const nameRevision = (revision: number): string => (revision === PAST_REVISION ? '导入的历史版本' : `第 ${revision} 版`)

/** A report as everything in the product sees it. Form, rules and kind are frozen when it is started. */
export type Report = {
  unit: string
  year: number
  kind: ReportKind
  template: TemplateId
  rules: string
  /** What was typed, by address. */
  values: Values
  /** Only for a report read from a page or file: what the page showed beside the values. */
  outside?: Outside
}

/** What a reader noticed on a page that is not a value. Blank totals of such a report are blank, not computed. */
export type Outside = {
  /** Labels that differ from the form. `at`: the rows or columns meant, empty if none was recognised. */
  drifts: readonly { says: string; at: readonly Address[] }[]
  /** Rows whose text could not be divided into cells. */
  unclear: readonly { says: string; at: readonly Address[] }[]
  /** Cells whose value the page does not tell: neither blank nor zero. */
  unknown: ReadonlySet<Address>
  /** Sections whose text was given whole; the others are not judged. */
  wholeTexts: ReadonlySet<string>
  /** The headings of the page in their order, if known. */
  headings?: readonly string[]
  /** Date of publication, yyyy-mm-dd. */
  published?: string
}

/** The form of a report. */
export function templateOf(report: Pick<Report, 'template'>): Template {
  return openTemplate(report.template)
}

/** `{机关规范全称}{年}年政府信息公开工作年度报告`, the title and the name of every file made of the report. */
export function titleOf({ unit, year }: Pick<Report, 'unit' | 'year'>): string {
  return `${unit}${year}年政府信息公开工作年度报告`
}

/** Last day to hand in and publish, yyyy-mm-dd: 条例第四十九条, departments 31 January, governments 31 March. */
export function dueDate({ year, kind }: Pick<Report, 'year' | 'kind'>): string {
  return kind === 'department' ? `${year + 1}-01-31` : `${year + 1}-03-31`
}

export const KIND_NAMES: Record<ReportKind, string> = { department: '本级/部门', government: '政府汇总' }
