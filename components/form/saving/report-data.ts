import type { TakeSums, ToldSum } from '@/components/rollup/sum-data'
import type { Refused } from '@/components/ui/call/call'
import type { Answer } from '@/report/answer'
import type { Finding } from '@/report/finding'
import { type Report, templateOf } from '@/report/report'
import type { Context } from '@/report/sheet'
import type { Address } from '@/report/template'
import type { Values } from '@/report/values'
import type { Batch, SaveResult } from './batch'

export type Texts = Record<Address, string>

/** What the page hands over: the report as the server has it. */
export type ReportData = {
  id: number
  version: number
  report: Report
  answers: readonly Answer[]
  waivers: readonly Answer[]
  /** Last year's report and the dates the rules judge by. */
  context: Context
  /** What the rules that the page loads later say of it. */
  late: readonly Finding[]
  /** Last year's public report, a correction of which can be asked for. */
  correctable?: number
  savedOn: Date
  canEdit: boolean
  /** The files it is handed out as: the end of each address, and its words. */
  downloads: readonly { address: string; words: string }[]
  /** Of an aggregate: its cells are sums of its members, which nobody types. */
  sums: ToldSum | undefined
  /** The aggregate above into which it is counted, and what that means for a correction. */
  countsInto: string | undefined
  /** Where the public reads it. */
  publicPath: string | undefined
  user: string
}

/** The report as it is stored when somebody comes back to its form. */
export type Stored = { ok: true; version: number; savedOn: Date; values: Values; answers: readonly Answer[] }

/** The server's side of the form; every error is a Chinese sentence. */
export type ReportActions = {
  readStored: (given: Record<string, never>) => Promise<Stored | Refused>
  save: (batch: Batch) => Promise<SaveResult>
  explain: (given: { finding: string; text: string }) => Promise<{ ok: true; answers: readonly Answer[] } | Refused>
  submit: (given: { version: number }) => Promise<{ ok: true } | Refused>
  takeSums: TakeSums
  /** Keeps a file that was read, by its number, as the report of an earlier year. */
  importPast: (given: {
    source: number
    year: number
    org: string | undefined
    values: Values
    knowing?: string
  }) => Promise<{ ok: true; report: number; says: string } | Refused>
}

/** Every field of the form with its text. */
export function fillFields(report: Report): Texts {
  return Object.fromEntries([...templateOf(report).fields].map((at) => [at, report.values[at] ?? '']))
}
