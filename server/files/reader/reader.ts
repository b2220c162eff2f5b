import type { ChildProcess } from 'node:child_process'
import { realpathSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { LONGEST, LONGEST_WAIT, MOST_ANSWER, MOST_HEAP_MB, MOST_MEMORY, MOST_WAITING } from '@/server/base/reader-limits'
import { onShutdown } from '@/server/base/shutdown'
import { type Made, WORKS, type Works } from './works'

/** A file that cannot be read; the message is the Chinese sentence that says why. */
export class UnreadableFile extends Error {}
/** Too many files are being read; the message says to try again. */
export class BusyReader extends Error {}

type Job = {
  order: { work: keyof Works; args: unknown[]; bytes: number }
  file: Uint8Array
  resolve: (answer: unknown) => void
  /** Constructed at the caller: each bundle has its own class UnreadableFile. */
  refuse: (words: string) => void
}
type Child = ChildProcess & { stdin: Socket; stdout: Socket; stderr: Socket }

/**
 * One process for all, on globalThis: several bundles load this module. `isReady`: it has loaded its program; `hasRead`: it has answered
 * a file.
 */
type ReaderProcess = { jobs: Job[]; child?: Child; isReady?: boolean; hasRead?: boolean; limit?: NodeJS.Timeout; reason?: string }
const shared = globalThis as typeof globalThis & { nianbaoReader?: ReaderProcess }
shared.nianbaoReader ??= openReader()
const held = shared.nianbaoReader

function openReader(): ReaderProcess {
  onShutdown(replace)
  return { jobs: [] }
}

/**
 * Reads a file from outside in a process of its own, after all that were handed in before. Whatever the file does to it,
 * the answer comes within the limits of reader-limits.ts: rejects with UnreadableFile and a Chinese sentence if the file
 * cannot be read or broke the process, with BusyReader if too many wait.
 */
export function readForeign<K extends keyof Works>(work: K, file: Uint8Array, ...args: Works[K]): Promise<Made<K>> {
  return new Promise((resolve, reject) => {
    if (held.jobs.length >= MOST_WAITING) throw new BusyReader('同时读取的文件较多，请稍候再试')
    const refuse = (words: string) => reject(new UnreadableFile(words))
    held.jobs.push({ order: { work, args, bytes: file.length }, file, resolve: resolve as Job['resolve'], refuse })
    if (held.jobs.length === 1) start()
  })
}

/**
 * Starts the process ahead of the first file, which takes half a second. `most`: resident bytes, `longest`: milliseconds of processor
 * time a file, at which it is killed; less in tests.
 */
export function prepareReader(most = MOST_MEMORY, longest = LONGEST): void {
  held.child ??= startChild(most, longest)
  keepAlive(held.jobs.length > 0)
}

/** How many files are being read or wait, and the process with what it was started with: for tests. */
export function inspectReader(): { waiting: number; pid: number | undefined; args: readonly string[] } {
  return { waiting: held.jobs.length, pid: held.child?.pid, args: held.child?.spawnargs ?? [] }
}

function start(): void {
  const job = held.jobs[0]
  if (!job) return
  prepareReader()
  held.limit = setTimeout(() => end(`gave no answer within ${LONGEST_WAIT / 1000} s`), LONGEST_WAIT)
  held.child?.stdin.write(`${JSON.stringify(job.order)}\n`)
  held.child?.stdin.write(job.file)
}

const answerOf = z.object({ made: z.unknown().optional(), fault: z.string().max(400).optional(), isWorn: z.boolean() })

function finish(line: string): void {
  const answer = answerOf.safeParse(parse(line))
  const job = held.jobs[0]
  if (!answer.success || !job) {
    end('gave no answer')
    return
  }
  const { made, fault, isWorn } = answer.data
  const checked = WORKS[job.order.work].safeParse(made)
  if (fault === undefined && !checked.success) {
    end('answered something else')
    return
  }
  clearTimeout(held.limit)
  held.jobs.shift()
  held.hasRead = true
  if (isWorn) replace()
  prepareReader()
  if (fault === undefined) job.resolve(checked.data)
  else job.refuse(fault)
  start()
}

/** Ends the process for a reason; what it was reading is answered once it is gone. */
function end(reason: string): void {
  held.reason ??= reason
  held.child?.kill('SIGKILL')
}

/**
 * The process has exited: the files that wait go to the next process. So does the one it was reading, if it had read others before,
 * which may be what it died of; only what ends a fresh process, or takes too long, is refused.
 */
function fail(child: Child, signal: string | null, complaint: string): void {
  if (held.child !== child) return
  const { hasRead, isReady } = held
  const isItsFault = held.reason !== undefined || signal === 'SIGXCPU'
  const reason = held.reason ?? reasonOf(signal, complaint)
  held.child = undefined
  held.reason = undefined
  clearTimeout(held.limit)
  const job = hasRead && !isItsFault ? undefined : held.jobs.shift()
  if (job) {
    process.stderr.write(`${new Date().toISOString()} a file from outside was given up: its reader ${reason}\n`)
    job.refuse(isReady ? '文件过于复杂或已损坏，已停止读取' : '读取文件的程序没有启动，请稍后再试，仍不行的请联系系统管理员')
    // Without a file it is restarted only with the next one: it may be unable to start at all.
    prepareReader()
  }
  start()
}

/** Why a process ended that nobody told to. `complaint`: the error it printed before it was ready. */
function reasonOf(signal: string | null, complaint: string): string {
  if (!held.isReady) return `could not start: ${complaint || signal || 'it gave no reason'}`
  if (signal === 'SIGXCPU') return 'took too much processor time'
  return signal === 'SIGKILL' ? 'took too much memory' : `ended by ${signal ?? 'itself'}`
}

/** Kills the process; the next file gets a new one. */
function replace(): void {
  const worn = held.child
  held.child = undefined
  worn?.kill('SIGKILL')
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function startChild(most: number, longest: number): Child {
  // Loaded so that bundlers do not see it: they would look for the process's file.
  const { spawn } = process.getBuiltinModule('node:child_process')
  const root = process.cwd()
  // A package is looked for where it is linked and read where it is: the folder of packages may be a link.
  const readable = ['server', 'report', 'db', 'package.json', 'node_modules'].flatMap((name) => {
    const path = join(/* turbopackIgnore: true */ root, name)
    return [...new Set([path, realpathSync(path)])]
  })
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${MOST_HEAP_MB}`,
      '--permission',
      '--allow-worker',
      ...readable.map((path) => `--allow-fs-read=${path}`),
      join(/* turbopackIgnore: true */ root, 'server', 'files', 'reader', 'reader-process.mjs'),
      String(most),
      String(longest)
    ],
    { cwd: root, env: {} as NodeJS.ProcessEnv, stdio: 'pipe' }
  ) as ChildProcess as Child
  held.isReady = false
  held.hasRead = false
  const pieces: string[] = []
  let length = 0
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (told: string) => {
    if (held.child !== child || held.reason) return
    // It begins with an empty line; an answer may come in one piece with it.
    const piece = held.isReady ? told : told.slice(1)
    held.isReady = true
    if (piece === '') return
    pieces.push(piece)
    length += piece.length
    if (length > MOST_ANSWER + 1) end('answered too much')
    else if (piece.endsWith('\n')) {
      length = 0
      finish(pieces.splice(0).join(''))
    }
  })
  // What it says before it is ready is about itself, and told; later it may be of a file.
  let complaint = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (words: string) => {
    if (held.child === child && !held.isReady) complaint ||= /^.*Error.*$/m.exec(words)?.[0] ?? ''
  })
  // Ignore EPIPE of a dead process; its exit tells why.
  child.stdin.on('error', () => undefined)
  child.on('error', ({ message }) => fail(child, null, message))
  child.on('close', (_, signal) => fail(child, signal, complaint))
  return child
}

/** The child keeps this process alive only while it reads a file. */
function keepAlive(isReading: boolean): void {
  const { child } = held
  for (const one of child ? [child, child.stdin, child.stdout, child.stderr] : []) isReading ? one.ref() : one.unref()
}
