import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { findTrouble } from '@/db/engine/trouble'

/** In milliseconds: how long a database may take before what is known is taken, and how long that is good enough. */
const PATIENCE_MS = 1000
const HOLDS_MS = 60 * 60_000

const LATE: unique symbol = Symbol('late')

/** What was read last under a key, for as long as the database does not answer: for public pages alone, which only ever show what everybody has seen. */
export class LastKnown<T> {
  private readonly known = new LRUCache<string, { value: T }>({ max: 1000, ttl: HOLDS_MS })
  /** Keys that are still being asked for; the database is not asked for them once more. */
  private readonly late = new Set<string>()

  constructor(private readonly patience = PATIENCE_MS) {}

  /** Reads anew; where that takes too long or the database is in trouble, gives what was read last. Throws if nothing was. */
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
