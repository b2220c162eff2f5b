import type { CallResult } from '@/components/ui/call/call'
import type { StateClass } from '@/report/rollup/state-class'
import type { Address } from '@/report/template'
import type { State } from '@/report/workflow/states'

/** What is said of an aggregate wherever it stands. */
export type ToldSum = { words: string; counting: string; isComplete: boolean; isSummed: boolean; changed: number }

export type MemberLine = {
  unit: number
  name: string
  reason: string
  is: string
  standing: string
  contact: string | undefined
  href: string | undefined
}

export type OpenedCell = {
  at: Address
  name: string
  isTotal: boolean
  rows: readonly {
    unit: number
    name: string
    value: string
    /** Nothing: it has no value. */
    amount: number | null
    share: string
    /** What it said last year, or why nothing is known of it. */
    last: string
    hasLast: boolean
    state: string
    href: string | undefined
  }[]
  adjustments: readonly { id: number; value: string; reason: string; by: string; on: Date; place: string | undefined }[]
  sum: string
  /** What the rows had last year together, and what of them that covers where it is not all. */
  lastSum: string
  lastCovers: string
}

export type SumData = {
  id: number
  unit: string
  year: number
  state: State
  newestOn: Date | undefined
  mayTake: boolean
  isFiller: boolean
  stale:
    | {
        members: readonly { unit: number; name: string; was: string; is: string }[]
        cells: readonly { at: Address; name: string; was: string; now: string }[]
      }
    | undefined
  classes: readonly ClassCount[]
  /** Each time the sums were taken or adjusted, the last first; `shown`: the one whose cell is opened, none where none was kept. */
  takings: readonly { id: number; on: Date; by: string; counting: string }[]
  shown: number | undefined
  /** It is the last one. */
  isLast: boolean
  /** What the opened cell covers, in words. */
  covers: string | undefined
  members: readonly MemberLine[]
  opened: OpenedCell | undefined
  tables: readonly { name: string; cells: readonly { at: Address; name: string }[] }[]
}

/** A class of states, and how many members would be counted in it. */
export type ClassCount = { key: StateClass; name: string; covered: number; of: number; isChosen: boolean }

export type TakeSums = (given: { counting?: StateClass }) => Promise<CallResult>

export type SumActions = {
  takeSums: TakeSums
  /** `was`: the sum of the cell as it stands on the page. */
  adjust: (given: { at: Address; was: string; amount: string; reason: string }) => Promise<CallResult>
  unadjust: (given: { id: number }) => Promise<CallResult>
}

export type DeclareAbsent = (given: { unit: number; year: number; reason: string | null }) => Promise<CallResult>
