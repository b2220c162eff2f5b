import type { RemarkActions } from '@/components/remarks/remark-actions'
import type { CallResult } from '@/components/ui/call/call'
import type { HistoryEntry } from '@/components/workflow/history-list'
import type { Steps, TakeStep } from '@/components/workflow/step-bar'
import type { Judged } from '@/report/answer'
import type { ReportDocument } from '@/report/layout/document'
import type { Imprint } from '@/report/layout/imprint'
import type { PrintedMark } from '@/report/layout/mark'
import type { Address, TemplateId } from '@/report/template'
import type { Likeness } from '@/report/text/similarity'
import type { Values } from '@/report/values'
import type { JudgedThread, Paired } from '@/report/workflow/comment'
import type { YearComparison } from '@/report/workflow/compare'
import type { Difference, Piece } from '@/report/workflow/difference'
import type { State } from '@/report/workflow/states'

/** A change as it is read, in pieces that stayed, came or went. */
export type Change = Difference & { pieces: readonly Piece[] }

/** Everything the review page shows of a report. */
export type ReviewData = {
  id: number
  unit: string
  year: number
  state: State
  revision: number
  template: TemplateId
  document: ReportDocument
  /** 公文要素 as they are printed. */
  imprint: Imprint
  /** Prose by address: what a comment can quote. */
  texts: Values
  judged: readonly Judged[]
  /** 文中数字 of every text, where they stand in print. */
  numbers: readonly PrintedMark[]
  /** How often it has been handed in. */
  count: number
  /** The version at which what lies there was handed in. */
  present: number | undefined
  /** Since it was handed in before, beside what was asked; and in all. */
  changes: readonly Paired<Change>[]
  changesInAll: readonly Change[]
  threads: readonly JudgedThread[]
  internalComments: readonly JudgedThread[]
  history: readonly HistoryEntry[]
  revisions: readonly { id: number; revision: number; state: State; changeNote: string }[]
  lastYear: readonly (readonly [Address, YearComparison])[]
  /** The units it adds up, where it is not the unit's own. */
  lastYearOf: readonly string[] | undefined
  /** Where the public reads it. */
  publicPath: string | undefined
  /** yyyy-mm-dd */
  due: string
  steps: Steps
  may: { comment: boolean; reply: boolean; internalComment: boolean; waive: boolean; imprint: boolean }
}

/** A text beside those of last year and of sister units, or why not. */
export type Compared = { ok: true; likeness: Likeness } | Extract<CallResult, { ok: false }>

/** The server's side of the page; every error is a Chinese sentence. */
export type ReviewActions = RemarkActions & {
  takeStep: TakeStep
  waive: (given: { finding: string; text: string }) => Promise<CallResult>
  compare: (given: { at: Address }) => Promise<Compared>
}
