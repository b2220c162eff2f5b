import { del, delMany, get, keys, set } from 'idb-keyval'
import { afterPaint } from '@/components/ui/page/after-paint'
import type { Unsent } from './autosave'

/** Unsent changes of one person in one report; each tab writes under a key of its own. */
const prefixOf = (user: string, report: number) => `unsent ${user} ${report} `

/** A tab that was just left or loaded anew still holds its lock for a moment. */
const LEAVING_MS = 400

/** Longer than any storage takes that works. */
const STORAGE_MS = 2000

/** Where a browser forbids storage, asking for it throws before there is a promise. */
async function tried<T, O>(work: () => Promise<T>, otherwise: O): Promise<T | O> {
  try {
    return await work()
  } catch {
    return otherwise
  }
}

const isEmpty = ({ batches, pending }: Unsent) => batches.length === 0 && pending.length === 0

/** Where unsent changes survive the tab. Writing never fails loudly: without it only that safety is missing. */
export type Journal = {
  write: (unsent: Unsent) => void
  /** What tabs that are no longer open left behind; it is deleted there once the next `write` has kept it here. */
  adopt: () => Promise<Unsent[]>
  /** Writes no more and leaves what it has to whoever adopts it. */
  close: () => void
}

/**
 * Keeps unsent changes in this browser until the server has them. Writes one after the other, always the latest state,
 * and lets a key be shown first: opening a transaction costs as much as checking the whole report.
 * Where the browser offers no storage nothing is kept and nothing breaks. A tab holds a lock named like its key as long as
 * it lives; plain-http pages have no locks, there every other key counts as abandoned.
 */
export function openJournal(user: string, report: number): Journal {
  const prefix = prefixOf(user, report)
  const mine = prefix + Math.random().toString(36).slice(2)
  let leave: () => void = () => undefined
  const isLeft = new Promise<void>((resolve) => {
    leave = resolve
  })
  let latest: Unsent | undefined
  let adopted: string[] = []
  let isHeld = false
  let isClosed = false
  let writing: Promise<void> | undefined

  const writeLatest = async () => {
    while (latest) {
      const unsent = latest
      latest = undefined
      await tried(() => (isEmpty(unsent) ? del(mine) : set(mine, unsent)), undefined)
      const kept = adopted
      adopted = []
      if (kept.length > 0) await tried(() => delMany(kept), undefined)
    }
    writing = undefined
  }
  const begin = () => {
    callOff = undefined
    writing ??= writeLatest()
    return writing
  }
  let callOff: (() => void) | undefined

  return {
    write: (unsent) => {
      if (isClosed) return
      latest = unsent
      if (!writing && !callOff) callOff = afterPaint(begin)
    },
    adopt: async () => {
      if (!isHeld) navigator.locks?.request(mine, () => isLeft).catch(() => undefined)
      isHeld = true
      const known = await within(STORAGE_MS, () => keys<string>(), [])
      const others = known.filter((key) => key.startsWith(prefix) && key !== mine)
      const found = await Promise.all(others.map(async (key) => ({ key, unsent: await takeOver(key, isLeft) })))
      const taken = found.filter((one): one is { key: string; unsent: Unsent } => one.unsent !== undefined)
      adopted.push(...taken.map(({ key }) => key))
      return taken.map(({ unsent }) => unsent)
    },
    close: () => {
      isClosed = true
      callOff?.()
      begin().then(leave)
    }
  }
}

/** What a tab that is no longer open left under its key; the key is this tab's from here on, until `isLeft`. */
function takeOver(key: string, isLeft: Promise<void>): Promise<Unsent | undefined> {
  const read = () => within(STORAGE_MS, () => get<Unsent>(key), undefined)
  if (!navigator.locks) return read()
  return new Promise((resolve) => {
    const take = async () => {
      resolve(await read())
      await isLeft
    }
    navigator.locks.request(key, { signal: AbortSignal.timeout(LEAVING_MS) }, take).catch(() => resolve(undefined))
  })
}

function within<T>(ms: number, work: () => Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => {
    setTimeout(() => resolve(otherwise), ms)
  })
  return Promise.race([tried(work, otherwise), late])
}
