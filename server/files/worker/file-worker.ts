import type { ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { onShutdown } from '@/server/base/shutdown'
import { UnfaithfulFile } from '@/server/files/verify'
import { type PlaceInLine, type Share, WaitingLine } from './line'

/** What the worker does, by name. */
type Works = Pick<typeof import('@/server/files/write-file'), 'writeFile' | 'writeSummary'> &
  Pick<typeof import('@/server/files/draw-pages'), 'drawPages'>
type Order = { work: keyof Works; args: unknown[] }
type Job = { order: Order; turn: Turn; resolve: (made: unknown) => void; reject: (reason: string, isUnfaithful?: boolean) => void }
/** `memory` is what the worker holds afterwards, in bytes. */
type Answer = { memory: number } & ({ made: unknown } | { error: string; isUnfaithful: boolean })

/** A call of the file worker: on whose behalf, and until when anybody wants what it makes. */
export type Turn = { share: Share; signal?: AbortSignal }

/** Whoever is signed in: all formats of a report at once, and not more. */
export const shareOf = ({ id }: { id: number }): Share => ({ who: `user ${id}`, most: 6 })
/** All visitors of the public pages together. What is public is made once and kept. */
export const VISITORS: Share = { who: 'visitors', most: 20 }
/** What the server itself does, one file after another: a batch, the terminal. It is never refused, and passes nobody. */
const ITSELF: Turn = { share: { who: 'itself', most: Number.POSITIVE_INFINITY } }

/** The line is full. */
export class TooManyWaiting extends Error {
  constructor(readonly ahead: number) {
    super(`前面还有 ${ahead} 份文件正在生成，请稍后再试`)
  }
}

/** A report of 100,000 characters takes three seconds; what takes this long will never end. */
const LONGEST = 120_000
/** Characters. Ordinary reports have less, also with every field full; the size of a piece of work is their number and what each costs anyway. */
const LONG = 50_000
const BASE = 10_000
/** Bytes. Faces and a report of ordinary length take 200 MB; a worker that holds more has grown and is replaced. */
const MOST_MEMORY = 400_000_000

/**
 * Making a file blocks whoever does it, so there are two workers a process, however often this file is bundled: long
 * reports have one of their own, so that no short one waits until a long one is finished. They are processes: only those
 * give back all of their memory, can be ended in the midst of typesetting, and die alone.
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

const places = new WeakMap<Turn, { hand: Hand; place: PlaceInLine<Job> }>()

/**
 * Calls a function in the worker when it is the turn of whoever asks. Rejects with what it throws, with `TooManyWaiting`,
 * or with a Chinese sentence if the worker dies; later calls are still answered. Once nobody wants it (`signal`) the place
 * in the line is given back.
 */
export function runInFileWorker<K extends keyof Works>(
  turn: Turn | undefined,
  work: K,
  ...args: Parameters<Works[K]>
): Promise<ReturnType<Works[K]>> {
  const size = JSON.stringify(args[0]).length
  const hand = size > LONG ? held.long : held.short
  return new Promise((resolve, reject) => {
    // Each call has a turn of its own to be found by.
    const own = turn ?? { ...ITSELF }
    if (own.signal?.aborted) return reject(new Error(NOBODY))
    // The class of an error is lost on its way, and is that of whoever called, in whichever bundle.
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
  // What is under way, or done, waits no more.
  return ahead === -1 ? 0 : ahead + (found?.hand.job ? 1 : 0)
}

const NOBODY = '没有人等这份文件了'

function giveUp(hand: Hand, place: PlaceInLine<Job>): void {
  if (hand.line.leave(place)) place.work.reject(NOBODY)
  // To start a worker anew takes longer than to finish a short report.
  else if (hand.job === place.work && hand.isLong) hand.child?.kill('SIGKILL')
}

/** Sends the next job; the others wait here, so that a worker that dies takes only one with it. */
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

function finish(hand: Hand, answer: Answer): void {
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

/** Nothing to do: an idle worker must not keep the process alive, and the one for long reports keeps no memory. */
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
  // Bundlers that see the function imported take the file of the worker into their bundle, where nobody finds it.
  const { fork } = process.getBuiltinModule('node:child_process')
  const child = fork(join(/* turbopackIgnore: true */ process.cwd(), 'server', 'files', 'worker', 'worker-process.mjs'), {
    // Whatever loads TypeScript in this process must not do so there.
    execArgv: ['--max-semi-space-size=4'],
    env: { ...process.env, NODE_OPTIONS: '' },
    serialization: 'advanced'
  })
  // Long work takes what others leave.
  if (hand.isLong && child.pid) setPriority(child.pid, 5)
  // One that was replaced says nothing any more.
  const isOurs = () => hand.child === child
  child.on('message', (answer: Answer) => isOurs() && finish(hand, answer))
  const lose = (reason: string) => {
    if (!isOurs()) return
    hand.child = undefined
    fail(hand, reason)
  }
  child.on('exit', () => lose('生成文件的进程意外退出'))
  // One that could not be started never exits.
  child.on('error', (error) => child.pid === undefined && lose(error.message))
  return child
}
