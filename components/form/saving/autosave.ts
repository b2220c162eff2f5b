import { isPassing, isStranger, type Refused } from '@/components/ui/call/call'
import type { Address } from '@/report/template'
import { type Batch, type CellSave, type Conflict, type How, newBatch, type SaveResult, type StoredResult, type Unsent } from './batch'
import type { Journal } from './journal'

/**
 * - `opening`: what earlier tabs left behind is being looked for;
 * - `asking`: what is shown may be older than what is stored;
 * - `too long`: everything else is saved; what is too long waits until it was made shorter;
 * - `offline`: the call failed and is repeated, for the reason in `why`;
 * - `stopped`: nothing more is sent; `why` as the server gave it.
 */
export type SaveStatus =
  | { is: 'opening' }
  | { is: 'asking' }
  | { is: 'saved'; on: Date }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'too long' }
  | { is: 'offline'; error: string; why: string | undefined }
  | { is: 'signed out'; why: string | undefined }
  | { is: 'stopped'; error: string; why: string | undefined }

/** What saving reaches beyond itself. */
export type Surroundings = {
  send: (batch: Batch) => Promise<SaveResult>
  read: () => Promise<StoredResult>
  journal: Pick<Journal, 'write'>
  /** Texts that stand on the server and not yet on the screen. */
  onNews: (texts: readonly { at: Address; now: string }[]) => void
  /** Whether the server would refuse it for its length: it waits until it was made shorter, and holds up nothing else. */
  isTooLong: (cell: CellSave) => boolean
}

const QUIET_MS = 500
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

/**
 * Saves what is typed by itself: half a second after the last key, at once on `flush`. One batch is under way at a
 * time; it is repeated unchanged, with the same id, until the server has answered, so that nothing is saved twice and
 * nothing is lost. A cell somebody else changed meanwhile is held until the person has chosen.
 */
export class Autosave {
  private readonly listeners = new Set<() => void>()
  private readonly pending = new Map<Address, CellSave>()
  private inFlight: Batch | undefined
  /** Batches earlier tabs had under way, to be repeated first and unchanged. */
  private left: Batch[] = []
  private held: readonly Conflict[] = []
  private status: SaveStatus
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private isSending = false
  private waiting: (() => void)[] = []
  /** How often somebody wanted what is stored read before anything else, and it has not been. */
  private asks = 0
  private isStopped = false
  /** The batch under way may have been taken before, and overwritten by somebody since. */
  private isRepeat = false
  private readOn = Date.now()

