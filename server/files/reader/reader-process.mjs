// Reads files from outside one after another in a sandboxed process: no environment, no file access except the program
// itself; all it can do is answer.
// In: a line of JSON `{ work, args, bytes }`, then as many bytes. Out: an empty line once it is ready, then a line of JSON each.
// biome-ignore lint/style/noRestrictedImports: what resolves `@/` has to be found without it
import '../../base/load-typescript.mjs'
import { Worker } from 'node:worker_threads'

const { comeLater } = await import('@/server/base/niceness')
const { MOST_ANSWER, WORN_MEMORY } = await import('@/server/base/reader-limits')
const { compare, identify, readUpload, sentenceOf } = await import('@/server/files/foreign-report')
const { readForeignReport } = await import('@/server/files/foreign/read-foreign')
const { readRows } = await import('@/server/files/read-rows')
/** @type {Record<string, (file: Buffer, ...args: any[]) => Promise<unknown>>} */
const works = { identify, compare, rows: async (file, columns) => readRows(file, columns), report: readForeignReport, reading: readUpload }

// Whoever waits for a page comes first: it is this process that is late when both want a processor.
comeLater()
/** The processor time in ms this process had used when it began to read the file it is reading; 0: it reads none. */
const begun = new Float64Array(new SharedArrayBuffer(8))
watch(Number(process.argv[2]), Number(process.argv[3]))
let head = Buffer.alloc(0)
/** @type {{ work: string, args: unknown[], bytes: number } | undefined} */
let order
let file = Buffer.alloc(0)
let length = 0
process.stdin.on('data', (/** @type {Buffer} */ piece) => {
  if (order) take(piece)
  else readOrder(piece)
})
// The server is gone.
process.stdin.on('end', () => process.exit())
process.stdout.write('\n')

/** @param {Buffer} piece */
function readOrder(piece) {
  const all = Buffer.concat([head, piece])
  const end = all.indexOf(10)
  head = all
  if (end < 0) return
  head = Buffer.alloc(0)
  const sent = JSON.parse(all.toString('utf8', 0, end))
  order = sent
  file = Buffer.allocUnsafeSlow(sent.bytes)
  take(all.subarray(end + 1))
}

/**
 * One order comes at a time: nothing follows its file until it has been answered.
 * @param {Buffer} piece
 */
function take(piece) {
  length += piece.copy(file, length)
  if (order && length === file.length) answer(order, file)
}

/**
 * @param {{ work: string, args: unknown[] }} order
 * @param {Buffer} given
 */
async function answer({ work, args }, given) {
  order = undefined
  file = Buffer.alloc(0)
  length = 0
  const { user, system } = process.cpuUsage()
  begun[0] = (user + system) / 1000
  // Standard input must not keep the event loop alive meanwhile: a promise that is never settled then ends the process at once.
  process.stdin.unref()
  say(
    await works[work]?.(given, ...args).then(
      (made) => ({ made }),
      (error) => ({ fault: sentenceOf(error) })
    )
  )
}

/** @param {{ made?: unknown, fault?: string } | undefined} answer */
function say(answer) {
  // A restart frees the memory a large file left behind; and whatever a refused file left behind, no other file is read with it.
  const isWorn = answer?.fault !== undefined || process.memoryUsage.rss() > WORN_MEMORY
  let line = JSON.stringify({ ...answer, isWorn })
  if (line.length > MOST_ANSWER) line = JSON.stringify({ fault: '文件中的内容过多，请分成几个文件', isWorn })
  begun[0] = 0
  process.stdin.ref()
  process.stdout.write(`${line}\n`)
}

/**
 * A watchdog on a thread of its own, because this one may hang in a file.
 * @param {number} most resident bytes
 * @param {number} longest ms of processor time a file
 */
function watch(most, longest) {
  const look = `const { workerData: begun } = require('node:worker_threads')
  setInterval(() => {
    const { user, system } = process.cpuUsage()
    if (process.ppid !== ${process.ppid} || process.memoryUsage.rss() > ${most}) process.kill(process.pid, 'SIGKILL')
    if (begun[0] > 0 && (user + system) / 1000 - begun[0] > ${longest}) process.kill(process.pid, 'SIGXCPU')
  }, 100)`
  const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 }
  new Worker(look, { eval: true, workerData: begun, resourceLimits }).unref()
}
