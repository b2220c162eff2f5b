import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { comeLater } from '@/server/base/niceness'
import { onShutdown } from '@/server/base/shutdown'
import { UnfaithfulFile } from '@/server/files/verify'
import { type Share, type WaitingJob, WaitingLine } from './line'

/** What the worker does, by name. */
type Works = Pick<typeof import('@/server/files/write-file'), 'writeFile' | 'writePaper' | 'writeSummary'> &
  Pick<typeof import('@/server/files/draw-pages'), 'drawPages'>
type Order = { work: keyof Works; args: unknown[] }
type Job = { order: Order; turn: Turn; resolve: (made: unknown) => void; reject: (reason: string, isUnfaithful?: boolean) => void }
/** `memory` is what the worker holds afterwards, in bytes. */
type Reply = { memory: number } & ({ made: unknown } | { error: string; isUnfaithful: boolean })

/** A call of the file worker: on whose behalf, and until when anybody wants what it makes. */
export type Turn = { share: Share; signal?: AbortSignal }

/** Share of a signed-in person: all formats of one report at once. */
export const shareOf = ({ id }: { id: number }): Share => ({ who: `user ${id}`, most: 6 })
/** Share of all public visitors together: public files are made once and cached. */
export const VISITORS: Share = { who: 'visitors', most: 20 }
/** Share of the server's own work (batch, terminal), one job at a time: never refused, and no faster than others. */
const ITSELF: Turn = { share: { who: 'itself', most: Number.POSITIVE_INFINITY } }

/** The line is full. */
export class TooManyWaiting extends Error {
  constructor(readonly ahead: number) {
    super(`前面还有 ${ahead} 份文件正在生成，请稍后再试`)
  }
}

/** Milliseconds. A report of 100,000 characters takes three seconds; what takes longer is assumed to hang. */
const LONGEST = 120_000
/** Characters from which a report is long; ordinary ones have less. The size of a job is its characters plus BASE. */
const LONG = 50_000
const BASE = 10_000
/** Resident bytes. Fonts and an ordinary report take 200 MB; a larger worker is replaced. */
const MOST_MEMORY = 400_000_000

/**
 * Making a file blocks its thread, so a worker pool of two does it, one pool a server process (on globalThis, because several
 * bundles load this module): one worker for short reports, one for long ones, so that no short report waits for a long
 * one. They are processes, not threads: those free all memory, can be killed inside native code, and crash alone.
 */
type Hand = { line: WaitingLine<Job>; isLong: boolean; job?: Job; child?: ChildProcess; limit?: NodeJS.Timeout }
const shared = globalThis as typeof globalThis & { nianbaoFileWorkers?: { short: Hand; long: Hand } }
const held = shared.nianbaoFileWorkers ?? openWorkers()

function openWorkers() {
  const workers = { short: { line: new WaitingLine<Job>(), isLong: false }, long: { line: new WaitingLine<Job>(), isLong: true } }
  shared.nianbaoFileWorkers = workers
  onShutdown(() => [workers.short, workers.long].forEach(end))
  return workers
}

const places = new WeakMap<Turn, { hand: Hand; place: WaitingJob<Job> }>()

/**
 * Calls a function in the worker pool, queued fairly by the share of `turn`. Rejects with what it throws, with
 * `TooManyWaiting`, or with a Chinese sentence if the worker dies; later calls get a new worker. Aborting `turn.signal`
 * removes the job from the queue.
 */
