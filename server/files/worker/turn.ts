import { setTimeout as wait } from 'node:timers/promises'
import { countAhead, TooManyWaiting, type Turn } from './file-worker'
import type { Share } from './line'

/** The result of a poll: the product, or how many jobs are ahead. */
export type TurnResult<T> = { made: T } | { ahead: number }

/** Seconds between two polls. */
export const ASK_AGAIN = 2

/** Milliseconds: how long a request is held before it is answered with the queue length, and how long a job is kept without a poll. */
const PATIENCE = 4000
const KEPT = 15_000

type Waiting = { turn: Turn; made: Promise<unknown>; asking: number; stop: AbortController; end?: NodeJS.Timeout }
const shared = globalThis as typeof globalThis & { nianbaoTurns?: Map<string, Waiting> }
shared.nianbaoTurns ??= new Map()
const held = shared.nianbaoTurns

/**
 * Long polling of a job: answers with its product, or after `patience` milliseconds with the number of jobs ahead. The job
 * stays queued meanwhile; a poll with the same `key` continues it. It is dropped when the client disconnects (`signal`) or
 * does not poll again. Rejects with what `make` rejects with.
 */
export async function takeTurn<T>(
  key: string,
  share: Share,
  signal: AbortSignal,
  make: (turn: Turn) => Promise<T>,
  patience = PATIENCE
): Promise<TurnResult<T>> {
  const waiting = held.get(key) ?? begin(key, share, make)
  clearTimeout(waiting.end)
  waiting.asking++
  const isOver = waiting.made.then(
    () => true,
    () => true
  )
  let isMade = false
  while (!isMade && !signal.aborted) {
    isMade = await Promise.race([isOver, wait(patience, false, { signal, ref: false }).catch(() => false)])
    // With nobody ahead it is being made: there is nothing to tell.
    if (!isMade && countAhead(waiting.turn) > 0) break
  }
  waiting.asking--
  if (!isMade) {
    if (waiting.asking === 0) waiting.end = setTimeout(() => forget(key, waiting), signal.aborted ? 0 : KEPT).unref()
    return { ahead: countAhead(waiting.turn) }
  }
  forget(key, waiting)
  try {
    return { made: (await waiting.made) as T }
  } catch (error) {
    if (error instanceof TooManyWaiting) return { ahead: error.ahead }
    throw error
  }
}

function begin<T>(key: string, share: Share, make: (turn: Turn) => Promise<T>): Waiting {
  const stop = new AbortController()
  const turn = { share, signal: stop.signal }
  const waiting = { turn, made: make(turn), asking: 0, stop }
  held.set(key, waiting)
  return waiting
}

/** For a finished job there is nothing to cancel. */
function forget(key: string, waiting: Waiting): void {
  if (held.get(key) === waiting) held.delete(key)
  waiting.stop.abort()
}