  /** `base`: every field as the server has it, as far as known. */
  constructor(
    private readonly base: Record<Address, string>,
    private readonly around: Surroundings,
    private savedOn: Date
  ) {
    this.status = { is: 'opening' }
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  readonly getStatus = () => this.status
  readonly getConflicts = () => this.held

  /** Everything that has not reached the server. */
  countUnsent(): number {
    return new Set([...this.pending.keys(), ...this.underWay().map(({ at }) => at)]).size
  }

  /** Takes up what closed tabs left behind: each of it a batch, in the order it was typed. */
  takeUp(left: readonly Unsent[]): void {
    const cells = left.flatMap(({ batches, pending }) => [...batches.flatMap((batch) => batch.cells), ...pending])
    const news = new Map(cells.map(({ at, now }) => [at, now]))
    for (const at of this.pending.keys()) news.delete(at)
    for (const { batches, pending } of left) {
      const ready = pending.filter((cell) => !this.around.isTooLong(cell))
      this.left.push(...batches, ...(ready.length > 0 ? [newBatch(ready)] : []))
      for (const cell of pending) if (!ready.includes(cell) && news.get(cell.at) === cell.now) this.pending.set(cell.at, cell)
    }
    this.keep()
    if (news.size > 0) this.around.onNews([...news].map(([at, now]) => ({ at, now })))
    if (this.status.is === 'opening') this.tellDone()
    if (this.hasWork()) {
      if (this.isAtRest()) this.tell({ is: 'waiting' })
      this.flush()
    }
  }

  /** Reads what is stored before anything else is sent: whoever comes back to a form sees that and what is unsent. */
  catchUp(): void {
    if (this.status.is === 'opening' || this.status.is === 'stopped') return
    this.asks++
    if (this.isAtRest()) this.tell({ is: 'asking' })
    this.flush()
  }

  /** The same where it was read longer ago than this. */
  catchUpAfter(ms: number): void {
    if (Date.now() - this.readOn > ms) this.catchUp()
  }

  change(at: Address, now: string, how: How): void {
    const was = this.pending.get(at)?.was ?? this.underWay().findLast((cell) => cell.at === at)?.now ?? this.base[at] ?? ''
    const wasHeld = this.held.some((conflict) => conflict.at === at)
    if (was === now && !wasHeld) this.pending.delete(at)
    else this.pending.set(at, { at, was, now, how })
    this.keep()
    if (this.isAtRest() || this.status.is === 'asking') this.tell({ is: 'waiting' })
    if (this.status.is !== 'offline' && this.status.is !== 'signed out') this.plan(QUIET_MS)
  }

  /** Sends at once: on blur, when the page is hidden, when the network is back. Without a session it waits for `retry`. */
  flush(): void {
    if (this.status.is !== 'stopped' && this.status.is !== 'signed out') this.retry()
  }

  /** Sends at once, also after the session was lost. */
  retry(): void {
    this.failures = 0
    this.plan(0)
  }

  /** Resolves when everything typed so far has been answered; false if something could not be saved. */
  async settle(): Promise<boolean> {
    this.flush()
    while (this.hasWork() && this.status.is !== 'offline' && this.status.is !== 'signed out' && this.status.is !== 'stopped') {
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    return this.countUnsent() === 0
  }

  /** Ends a conflict: `mine` replaces the other person's text, otherwise that stands and the caller shows it. */
  resolve(at: Address, mine: string | undefined): void {
    const conflict = this.held.find((one) => one.at === at)
    if (!conflict) return
    this.held = this.held.filter((one) => one !== conflict)
    this.base[at] = conflict.text
    // It may have been changed again since.
    this.asks++
    this.pending.delete(at)
    if (mine !== undefined && mine !== conflict.text) this.pending.set(at, { at, was: conflict.text, now: mine, how: 'typed' })
    this.keep()
    this.tell(this.status)
    this.flush()
  }

  /** Gives up what could not be saved because the report was handed in meanwhile. */
  discard(): void {
    this.pending.clear()
    this.held = []
    this.asks = 0
    this.inFlight = undefined
    this.left = []
    this.keep()
  }

  /** Nothing is sent from here on; what is unsent stays in the journal. */
  stop(): void {
    this.isStopped = true
    clearTimeout(this.timer)
  }

  private isAtRest(): boolean {
    return this.status.is === 'saved' || this.status.is === 'too long'
  }

  private hasWork(): boolean {
    return this.asks > 0 || this.underWay().length > 0 || this.ready().length > 0
  }

  private underWay(): CellSave[] {
    return [...(this.inFlight?.cells ?? []), ...this.left.flatMap(({ cells }) => cells)]
  }

  private ready(): CellSave[] {
    const held = new Set(this.held.map(({ at }) => at))
    return [...this.pending.values()].filter((cell) => !held.has(cell.at) && !this.around.isTooLong(cell))
  }

  private plan(delay: number): void {
    clearTimeout(this.timer)
    if (!this.isStopped) this.timer = setTimeout(() => this.sendNext(), delay)
  }

  private async sendNext(): Promise<void> {
    if (this.isSending || this.status.is === 'opening' || this.status.is === 'stopped') return
    if (this.asks > 0) return this.askNext()
    if (!this.inFlight && this.left.length > 0) {
      this.inFlight = this.left.shift()
      this.isRepeat = true
    }
    if (!this.inFlight) {
      const cells = this.ready()
      if (cells.length === 0) return this.tellDone()
      this.inFlight = newBatch(cells)
      for (const { at } of cells) this.pending.delete(at)
      this.keep()
    }
    this.tell({ is: 'saving' })
    const batch = this.inFlight
    const result = await this.reach(() => this.around.send(batch))
    if (!result) return
    this.savedOn = result.on
    if (this.isRepeat) this.asks++
    this.isRepeat = false
    this.take(batch, result.conflicts)
    this.keep()
    this.goOn()
  }

  private async askNext(): Promise<void> {
    const answered = this.asks
    this.readOn = Date.now()
    const result = await this.reach(this.around.read)
    if (!result) return
    // Whoever asked while it was under way may want something newer than it saw.
    this.asks = Math.max(this.asks - answered, 0)
    this.savedOn = result.savedOn
    this.learn(result.texts)
    this.goOn()
  }

  /** One call, the only one under way; undefined if it came to nothing, which has been told and planned for. */
  private async reach<R extends { ok: true }>(work: () => Promise<R | Refused>): Promise<R | undefined> {
    this.isSending = true
    const result = await work().catch((): Refused => ({ ok: false, error: '', why: 'failed' }))
    this.isSending = false
    if (result.ok) {
      this.failures = 0
      return result
    }
    if (isPassing(result)) this.retryLater(result)
    else if (isStranger(result)) this.tell({ is: 'signed out', why: result.why })
    else this.tell({ is: 'stopped', error: result.error, why: result.why })
    return undefined
  }

  private goOn(): void {
    if (this.hasWork()) {
      this.tell({ is: this.asks > 0 && this.countUnsent() === 0 ? 'asking' : 'waiting' })
      this.plan(0)
    } else this.tellDone()
  }

  /** Nothing is left that could be sent. */
  private tellDone(): void {
    this.tell([...this.pending.values()].some(this.around.isTooLong) ? { is: 'too long' } : { is: 'saved', on: this.savedOn })
  }

  /** What differs from what was known is shown, unless something newer was typed there: the server decides about that. */
  private learn(texts: Readonly<Record<Address, string>>): void {
    const news: { at: Address; now: string }[] = []
    const underWay = new Set(this.underWay().map(({ at }) => at))
    for (const [at, now] of Object.entries(texts)) {
      if (now === (this.base[at] ?? '')) continue
      this.base[at] = now
      const typed = this.pending.get(at)
      if (typed?.now === now) this.pending.delete(at)
      else if (!typed && !underWay.has(at)) news.push({ at, now })
    }
    this.held = this.held.filter(({ at }) => this.pending.has(at))
    this.keep()
    if (news.length > 0) this.around.onNews(news)
  }

  private take(batch: Batch, conflicts: readonly Conflict[]): void {
    this.inFlight = undefined
    const refused = new Map(conflicts.map((conflict) => [conflict.at, conflict]))
    for (const cell of batch.cells) {
      if (!refused.has(cell.at)) this.base[cell.at] = cell.now
      // What was typed since is newer; otherwise the refused text waits for the person's choice.
      else if (!this.pending.has(cell.at) && !this.underWay().some(({ at }) => at === cell.at)) this.pending.set(cell.at, cell)
    }
    this.held = [...this.held.filter(({ at }) => !refused.has(at)), ...conflicts]
  }

  private retryLater({ error, why }: Refused): void {
    this.isRepeat = this.inFlight !== undefined
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.failures++, LONGEST_RETRY_MS)
    this.tell({ is: 'offline', error, why })
    this.plan(wait * (0.75 + Math.random() / 2))
  }

  private keep(): void {
    this.around.journal.write({ batches: [...(this.inFlight ? [this.inFlight] : []), ...this.left], pending: [...this.pending.values()] })
  }

  private tell(status: SaveStatus): void {
    this.status = status
    for (const listener of this.listeners) listener()
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}
