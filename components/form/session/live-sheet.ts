import { afterPaint } from '@/components/ui/page/after-paint'
import { PAUSE, putOff } from '@/components/ui/page/put-off'
import { type Answer, type Judged, judgeFindings } from '@/report/answer'
import { finish, inFormOrder } from '@/report/arrange'
import type { Finding, Sheet } from '@/report/finding'
import { markClaims } from '@/report/layout/mark'
import type { Claim } from '@/report/prose/claim'
import type { Report } from '@/report/report'
import { templateOf } from '@/report/report'
import { EARLY } from '@/report/rules/early'
import { type Context, openSheet } from '@/report/sheet'
import type { Address } from '@/report/template'
import { resolveTokens, writeToken } from '@/report/text/tokens'
import type { Values } from '@/report/values'
import { type CellMark, type CellView, describeCells, markCells, PLAIN } from './cell-view'
import type { Reading } from './prose-marks'

/** What the rules say about the text as it stands now; the same object as long as nothing about it changed. */
export type View = { sheet: Sheet; judged: readonly Judged[]; claims?: readonly Claim[]; readings: Map<Address, Reading> }

/**
 * The report as it stands in the browser, checked at every change. Components subscribe to the one cell or the list
 * they show; whoever's part did not change is not drawn again.
 */
export class LiveSheet {
  private readonly listeners = new Set<() => void>()
  private readonly cellListeners = new Map<Address, Set<() => void>>()
  private readonly patientListeners = new Set<() => void>()
  private readonly tellLater = putOff(() => {
    for (const listener of this.patientListeners) listener()
  })
  private cells = new Map<Address, CellView>()
  private marks = new Map<Address, CellMark>()
  private view: View
  /** Calls off what the rules are asked after a key in a table. */
  private callOff: (() => void) | undefined
  private active: readonly Address[] = []
  /** Cells typed in this visit, the last one first. */
  private recent: readonly Address[] = []

  /** All rules, once they are here. */
  private check: ((sheet: Sheet) => Finding[]) | undefined
  private findClaims: ((sheet: Sheet) => readonly Claim[]) | undefined
  private readonly opened: Values

  /** `late`: what the rules that are not here yet say of the report as it is opened (`listLate`). */
  constructor(
    private report: Report,
    private readonly context: Context,
    private answers: readonly Answer[],
    private readonly waivers: readonly Answer[] = [],
    private readonly late: readonly Finding[] = []
  ) {
    this.opened = report.values
    this.view = this.look(openSheet(report, context))
    this.marks = markCells(this.view.judged, this.active)
    this.cells = describeCells(this.view.sheet, this.marks, this.cells)
  }

  readonly subscribe = (listener: () => void) => listenIn(this.listeners, listener)
  /** For lists and counts: told in a pause of typing, so that the next key is not held up. */
  readonly subscribeLater = (listener: () => void) => listenIn(this.patientListeners, listener)

  /** Told only when what this cell shows has changed: a key changes a handful of two hundred. */
  subscribeCell(at: Address, listener: () => void): () => void {
    const listeners = this.cellListeners.get(at) ?? new Set()
    this.cellListeners.set(at, listeners)
    return listenIn(listeners, listener)
  }

  readonly getView = () => this.view
  readonly getJudged = () => this.view.judged
  readonly getRecent = () => this.recent
  readonly getCell = (at: Address): CellView => this.cells.get(at) ?? PLAIN

  /**
   * `typed`: the field a key has just changed. In a table its totals are shown first, and the rules are asked once those are on the
   * screen.
   */
  setValues(values: Values, typed?: Address): void {
    this.report = { ...this.report, values }
    if (typed === undefined || !templateOf(this.report).index.has(typed)) {
      this.refresh(undefined, typed === undefined ? 0 : PAUSE)
      return
    }
    if (this.recent[0] !== typed) this.recent = [typed, ...this.recent.filter((at) => at !== typed)]
    const sheet = openSheet(this.report, this.context)
    this.view = { sheet, judged: this.view.judged, readings: new Map() }
    this.tellCells()
    this.callOff?.()
    this.callOff = afterPaint(() => this.refresh(sheet, PAUSE))
  }

  setAnswers(answers: readonly Answer[]): void {
    this.answers = answers
    this.refresh()
  }

  /** What the tables say to a field of prose. */
  readProse(at: Address): Reading {
    const known = this.view.readings.get(at)
    if (known) return known
    const { sheet, judged } = this.view
    this.view.claims ??= this.findClaims?.(sheet) ?? []
    const marks = markClaims(
      sheet.template,
      this.view.claims.filter((claim) => claim.at === at),
      judged
    )
    const readToken = (to: Address) => resolveTokens(writeToken(to), sheet.template, sheet.report, sheet.amounts)
    const reading = { marks, readToken }
    this.view.readings.set(at, reading)
    return reading
  }

  /** Outlines the cells of one finding. */
  setActive(active: readonly Address[]): void {
    this.active = active
    this.announce()
  }

  /** All rules are here, and what reads numbers in prose: from now on they are asked at each change. */
  learn(check: (sheet: Sheet) => Finding[], findClaims?: (sheet: Sheet) => readonly Claim[]): void {
    this.check = check
    this.findClaims = findClaims
    this.refresh()
  }

  private refresh(sheet = openSheet(this.report, this.context), pause = 0): void {
    this.callOff?.()
    this.callOff = undefined
    const before = this.view.judged
    const known = new Map(before.map((one) => [one.key, one]))
    this.view = this.look(sheet)
    const judged = this.view.judged.map((one) => sameAs(known.get(one.key), one) ?? one)
    this.view.judged = judged.length === before.length && judged.every((one, i) => one === before[i]) ? before : judged
    this.announce(pause)
  }

  private announce(pause = 0): void {
    this.marks = markCells(this.view.judged, this.active)
    this.tellCells()
    for (const listener of this.listeners) listener()
    this.tellLater(pause)
  }

  private tellCells(): void {
    const before = this.cells
    this.cells = describeCells(this.view.sheet, this.marks, this.cells)
    for (const [at, listeners] of this.cellListeners) {
      if (this.cells.get(at) !== before.get(at)) for (const listener of listeners) listener()
    }
  }

  private look(sheet: Sheet): View {
    const judged = judgeFindings(sheet, this.check?.(sheet) ?? this.checkEarly(sheet), this.answers, this.waivers)
    return { sheet, judged, readings: new Map() }
  }

  /** Until all rules are here: those that are, and what the others said of texts that still stand. */
  private checkEarly(sheet: Sheet): Finding[] {
    const found = EARLY.flatMap((one) => one.find(sheet))
    const { values } = this.report
    const standing = this.late.filter(({ at }) => at.every((address) => (values[address] ?? '') === (this.opened[address] ?? '')))
    return inFormOrder(sheet, [...finish(sheet, found), ...standing])
  }
}

function listenIn(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** What was shown before, if nothing about it changed: neither the words nor the texts its fix would write. */
function sameAs(before: Judged | undefined, now: Judged): Judged | undefined {
  const isSame =
    before?.basis === now.basis &&
    before.answer === now.answer &&
    before.finding.says === now.finding.says &&
    JSON.stringify(before.finding.fix) === JSON.stringify(now.finding.fix)
  return isSame ? before : undefined
}
