import type { Report } from '@/report/report'
import { type Format, formatOf } from '@/server/files/formats'

/** For tests: the report a file of ours holds, as an upload is read. Throws Chinese sentences. */
export function readBack(file: Uint8Array, format: Format): Report {
  const read = formatOf[format].open(file).report
  if (!read) throw new Error(`${format} holds no whole report`)
  return read()
}
