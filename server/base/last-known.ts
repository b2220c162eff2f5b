import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { findTrouble } from '@/db/engine/trouble'

/** Milliseconds: the time-out after which the cached value is used, and how long it may be used. */
const PATIENCE_MS = 1000
const HOLDS_MS = 60 * 60_000

const LATE: unique symbol = Symbol('late')

/** A stale-if-error cache, for public pages only: they show nothing that was not public. */
export class LastKnown<T> {
  private readonly known = new LRUCache<string, { value: T }>({ max: 1000, ttl: HOLDS_MS })
  /** Reads in flight by key: no second one is started. */
  private readonly late = new Set<string>()

  constructor(private readonly patience = PATIENCE_MS) {}

  /** Reads; on a time-out or trouble with the database returns the last value. Throws if there is none. */
  async read(key: string, ask: () => Promise<T>): Promise<T> {
    const last = this.known.get(key)
    if (last && this.late.has(key)) return last.value
    const asked = this.ask(key, ask)
    if (!last) return asked
    try {
      const answer = await Promise.race([asked, wait<typeof LATE>(this.patience, LATE, { ref: false })])
      if (answer !== LATE) return answer
      this.late.add(key)
      asked.catch(() => undefined).finally(() => this.late.delete(key))
      return last.value
    } catch (error) {
      if (findTrouble(error)) return last.value
      throw error
    }
  }

  private async ask(key: string, ask: () => Promise<T>): Promise<T> {
    const value = await ask()
    this.known.set(key, { value })
    return value
  }
}
