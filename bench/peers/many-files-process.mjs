// Hands many files to the reader process, one after the other, as the server does for a bulk import: a process as lean as the server,
// because what else a process holds makes its event loop late. In: the folder of the files. Out: a line of JSON.
import '../../server/base/load-typescript.mjs'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const { inspectReader, readForeign } = await import('@/server/files/reader/reader')
const { uploadOf } = await import('@/server/testing/upload')

const folder = process.argv[2] ?? ''
const names = readdirSync(folder)
let [peakMb, refused] = [0, 0]
const watch = setInterval(() => {
  peakMb = Math.max(peakMb, residentMb(inspectReader().pid) + residentMb(process.pid))
}, 100)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
// What this thread itself worked between two turns: what it would keep others waiting for on a machine that does nothing else.
/** @type {number[]} */
const turns = []
let worked = process.threadCpuUsage()
const turn = setInterval(() => {
  const now = process.threadCpuUsage()
  turns.push((now.user + now.system - worked.user - worked.system) / 1000)
  worked = now
}, 5)
const start = performance.now()
for (const name of names) {
  const { body, type } = uploadOf(readFileSync(join(folder, name)), name)
  await readForeign('reading', body, type).catch(() => {
    refused++
  })
}
const seconds = (performance.now() - start) / 1000
clearInterval(turn)
turns.sort((a, b) => a - b)
const ownMs = turns[Math.floor(turns.length * 0.999)] ?? 0
delay.disable()
clearInterval(watch)
process.stdout.write(JSON.stringify({ seconds, refused, peakMb, ownMs, delayMs: delay.percentile(99.9) / 1e6, longestMs: delay.max / 1e6 }))
process.exit()

/** @param {number | undefined} pid */
function residentMb(pid) {
  if (pid === undefined) return 0
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
