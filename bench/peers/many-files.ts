import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { inspectReader, readForeign } from '@/server/files/reader/reader'
import { uploadOf } from '@/server/testing/upload'

/** What reading many files one after the other takes, in the reader process, as a bulk import reads them. */
export type ManyRead = { seconds: number; refused: number; peakMb: number; delayMs: number }

/** Reads files through the reader process; its resident memory is looked at ten times a second. */
export async function readMany(files: readonly Uint8Array[]): Promise<ManyRead> {
  let [peakMb, refused] = [0, 0]
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(inspectReader().pid))
  }, 100)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const uploads = await Promise.all(files.map((file, i) => uploadOf(file, `${i}.bin`)))
  delay.enable()
  const start = performance.now()
  for (const { body, type } of uploads)
    await readForeign('reading', body, type).catch(() => {
      refused++
    })
  const seconds = (performance.now() - start) / 1000
  delay.disable()
  clearInterval(watch)
  return { seconds, refused, peakMb, delayMs: delay.percentile(99.9) / 1e6 }
}

function residentMb(pid: number | undefined): number {
  if (pid === undefined) return 0
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
