import type { Store } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { importPastReport } from '@/db/imports/past-reports'
import { declareAbsence } from '@/db/people/obligations'
import { grant } from '@/db/permission'
import { saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { addReply, addThread, listThreads, settleThread } from '@/db/reports/comments'
import { type Filing, findFiling, listRevisions, readReport, startReport } from '@/db/reports/reports'
import { addAdjustment } from '@/db/rollup/adjustments'
import { takeSums } from '@/db/rollup/take'
import { judgeFiling } from '@/db/workflow/demands'
import { moveReport } from '@/db/workflow/transitions'
import type { ReportKind } from '@/report/report'
import type { Address } from '@/report/template'
import type { Values } from '@/report/values'
import type { Board } from '@/report/workflow/comment'
import type { TransitionName } from '@/report/workflow/transitions'

/** A step, with its reason or change note where it has one. */
export type DemoStep = TransitionName | [name: TransitionName, words: string]

const STEP = 40 * 60_000

/**
 * Performs steps as the people of the demonstration, by the names of units and accounts, each some time after the one
 * before and none later than now. Throws where the product would refuse.
 */
export class DemoTeller {
  private steps = 0
  /** Where the clock was set by hand, and at which step. */
  private set: { from: number; at: number } | undefined

  constructor(
    private readonly store: Store,
    private readonly units: ReadonlyMap<string, number>,
    private readonly users: ReadonlyMap<string, number>,
    private readonly now: Date
  ) {}

  async start(unit: string, kind: ReportKind, year: number, by: string, values: Values = {}): Promise<number> {
    const started = { unit: { id: numberOf(this.units, unit), name: unit, kind }, year, by: numberOf(this.users, by), now: this.tick(year) }
    const id = await startReport(this.store, { ...started, values })
    if (id === undefined) throw new Error(`no form for ${year}`)
    return id
  }

  /** A report of an earlier year, read in from a file. */
  async readIn(unit: string, kind: ReportKind, year: number, by: string, values: Values): Promise<void> {
    const name = `${unit}${year}年年报.doc`
    const hash = hashOf(name)
    const file = { name, hash, words: `${name}（SHA-256 ${hash.slice(0, 16)}）` }
    const whose = { unit: { id: numberOf(this.units, unit), name: unit, kind }, year, by: numberOf(this.users, by) }
    const read = await importPastReport(this.store, { ...whose, values, file, now: this.tick(year) })
    if (!read.ok) throw new Error(`the report of ${unit} for ${year} is not read in: ${read.why}`)
  }

  /** Takes steps one after another; returns the report to go on with, which is a new one after a correction was granted. */
  async take(report: number, by: string, ...steps: DemoStep[]): Promise<number> {
    let at = report
    for (const step of steps) at = await this.move(at, by, step)
    return at
  }

  /** A claim lasts a day: one that should still be visible is made now. */
  async claimNow(report: number, by: string): Promise<void> {
    await this.move(report, by, 'claim', this.now)
  }

  private async move(report: number, by: string, step: DemoStep, on?: Date): Promise<number> {
    const [name, words] = typeof step === 'string' ? [step, ''] : step
    const filing = await this.open(report)
    const given = name === 'publish' ? { changeNote: words } : { reason: words }
    const granted = grant(name, filing, numberOf(this.users, by))
    const moved = await moveReport(this.store, granted, name, { ...given, version: filing.version, now: on ?? this.tick(filing.year) })
    if (!moved.ok) throw new Error(`${by} cannot ${name} the report of ${filing.unitName}: ${JSON.stringify(moved)}`)
    return moved.report
  }

  async type(report: number, by: string, at: Address, text: string): Promise<void> {
    const filing = await this.open(report)
    const was = (await readReport(this.store, filing)).values[at] ?? ''
    const change = { at, was, now: text, how: 'typed' as const }
    await saveCells(this.store, grant('edit', filing, numberOf(this.users, by)), {
      saveId: `demo-${this.steps}`,
      now: this.tick(filing.year),
      cells: [change]
    })
  }

  /** Takes the sums of its members into the report of a government. */
  async sum(report: number, by: string): Promise<void> {
    const filing = await this.open(report)
    const taken = await takeSums(this.store, grant('edit', filing, numberOf(this.users, by)), this.tick(filing.year))
    if (!taken.ok) throw new Error(`${by} cannot sum the report of ${filing.unitName}: ${taken.why}`)
  }

  /** Adds a line to a cell of an aggregate, in the last decimal of the cell. */
  async adjust(report: number, by: string, at: Address, amount: number, reason: string): Promise<void> {
    const filing = await this.open(report)
    const was = (await readReport(this.store, filing)).values[at] ?? ''
    const line = { at, was, amount, reason, now: this.tick(filing.year) }
    const done = await addAdjustment(this.store, grant('edit', filing, numberOf(this.users, by)), line)
    if (!done.ok) throw new Error(`${by} cannot adjust ${at}: ${done.why}`)
  }

  /** Corrects one cell of a public report, up to its publication. */
  async correctPublished(unit: string, year: number, by: string, at: Address, text: string): Promise<void> {
    const of = { unit: numberOf(this.units, unit), year, kind: 'department' as const }
    const standing = (await listRevisions(this.store, of)).find(({ state }) => state === 'PUBLISHED')
    if (!standing) throw new Error(`${unit} has published nothing for ${year}`)
    const correction = await this.take(standing.id, 'shenhe', ['correct', '同意更正一处数字'])
    await this.type(correction, by, at, text)
    await this.explain(correction, by, '已与台账核对，数字无误。')
    await this.take(correction, by, 'submit')
    await this.take(correction, 'shenhe', 'claim', 'approve', ['publish', '更正行政处罚决定数量。'])
  }

  /** 列为缺报: the aggregate above goes on without it. */
  async declareAbsent(unit: string, year: number, by: string, reason: string): Promise<void> {
    const given = { unit: numberOf(this.units, unit), year, reason, by: numberOf(this.users, by), on: this.tick(year) }
    if (!(await declareAbsence(this.store, given))) throw new Error(`${unit} owes nothing for ${year}`)
  }

  /** Explains every finding that wants an explanation. */
  async explain(report: number, by: string, text: string): Promise<void> {
    const filing = await this.open(report)
    const now = this.tick(filing.year)
    for (const { key, basis, finding } of await judgeFiling(this.store, filing, now)) {
      if (finding.level === 'note') continue
      await saveAnswer(this.store, grant('edit', filing, numberOf(this.users, by)), { finding: key, basis, text, now })
    }
  }

  async comment(report: number, by: string, at: Address, text: string, { quote = '', board = 'comments' as Board } = {}): Promise<number> {
    const filing = await this.open(report)
    const opened = grant(board === 'comments' ? 'comment' : 'internalComment', filing, numberOf(this.users, by))
    const added = await addThread(this.store, opened, board, { at, quote, text, now: this.tick(filing.year) })
    if (!added.ok) throw new Error(`the comment on ${at} has ${added.why}`)
    return added.id
  }

  async reply(report: number, by: string, thread: number, text: string): Promise<void> {
    const filing = await this.open(report)
    const opened = grant('reply', filing, numberOf(this.users, by))
    await addReply(this.store, opened, 'comments', { thread, text, asks: false, now: this.tick(filing.year) })
  }

  /** Returned with a comment, and handed in again unless it is left. */
  async sendBack(report: number, reviewer: string, clerk: string, { isLeft = false } = {}): Promise<void> {
    await this.take(report, reviewer, 'claim')
    const thread = await this.comment(report, reviewer, 'requests/partial', '部分公开的件数与台账不一致，请核对。')
    await this.take(report, reviewer, ['return', '请核对部分公开件数'])
    if (isLeft) return
    await this.reply(report, clerk, thread, '已与台账核对，件数无误。')
    await this.take(report, clerk, 'submit')
    await this.settleAll(report, reviewer)
  }

  async settleAll(report: number, by: string): Promise<void> {
    const filing = await this.open(report)
    const opened = grant('comment', filing, numberOf(this.users, by))
    for (const { id } of await listThreads(this.store, report, 'comments'))
      await settleThread(this.store, opened, 'comments', { thread: id, isClosed: true, now: this.tick(filing.year) })
  }

  private async open(report: number): Promise<Filing> {
    const filing = await findFiling(this.store, report)
    if (!filing) throw new Error('the demonstration moves a report before starting it')
    return filing
  }

  /** Goes on from a moment, as offices work at the same time; none later than now. */
  goOnFrom(moment: Date): void {
    this.set = { from: moment.getTime(), at: this.steps }
  }

  /** From the tenth of January after the year, or three days ago if that is still to come. */
  private tick(year: number): Date {
    const first = Math.min(Date.parse(`${year + 1}-01-10T01:00:00Z`), this.now.getTime() - 3 * 86_400_000)
    this.steps++
    if (this.set) return new Date(Math.min(this.set.from + (this.steps - this.set.at) * STEP, this.now.getTime()))
    return new Date(Math.min(first + this.steps * STEP, this.now.getTime()))
  }
}

/** The number of something made before, by its name. Throws if it was not. */
export function numberOf(known: ReadonlyMap<string, number>, name: string): number {
  const id = known.get(name)
  if (id === undefined) throw new Error(`the demonstration names ${name} before making it`)
  return id
}
