import type { Address } from '@/report/template'

/**
 * How a number in the text stands to the tables.
 * - `agrees` / `contradicts`: it speaks of the cells in `to` and says the same / something else;
 * - `ambiguous`: more than one cell fits, and not all agree;
 * - `other scope`: it speaks of more or of less than this report (全市, another period), so nothing is judged;
 * - `unlinked`: the tables hold nothing it could be compared with.
 */
export type ClaimVerdict = 'agrees' | 'contradicts' | 'ambiguous' | 'other scope' | 'unlinked'

/** A number in a field of prose: where it stands, what it speaks of, and whether the tables say the same. */
export type Claim = {
  /** The field of prose. */
  at: Address
  /** Its place in the field's text as stored, in UTF-16 units; `text` is what stands there. */
  start: number
  end: number
  text: string
  verdict: ClaimVerdict
  /** The rule that judged it (N-01 … N-17); none for `unlinked`. */
  rule?: string
  /** The cells, or places of other numbers, it was compared with. */
  to: readonly Address[]
  /** What the tables (or the sum of a list, or the recomputed percentage) say, as it would stand in the text. */
  expected?: string
  /** One sentence that quotes both places with their values. */
  says?: string
}
