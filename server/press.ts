import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { UnfaithfulFile } from './prove'
import { onShutdown } from './shutdown'

/** What the worker does, by name. */
type Works = Pick<typeof import('./write-file'), 'writeFile' | 'writeSummary'> & Pick<typeof import('./pdf'), 'drawPages'>
type Order = { work: keyof Works; args: unknown[] }
type Job = { order: Order; resolve: (made: Uint8Array) => void; reject: (error: Error) => void }
type Answer = { made: Uint8Array; error?: undefined } | { error: Error; isUnfaithful: boolean }

/** Making a file blocks its thread, and the faces fill 100 MB, so there is one worker a process, however often this file is bundled. */
type Press = { jobs: Job[]; worker?: Worker; limit?: NodeJS.Timeout }
const shared = globalThis as typeof globalThis & { nianbaoPress?: Press }
if (!shared.nianbaoPress) {
  const press: Press = { jobs: [] }
  shared.nianbaoPress = press
  onShutdown(() => press.worker?.terminate())
}
const held = shared.nianbaoPress

/**
 * Calls a function in the worker, after all that were called before. Rejects with what it throws, or with a Chinese
 * sentence if the worker dies; later calls are still answered.
 */
export function press<K extends keyof Works>(work: K, ...args: Parameters<Works[K]>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    held.jobs.push({ order: { work, args }, resolve, reject })
    if (held.jobs.length === 1) start()
  })
}

/** A report of 100,000 characters takes three seconds; what takes this long will never end. */
const LONGEST = 60_000

/** Sends the first job; the others wait here, so that a worker that dies takes only one with it. */
function start(): void {
  const job = held.jobs[0]
  if (!job) return
  try {
    held.worker ??= startWorker()
    held.worker.ref()
    held.limit = setTimeout(() => held.worker?.terminate(), LONGEST)
    held.worker.postMessage(job.order)
  } catch (error) {
    fail(String(error))
  }
}

function finish(answer: Answer): void {
  clearTimeout(held.limit)
  // An idle worker must not keep the process alive.
  held.worker?.unref()
  const job = held.jobs.shift()
  if (answer.error === undefined) job?.resolve(answer.made)
  // The class of an error is lost on its way.
  else job?.reject(answer.isUnfaithful ? new UnfaithfulFile(answer.error.message) : answer.error)
  start()
}

function fail(reason: string): void {
  finish({ error: new Error(`文件没有生成：${reason}`), isUnfaithful: false })
}

function startWorker(): Worker {
  // Bundlers that see the class imported take the file of the worker into their bundle, where nobody finds it.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), 'server', 'press-worker.mjs'), {
    // Whatever loads TypeScript in this process must not do so there.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 4 }
  })
  let reason = '生成文件的进程意外退出'
  worker.on('message', finish)
  worker.on('error', (error) => {
    reason = error.message
  })
  worker.on('exit', () => {
    held.worker = undefined
    fail(reason)
  })
  return worker
}
