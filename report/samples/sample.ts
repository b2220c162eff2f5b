import type { Values } from '@/report/values'

/** What is put into a clean report to break one rule: shown as its example, and tried by the tests. */
export type Sample = {
  /** 2024 if left out. */
  year?: number
  unit?: string
  values?: Values
  /** Put into a clean report of last year that carried nothing out. */
  lastYear?: Values
  today?: string
  /** Instead of a report: a page from outside, as labelled JSON. */
  page?: unknown
  /** What was put in, where the values themselves would say it badly. */
  put?: string
  /** The rule it is reported as, for those that only widen or narrow another. */
  shownAs?: string
}

/** By rule id; the first sample is the plainest. */
export type Samples = Readonly<Record<string, readonly Sample[]>>
