import type { Store } from '@/db/engine/client'
import { importPastReport, type PastReport } from '@/db/imports/past-reports'

/** For tests: a 历史年报 of a unit, as if read in from a file; its number. */
export async function readInPast(store: Store, given: Omit<PastReport, 'file'>, name = '去年.pdf'): Promise<number> {
  const read = await importPastReport(store, { ...given, file: { name, hash: 'a'.repeat(64), words: name } })
  if (!read.ok) throw new Error(read.why)
  return read.report
}
