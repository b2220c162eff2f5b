import type { Answer } from '@/components/ui/call'
import type { Judged } from '@/report/answer'
import type { Board, JudgedThread, Paired } from '@/report/comment'
import type { Comparison } from '@/report/compare'
import type { Difference, Piece } from '@/report/difference'
import type { ReportDocument } from '@/report/document'
import type { PrintedMark } from '@/report/mark'
import type { Likeness } from '@/report/similarity'
import type { State } from '@/report/status'
import type { Address, TemplateId } from '@/report/template'
import type { Values } from '@/report/values'
import type { HistoryEntry } from './history-list'
import type { Steps, TakeStep } from './step-bar'

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
  notes: readonly JudgedThread[]
  history: readonly HistoryEntry[]
  revisions: readonly { id: number; revision: number; state: State; changeNote: string }[]
  lastYear: readonly (readonly [Address, Comparison])[]
  /** Where the public reads it. */
  publicPath: string | undefined
  /** yyyy-mm-dd */
  due: string
  steps: Steps
  may: { comment: boolean; reply: boolean; note: boolean; waive: boolean }
}

export type Outcome = Answer

/** A text beside those of last year and of sister units, or why not. */
export type Compared = { ok: true; likeness: Likeness } | Extract<Outcome, { ok: false }>

/** The server's side of the page; every error is a Chinese sentence. */
export type ReviewActions = {
  takeStep: TakeStep
  comment: (given: { board: Board; at: Address; quote: string; text: string }) => Promise<Outcome>
  reply: (given: { board: Board; thread: number; text: string }) => Promise<Outcome>
  settle: (given: { board: Board; thread: number; isClosed: boolean }) => Promise<Outcome>
  waive: (given: { finding: string; text: string }) => Promise<Outcome>
  compare: (given: { at: Address }) => Promise<Compared>
}
