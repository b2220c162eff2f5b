import type { Meaning, RequestRow } from '@/report/meaning'
import type { Span } from '@/report/rule'

/** What the cells mean whose sum a number is. */
export type Sum = readonly Meaning[]

/**
 * What a number can speak of. `reads`: the sums it may be, the likeliest first; it contradicts only if it is none of them.
 * A `weak` subject is said in words that others share, so it may agree but never contradicts.
 */
export type Subject = Span & {
  key: string
  rule: string
  /** How it is named in messages. */
  name: string
  /** Numbers of one family break down one total. */
  family: 'flow' | 'outcome' | 'applicant' | 'dispute' | 'result' | 'file' | 'decision' | 'other'
  /** What stands right before the number, as patterns. */
  words: readonly string[]
  /** What may stand right after the number instead. */
  after?: readonly string[]
  reads: readonly Sum[]
  weak?: true
  /** Words of OF_REQUESTS may stand between. */
  ofRequests?: true
  /** The unit words it is counted in, if not those of applications. */
  units?: RegExp
}

/** The sum of the totals of rows of table three. */
export const requests = (...rows: RequestRow[]): Sum => rows.map((row): Meaning => `requests/${row}/total`)

/** What joins two words for one thing. */
export const OR = '(?:和|及|与|或|、|以及|或者)'
