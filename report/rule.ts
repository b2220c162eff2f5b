import type { MemberFigures } from './rollup/member-figures'
import type { Requirement } from './task/requirement'
import type { Values } from './values'

/** 错误 stops the submission, 提醒 wants a fix or a written explanation, 提示 only informs. */
export type Level = 'error' | 'warning' | 'note'
export const LEVEL_WORDS: Record<Level, string> = { error: '错误', warning: '提醒', note: '提示' }

/** Which forms something is for, by the first year of a form; without bounds all. What holds since a form holds for later ones too. */
export type Span = { since?: number; until?: number }

/** Whether a span takes in the first year of a form. */
export const isFor = ({ since, until }: Span, { years: [first] }: { years: readonly [number, number?] }): boolean =>
  first >= (since ?? first) && first <= (until ?? first)

/** What is put into a clean report to break a rule, or to come close to it. */
export type Sample = {
  /** 2024 if left out. */
  year?: number
  unit?: string
  values?: Values
  /** Put into a clean report of last year that carried nothing out. */
  lastYear?: Values
  today?: string
  requirements?: readonly Requirement[]
  /** The report adds these up. */
  members?: readonly MemberFigures[]
  /** Instead of a report: a page from outside, as labelled JSON. */
  page?: () => unknown
  /** What was put in, where the values themselves would say it badly. */
  put?: string
  /** The rule it is reported as, for those that only widen or narrow another. */
  shownAs?: string
}

/** All there is to say of a rule, in one place. Its findings take rule, level and hint from it (`tell`). */
export type Rule = Span & {
  id: string
  /** The level it speaks with; a single finding may be milder. */
  level: Level
  /** An error that may still be answered by an explanation (错误，可说明). */
  override?: true
  /** What the rule list says of it. */
  words: string
  /** The relation in signs, where it has one. */
  formula?: string
  /** What to do about it, where that is always the same. */
  hint?: string
  /** Examples, the plainest first: shown in the rule list, and tried by the tests. */
  breaks: readonly [Sample, ...Sample[]]
  /** What comes close and breaks nothing: without it nobody knows where the rule ends. */
  holds: Sample
}

/** What is said and shown of a rule, which its findings do without. */
export type Documented = Pick<Rule, 'words' | 'formula' | 'breaks' | 'holds'>

/**
 * What the rule list shows and the tests try: `told(typeof window === 'undefined' && { … })`. A bundler for browsers knows the
 * condition and leaves the rest out; there only findings are made.
 */
export const told = <Documents = Documented>(documents: false | Documents): Documents => (documents || {}) as Documents

/** The commonest examples: typed into a clean report, these values break the rule and those do not. */
export const tried = (wrong: Values, right: Values): Pick<Rule, 'breaks' | 'holds'> => ({
  breaks: [{ values: wrong }],
  holds: { values: right }
})