export function runInFileWorker<K extends keyof Works>(
  turn: Turn | undefined,
  work: K,
  ...args: Parameters<Works[K]>
): Promise<ReturnType<Works[K]>> {
  const size = [args[0]].flat().reduce((sum, snapshot) => sum + snapshot.length, 0)
  const hand = size > LONG ? held.long : held.short
  return new Promise((resolve, reject) => {
    // The key under which `countAhead` finds the job.
    const own = turn ?? { ...ITSELF }
    if (own.signal?.aborted) return reject(new Error(NOBODY))
    // IPC loses the class of an error; it is restored here as the class of the caller's bundle.
    const refuse = (reason: string, isUnfaithful = false) => reject(isUnfaithful ? new UnfaithfulFile(reason) : new Error(reason))
    const job: Job = { order: { work, args }, turn: own, resolve: resolve as Job['resolve'], reject: refuse }
    const place = hand.line.join(own.share, BASE + size, job)
    if (!place) return reject(new TooManyWaiting(hand.line.length + 1))
    places.set(own, { hand, place })
    own.signal?.addEventListener('abort', () => giveUp(hand, place), { once: true })
    start(hand)
  })
}

/** How many are made before this one, the one under way included. */
export function countAhead(turn: Turn): number {
  const found = places.get(turn)
  const ahead = found?.hand.line.ahead(found.place) ?? -1
  // Running or finished: no longer in the queue.
  return ahead === -1 ? 0 : ahead + (found?.hand.job ? 1 : 0)
}

const NOBODY = '没有人等这份文件了'

function giveUp(hand: Hand, place: WaitingJob<Job>): void {
  if (hand.line.leave(place)) place.work.reject(NOBODY)
  // To start a worker anew takes longer than to finish a short report.
  else if (hand.job === place.work && hand.isLong) hand.child?.kill('SIGKILL')
}

/** Sends the next job; the others wait in this process, so that a dying worker loses only one. */
function start(hand: Hand): void {
  if (hand.job) return
  hand.job = hand.line.next()
  if (hand.job) send(hand, hand.job)
  else rest(hand)
}

function send(hand: Hand, job: Job): void {
  try {
    hand.child ??= startWorker(hand)
    hold(hand.child, 'ref')
    hand.limit = setTimeout(() => hand.child?.kill('SIGKILL'), LONGEST)
    hand.child.send(job.order)
  } catch (error) {
    fail(hand, String(error))
  }
}

function finish(hand: Hand, answer: Reply): void {
  clearTimeout(hand.limit)
  const { job } = hand
  hand.job = undefined
  if ('made' in answer) job?.resolve(answer.made)
  else job?.reject(answer.error, answer.isUnfaithful)
  if (answer.memory > MOST_MEMORY) end(hand)
  start(hand)
}

function fail(hand: Hand, reason: string): void {
  finish(hand, { error: `文件没有生成：${reason}`, isUnfaithful: false, memory: 0 })
}

/** An idle worker must not keep the process alive, and the one for long reports is ended to free its memory. */
function rest(hand: Hand): void {
  if (hand.isLong) end(hand)
  else if (hand.child) hold(hand.child, 'unref')
}

function end(hand: Hand): void {
  hand.child?.kill('SIGKILL')
  hand.child = undefined
}

function hold(child: ChildProcess, how: 'ref' | 'unref'): void {
  child[how]()
  child.channel?.[how]()
}

function startWorker(hand: Hand): ChildProcess {
  // Loaded so that bundlers do not see it: they would move the worker's file into a bundle.
  const { fork } = process.getBuiltinModule('node:child_process')
  const child = fork(join(/* turbopackIgnore: true */ process.cwd(), 'server', 'files', 'worker', 'worker-process.mjs'), {
    // Loader flags of this process must not be inherited.
    execArgv: ['--max-semi-space-size=4'],
    env: { ...process.env, NODE_OPTIONS: '' },
    serialization: 'advanced'
  })
  // Long work runs at low priority.
  if (hand.isLong && child.pid) comeLater(child.pid)
  // Ignore messages of a worker that was replaced.
  const isOurs = () => hand.child === child
  child.on('message', (answer: Reply) => isOurs() && finish(hand, answer))
  const lose = (reason: string) => {
    if (!isOurs()) return
    hand.child = undefined
    fail(hand, reason)
  }
  child.on('exit', () => lose('生成文件的进程意外退出'))
  // A worker that could not be started emits no exit.
  child.on('error', (error) => child.pid === undefined && lose(error.message))
  return child
}
