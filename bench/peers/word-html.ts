import mammoth from 'mammoth'
import { understand } from '@/report/understanding/understand'
import { writeLabelled } from '@/report/understanding/write-labelled'
import { readHtml } from '@/server/files/foreign/read-html'

/** A Word file as the page mammoth makes of it, understood by the product's own matcher, so that only the reader makes the difference. */
export async function readByMammoth(file: Uint8Array): Promise<Record<string, unknown>> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(file) })
  return writeLabelled(understand(readHtml(value)))
}
