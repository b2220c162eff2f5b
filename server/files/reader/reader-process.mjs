// Reads files from outside in a process of its own, one after another, by the readers of the product. It is given no
// environment and, of the disk, nothing but the program itself; all it can do is answer.
// In: a line of JSON `{ work, args, bytes }`, then as many bytes. Out: a line of JSON.
// biome-ignore lint/style/noRestrictedImports: what resolves `@/` has to be found without it
import '../../base/load-typescript.mjs'
import { Worker } from 'node:worker_threads'
import { MOST_ANSWER, MOST_MEMORY, WORN_MEMORY } from './reader-limits.ts'

const { compare, identify, sentenceOf } = await import('@/server/files/foreign-report')
const { readRows } = await import('@/server/roster/roster-rows')
const works = { identify, compare, rows: async (file) => readRows(file) }

watch()
let pieces = []
let length = 0
let order
process.stdin.on('data', (piece) => {
  pieces.push(piece)
  length += piece.length
  if (!order) readOrder()
  if (order && length >= order.bytes) answer()
})
// The server is gone.
process.stdin.on('end', () => process.exit())

function readOrder() {
  const all = Buffer.concat(pieces)
  const end = all.indexOf(10)
  pieces = [all]
  if (end < 0) return
  order = JSON.parse(all.toString('utf8', 0, end))
  pieces = [all.subarray(end + 1)]
  length = all.length - end - 1
}

async function answer() {
  const { work, args } = order
  const file = Buffer.concat(pieces)
  pieces = []
  order = undefined
  length = 0
  say(
    await works[work](file, ...args).then(
      (made) => ({ made }),
      (error) => ({ fault: sentenceOf(error) })
    )
  )
}

function say(answer) {
  // What a large file left behind is given back by starting anew.
  const isWorn = process.memoryUsage.rss() > WORN_MEMORY
  let line = JSON.stringify({ ...answer, isWorn })
  if (line.length > MOST_ANSWER) line = JSON.stringify({ fault: '文件中的内容过多，请分成几个文件', isWorn })
  process.stdout.write(`${line}\n`)
}

/** From a thread of its own, because this one may be caught in a file. */
function watch() {
  const look = `setInterval(() => {
    if (process.ppid !== ${process.ppid} || process.memoryUsage.rss() > ${MOST_MEMORY}) process.kill(process.pid, 'SIGKILL')
  }, 100)`
  new Worker(look, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 } }).unref()
}
