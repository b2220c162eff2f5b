import { del, delMany, get, keys, set } from 'idb-keyval'
import { keep, keptNames, readKept } from '@/components/ui/call/storage'
import { afterPaint } from '@/components/ui/page/after-paint'
import type { Unsent } from './batch'

/** Unsent changes of one person in one report; each tab writes under a key of its own. */
const prefixOf = (user: string, report: number) => `unsent ${user} ${report} `

/** A tab that was just left or loaded anew still holds its lock for a moment; where it takes longer nobody waits to type. */
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
  /** The page goes, and waits for nothing. */
  writeAtOnce: () => void
  /**
   * Tells what tabs that are no longer open left behind, once even if that is nothing, and again when another of them closes;
   * it is deleted there once the next `write` has kept it here.
   */
  adopt: (take: (left: Unsent[]) => void) => Promise<void>
  /** Writes no more and leaves what it has to whoever adopts it. */
  close: () => void
}

/**
 * Keeps unsent changes in this browser until the server has them. Writes one after the other, always the latest state,
 * and lets a key be shown first: opening a transaction costs as much as checking the whole report. A page that is left does
 * not wait for a transaction, so what none has kept by then goes into localStorage, which writes at once.
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
  /** Until the database has it. */
  let latest: Unsent | undefined
  let adopted: string[] = []
  const awaited = new Set<string>()
  let isHeld = false
  let isClosed = false
  let writing: Promise<void> | undefined
  let callOff: (() => void) | undefined

  const writeLatest = async () => {
    while (latest) {
      const unsent = latest
      const isKept = await tried(async () => {
        await (isEmpty(unsent) ? del(mine) : set(mine, unsent))
        return true
      }, false)
      // Nothing is taken away elsewhere for what is not here; `writeAtOnce` still has it.
      if (!isKept) break
      if (latest === unsent) latest = undefined
      const kept = adopted
      adopted = []
      if (kept.length > 0) await tried(() => delMany(kept), undefined)
      for (const key of [mine, ...kept]) keep('localStorage', key, '')
    }
    writing = undefined
  }
  const begin = () => {
    callOff = undefined
    writing ??= writeLatest()
    return writing
  }
  /** What is left under a key, once its tab is no longer open; the key is this tab's from here on. */
  const takeOver = async (key: string): Promise<Unsent | undefined> => {
    if (!navigator.locks) return readLeft(key)
    awaited.add(key)
    return new Promise((resolve) => {
      const hold = async () => {
        const unsent = isClosed ? undefined : await readLeft(key)
        awaited.delete(key)
        resolve(unsent)
        if (!isClosed) await isLeft
      }
      navigator.locks.request(key, hold).catch(() => resolve(undefined))
    })
  }

  return {
    write: (unsent) => {
      if (isClosed) return
      latest = unsent
      if (!writing && !callOff) callOff = afterPaint(begin)
    },
    writeAtOnce: () => {
      if (latest) keep('localStorage', mine, isEmpty(latest) ? '' : JSON.stringify(latest))
    },
    adopt: async (take) => {
      if (!isHeld) navigator.locks?.request(mine, () => isLeft).catch(() => undefined)
      isHeld = true
      const known = new Set([...(await within(STORAGE_MS, () => keys<string>(), [])), ...keptNames('localStorage')])
      const others = [...known].filter((key) => key.startsWith(prefix) && key !== mine && !awaited.has(key))
      let isTold = false
      const found: Unsent[] = []
      const taking = others.map(async (key) => {
        const unsent = await takeOver(key)
        if (!unsent || isClosed) return
        adopted.push(key)
        if (isTold) take([unsent])
        else found.push(unsent)
      })
      await within(LEAVING_MS, () => Promise.all(taking), [])
      isTold = true
      take(found)
    },
    close: () => {
      isClosed = true
      callOff?.()
      begin().then(leave)
    }
  }
}

/** What was written at the last moment is newer than what the database has. */
async function readLeft(key: string): Promise<Unsent | undefined> {
  const atOnce = await tried(async (): Promise<Unsent> => JSON.parse(readKept('localStorage', key)), undefined)
  return atOnce ?? within(STORAGE_MS, () => get<Unsent>(key), undefined)
}

function within<T>(ms: number, work: () => Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => {
    setTimeout(() => resolve(otherwise), ms)
  })
  return Promise.race([tried(work, otherwise), late])
}
