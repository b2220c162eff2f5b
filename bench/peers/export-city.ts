// A separate process that exports every published report of a data folder as Word and PDF, and prints the time and memory that took.
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryOf, processorTimeOf } from '@/bench/servers'
import { openStore } from '@/db/engine/client'
import { findBatch, listFiles, startBatch } from '@/server/batch/batch'
import { streamZip } from '@/server/files/xml/zip-stream'

const store = await openStore(join(process.env.DATA_DIR ?? '', 'nianbao.db'))
const { reports } = store.t
const rows = await store.read.select().from(reports)
const items = rows.map((row) => ({ ...row, report: row.id }))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let resident = 0
const watch = setInterval(() => {
  resident = Math.max(resident, memoryOf(process.pid))
}, 100)
const [start, used] = [performance.now(), processorTimeOf(process.pid)]

const id = await startBatch(
  store,
  { by: 1, words: '', formats: ['docx', 'pdf'], items, cover: { isAdded: [], sentence: '', lines: [] } },
  new Date()
)
let batch = await findBatch(id)
while (batch?.state.is === 'running' || batch?.state.is === 'waiting') {
  await wait(1000)
  batch = await findBatch(id)
}
if (batch?.state.is !== 'done') throw new Error(`the export ended as ${JSON.stringify(batch?.state)}`)
let size = 0
for await (const piece of streamZip(listFiles(batch).map((file) => ({ ...file, isPacked: true })))) size += piece.length

const core = (processorTimeOf(process.pid) - used) / 1000
clearInterval(watch)
delay.disable()
await store.close()
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    core,
    size,
    resident,
    p99: delay.percentile(99) / 1e6,
    longest: delay.max / 1e6
  })
)
