import { hashOf } from '@/db/hash'
import { isIn, STATE_NAMES, type State } from '@/report/workflow/states'
import type { Seal } from '@/server/files/pdf/pdf'
import { runInFileWorker, type Turn } from '@/server/files/worker/file-worker'
import type { Format } from './formats'
import { UnfaithfulFile } from './verify'
import type { FileOptions } from './write-file'

/**
 * A file of a report, made from its snapshot and nothing else and read back before it is returned: it says what the
 * snapshot says, or the promise is rejected with a Chinese sentence. The same snapshot and options give the same bytes.
 * Runs in the worker pool, queued by `turn`, so that saves never wait for it.
 */
export async function makeFile(snapshot: string, format: Format, options: FileOptions = {}, turn?: Turn): Promise<Uint8Array> {
  try {
    return await runInFileWorker(turn, 'writeFile', snapshot, format, options)
  } catch (error) {
    if (error instanceof UnfaithfulFile) logFault(error, snapshot)
    throw error
  }
}

/** The mark on every page until the report is approved, and on one that was only read in. */
export function draftMark(state: State): string | undefined {
  if (state === 'IMPORTED') return STATE_NAMES[state]
  return isIn(state, 'approved', 'settled') ? undefined : '草稿'
}

/**
 * The seal of a published report: the first 16 digits of its hash and the page at `site` where anybody can check them. None
 * without a configured address: a printed one cannot be mended any more.
 */
export function sealOf(snapshot: string, site: string | undefined): Seal | undefined {
  if (site === undefined) return undefined
  const code = hashOf(snapshot).slice(0, 16)
  return { code, address: `${site}/check/${code}` }
}

/** One line of JSON on the error stream; the report is named by its hash. */
function logFault({ message }: UnfaithfulFile, snapshot: string): void {
  process.stderr.write(
    `${JSON.stringify({ level: 'error', on: new Date().toISOString(), event: 'export differs', snapshot: hashOf(snapshot), message })}\n`
  )
}
