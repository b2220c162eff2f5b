import { writeFileSync } from 'node:fs'
import { makeSnapshot } from '@/report/snapshot'
import { FORMATS } from '@/server/files/formats'
import { makeFile } from '@/server/files/make-file'
import { UnfaithfulFile } from '@/server/files/verify'
import { readReportFile } from './read'
import { CommandRefused } from './refused'

/** Makes a file of a report without a server, read back and compared like every file. */
export async function exportReport(path: string, asked: string | undefined, out: string): Promise<number> {
  const format = FORMATS.find((one) => one === asked)
  if (!format) throw new CommandRefused(`请用 --format 指明 ${FORMATS.join('、')} 中的一种`)
  const file = await makeFile(makeSnapshot(readReportFile(path)), format).catch((error) => {
    throw error instanceof UnfaithfulFile ? new CommandRefused(error.message) : error
  })
  try {
    writeFileSync(out, file)
  } catch {
    throw new CommandRefused(`${out}：不能写入`)
  }
  process.stderr.write(`已生成 1 个文件 ${out}\n`)
  return 0
}
