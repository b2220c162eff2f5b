import type { Address } from '@/report/template'

export type How = 'typed' | 'pasted' | 'carried'
export type CellSave = { at: Address; was: string; now: string; how: How }
export type Batch = { saveId: string; cells: readonly CellSave[] }
export type Conflict = { at: Address; text: string; by: string; on: Date }

/** What the server says to a batch. A call that fails altogether is tried again, and so is one the database could not take. */
export type SaveResult =
  | { ok: true; on: Date; conflicts: readonly Conflict[] }
  | { ok: false; error: string; why?: 'signed out' | 'closed' | 'moved' | Trouble }

/** The server's database is what fails, by itself or until somebody has looked after it. */
type Trouble = 'busy' | 'away' | 'full' | 'broken'
const TROUBLES: readonly (string | undefined)[] = ['busy', 'away', 'full', 'broken'] satisfies Trouble[]

export type SaveStatus =
  | { is: 'saved'; on: Date }
  | { is: 'waiting' }
  | { is: 'saving' }
  | { is: 'offline'; error?: string }
  | { is: 'signed out' }
  | { is: 'stopped'; error: string }

/** What a closed tab leaves behind: batches whose answer never came, and what was typed since. */
export type Unsent = { batches: readonly Batch[]; pending: readonly CellSave[] }

/** Where unsent changes survive the tab. Writing never fails loudly: without it only that safety is missing. */
export type Journal = { write: (unsent: Unsent) => void }

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

  constructor(
    private readonly base: Record<Address, string>,
    private readonly send: (batch: Batch) => Promise<SaveResult>,
    private readonly journal: Journal,
    savedOn: Date,
    /** Whether the server would refuse it for its length: it waits until it was made shorter, and holds up nothing else. */
    private readonly isTooLong: (cell: CellSave) => boolean = () => false
  ) {
    this.status = { is: 'saved', on: savedOn }
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

  change(at: Address, now: string, how: How): void {
    const was = this.pending.get(at)?.was ?? this.underWay().findLast((cell) => cell.at === at)?.now ?? this.base[at] ?? ''
    const wasHeld = this.held.some((conflict) => conflict.at === at)
    if (was === now && !wasHeld) this.pending.delete(at)
    else this.pending.set(at, { at, was, now, how })
    this.keep()
    if (this.status.is === 'saved') this.tell({ is: 'waiting' })
    if (this.status.is !== 'offline' && this.status.is !== 'signed out') this.plan(QUIET_MS)
  }

  /** Takes up what an earlier tab left behind. */
  resume({ batches, pending }: Unsent): void {
    this.left.push(...batches)
    for (const cell of pending) if (!this.pending.has(cell.at)) this.pending.set(cell.at, cell)
    this.keep()
    this.flush()
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
    this.pending.delete(at)
    if (mine !== undefined && mine !== conflict.text) this.pending.set(at, { at, was: conflict.text, now: mine, how: 'typed' })
    this.keep()
    this.tell(this.status)
    this.flush()
  }

  /** Gives up what could not be saved because the report was handed in meanwhile. */
  discard(): void {
    this.pending.clear()
    this.inFlight = undefined
    this.left = []
    this.keep()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  /** What is true once nothing is left that could be sent. */
  private restStatus(on: Date): SaveStatus {
    if ([...this.pending.values()].some(this.isTooLong)) return { is: 'stopped', error: '有文字太长，没有保存，请按提示删减' }
    return this.status.is === 'waiting' || this.status.is === 'saving' || this.status.is === 'stopped' ? { is: 'saved', on } : this.status
  }

  private hasWork(): boolean {
    return this.underWay().length > 0 || this.ready().length > 0
  }

  private underWay(): CellSave[] {
    return [...(this.inFlight?.cells ?? []), ...this.left.flatMap(({ cells }) => cells)]
  }

  private ready(): CellSave[] {
    const held = new Set(this.held.map(({ at }) => at))
    return [...this.pending.values()].filter((cell) => !held.has(cell.at) && !this.isTooLong(cell))
  }

  private plan(delay: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.sendNext(), delay)
  }

  private async sendNext(): Promise<void> {
    if (this.isSending) return
    this.inFlight ??= this.left.shift()
    if (!this.inFlight) {
      const cells = this.ready()
      if (cells.length === 0) return this.tell(this.restStatus(new Date()))
      this.inFlight = { saveId: newSaveId(), cells }
      for (const { at } of cells) this.pending.delete(at)
      this.keep()
    }
    this.isSending = true
    this.tell({ is: 'saving' })
    const batch = this.inFlight
    const result = await this.send(batch).catch(() => undefined)
    this.isSending = false
    if (!result) return this.retryLater()
    if (!result.ok && TROUBLES.includes(result.why)) return this.retryLater(result.error)
    this.failures = 0
    if (!result.ok) return this.tell(result.why === 'signed out' ? { is: 'signed out' } : { is: 'stopped', error: result.error })
    this.take(batch, result.conflicts)
    this.keep()
    this.tell(this.hasWork() ? { is: 'waiting' } : this.restStatus(result.on))
    if (this.hasWork()) this.plan(0)
  }

  private take(batch: Batch, conflicts: readonly Conflict[]): void {
    this.inFlight = undefined
    const refused = new Map(conflicts.map((conflict) => [conflict.at, conflict]))
    for (const cell of batch.cells) {
      if (!refused.has(cell.at)) this.base[cell.at] = cell.now
      // What was typed since stays newer; otherwise the refused text waits for the person's choice.
      else if (!this.pending.has(cell.at)) this.pending.set(cell.at, cell)
    }
    this.held = [...this.held.filter(({ at }) => !refused.has(at)), ...conflicts]
  }

  private retryLater(error?: string): void {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.failures++, LONGEST_RETRY_MS)
    this.tell({ is: 'offline', error })
    this.plan(wait * (0.75 + Math.random() / 2))
  }

  private keep(): void {
    this.journal.write({ batches: [...(this.inFlight ? [this.inFlight] : []), ...this.left], pending: [...this.pending.values()] })
  }

  private tell(status: SaveStatus): void {
    this.status = status
    for (const listener of this.listeners) listener()
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}

/** Random enough without crypto.randomUUID, which plain-http intranets lack. */
function newSaveId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
