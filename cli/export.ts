import { writeFileSync } from 'node:fs'
import { makeDocument } from '@/report/document'
import { makePdf } from '@/server/pdf'
import { makeWord } from '@/server/word'
import { readReportFile } from './read'
import { Refused } from './refused'

/** Makes the Word or PDF file of a report without a server. */
export async function exportReport(path: string, format: string | undefined, out: string): Promise<number> {
  if (format !== 'docx' && format !== 'pdf') throw new Refused('请用 --format 指明 docx 或 pdf')
  const document = makeDocument(readReportFile(path))
  const bytes = format === 'docx' ? makeWord(document) : await makePdf(document)
  try {
    writeFileSync(out, bytes)
  } catch {
    throw new Refused(`${out}：不能写入`)
  }
  return 0
}
