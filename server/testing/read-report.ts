import type { Report } from '@/report/report'
import { type Format, formatOf } from '@/server/files/formats'

/** For tests: a report from a file in our layout, also after another program saved it. Throws Chinese sentences. */
export function readReport(file: Uint8Array, format: Format): Report {
  const read = formatOf[format].open(file).report
  if (!read) throw new Error(`${formatOf[format].name} 文件不能读回年报，请用 Word、Excel 或 JSON 文件`)
  return read()
}
