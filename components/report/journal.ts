import { del, get, keys, set } from 'idb-keyval'
import { afterPaint } from './after-paint'
import type { Journal, Unsent } from './autosave'

/** Unsent changes of one person in one report; each tab writes under a key of its own. */
const prefixOf = (user: string, report: number) => `unsent ${user} ${report} `

const isEmpty = ({ batches, pending }: Unsent) => batches.length === 0 && pending.length === 0

/**
 * Keeps unsent changes in this browser until the server has them. Writes one after the other, always the latest state,
 * and lets a key be shown first: opening a transaction costs as much as checking the whole report.
 * Where the browser offers no storage nothing is kept and nothing breaks.
 */
export function openJournal(user: string, report: number): Journal & { adopt: () => Promise<Unsent[]> } {
  const prefix = prefixOf(user, report)
  const mine = prefix + Math.random().toString(36).slice(2)
  let latest: Unsent | undefined
  let isWriting = false

  const writeLatest = async () => {
    while (latest) {
      const unsent = latest
      latest = undefined
      await (isEmpty(unsent) ? del(mine) : set(mine, unsent)).catch(() => undefined)
    }
    isWriting = false
  }

  return {
    write: (unsent) => {
      latest = unsent
      if (isWriting) return
      isWriting = true
      afterPaint(writeLatest)
    },
    /** What tabs that are no longer open left behind; it is theirs no more. */
    adopt: async () => {
      holdWhileOpen(mine)
      const known = await keys<string>().catch(() => [])
      const found = await Promise.all(known.filter((key) => key.startsWith(prefix) && key !== mine).map(takeIfAbandoned))
      return found.filter((unsent) => unsent !== undefined)
    }
  }
}

/** A tab holds a lock named like its key as long as it lives. Plain-http pages have no locks: there every other key counts as abandoned. */
function holdWhileOpen(key: string): void {
  navigator.locks?.request(key, () => new Promise(() => undefined)).catch(() => undefined)
}

async function takeIfAbandoned(key: string): Promise<Unsent | undefined> {
  const take = async () => {
    const unsent = await get<Unsent>(key)
    await del(key)
    return unsent
  }
  if (!navigator.locks) return take().catch(() => undefined)
  return navigator.locks.request(key, { ifAvailable: true }, (lock) => (lock ? take() : undefined)).catch(() => undefined)
}
