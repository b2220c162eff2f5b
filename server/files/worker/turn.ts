import { setTimeout as wait } from 'node:timers/promises'
import { countAhead, TooManyWaiting, type Turn } from './file-worker'
import type { Share } from './line'

/** What comes of asking: what was made, or how many are made before it. */
export type TurnOutcome<T> = { made: T } | { ahead: number }

/** How often whoever waits should ask again, in seconds. */
export const ASK_AGAIN = 2

/** Milliseconds: so long whoever has others ahead waits before he is told how many; so long a place is kept for one who does not ask again. */
const PATIENCE = 4000
const KEPT = 15_000

type Waiting = { turn: Turn; made: Promise<unknown>; asking: number; stop: AbortController; end?: NodeJS.Timeout }
const shared = globalThis as typeof globalThis & { nianbaoTurns?: Map<string, Waiting> }
shared.nianbaoTurns ??= new Map()
const held = shared.nianbaoTurns

/**
 * Has something made for somebody, and tells how many are ahead of him if any still are after `patience` milliseconds. His
 * place is kept meanwhile: who asks again with the same `key` waits on, and what was made is his. It is given back when he
 * went away (`signal`) or does not ask again. Rejects with what `make` rejects with.
 */
export async function takeTurn<T>(
  key: string,
  share: Share,
  signal: AbortSignal,
  make: (turn: Turn) => Promise<T>,
  patience = PATIENCE
): Promise<TurnOutcome<T>> {
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

/** Of what is made already nothing is to be given back. */
function forget(key: string, waiting: Waiting): void {
  if (held.get(key) === waiting) held.delete(key)
  waiting.stop.abort()
}
