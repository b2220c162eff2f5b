import { tryPatiently } from './patience'

/** What the queue needs of a connection. */
type Connection = { exec: (sql: string) => unknown; readonly inTransaction: boolean }

/** Writers that commit without waiting for more. */
const ENOUGH = 32
/** Milliseconds a busy event loop may delay a commit. */
const GATHER_MS = 20
/** Milliseconds below which a round of the event loop did nothing. */
const IDLE_MS = 0.2

/** Milliseconds to wait for another process that is opening or writing the same file. */
export const PATIENCE_MS = 5000

type Write = { work: () => Promise<unknown>; resolve: (result: unknown) => void; reject: (error: unknown) => void }

/**
 * Serializes the writes of one connection with group commit: all writers that wait share a transaction, each in a savepoint
 * of its own, because a commit costs one fsync however many it holds. Nobody is answered before it is on disk.
 * `checkKept` throws if the committed file is not at its path any more: then all are rejected.
 */
export class WriteQueue {
  private waiting: Write[] = []
  private writing: Promise<void> | undefined

  constructor(
    private readonly connection: Connection,
    private readonly checkKept: () => void = () => undefined,
    private readonly gatherMs = GATHER_MS
  ) {}

  add<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as Write['resolve'], reject })
      this.writing ??= this.writeAll()
    })
  }

  /** Resolves when the queue is empty. */
  async settle(): Promise<void> {
    await this.writing
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.gather()
      await this.write(this.waiting.splice(0))
    }
    this.writing = undefined
  }

  /**
   * Collects a group: a commit blocks the event loop, so it waits while the loop has other work, which may be requests that
   * are about to write.
   */
  private async gather(): Promise<void> {
    const end = performance.now() + this.gatherMs
    for (let isIdle = false; !isIdle && this.waiting.length < ENOUGH; ) {
      const [found, start] = [this.waiting.length, performance.now()]
      if (start > end) return
      await new Promise(setImmediate)
      isIdle = this.waiting.length === found && performance.now() - start < IDLE_MS
    }
  }

  private async write(turns: readonly Write[]): Promise<void> {
    const { connection } = this
    try {
      await tryPatiently(() => connection.exec('BEGIN IMMEDIATE'), PATIENCE_MS)
      const answers: (() => void)[] = []
      for (const turn of turns) answers.push(await this.take(turn))
      connection.exec('COMMIT')
      this.checkKept()
      for (const answer of answers) answer()
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      for (const { reject } of turns) reject(error)
    }
  }

  /** Does one write; a failure rolls back its own savepoint only. Throws where SQLite rolled back the whole transaction. */
  private async take({ work, resolve, reject }: Write): Promise<() => void> {
    const { connection } = this
    connection.exec('SAVEPOINT turn')
    try {
      const result = await work()
      connection.exec('RELEASE turn')
      return () => resolve(result)
    } catch (error) {
      if (!connection.inTransaction) throw error
      connection.exec('ROLLBACK TO turn')
      connection.exec('RELEASE turn')
      return () => reject(error)
    }
  }
}
