import { FORMAT } from '@/report/json-schema'
import { readLabelled } from '@/report/reading/read'
import { readSnapshot } from '@/report/snapshot'
import type { FoundBlock, FoundFile } from '@/report/understanding/found'
import { type Understood, understand } from '@/report/understanding/understand'
import { understandCells, understandReport } from '@/report/understanding/understand-report'
import { writeLabelled } from '@/report/understanding/write-labelled'
import { sentenceIn } from '@/server/base/told-error'
import { readCsv } from '@/server/files/csv/read-csv'
import { readWordBlocks } from '@/server/files/word/read-word'
import { openZip } from '@/server/files/xml/unzip'
import { openCompound } from './compound-file'
import { decodeText } from './decode-text'
import { type ForeignKind, kindOfFile } from './kind-of-file'
import { readDoc } from './read-doc'
import { readHtml } from './read-html'
import { readMht } from './read-mht'
import { readOdt } from './read-odt'
import { readRtf } from './read-rtf'
import { readSheets, tableOfRows } from './read-sheets'

/** A file of any origin as labelled JSON with its doubts (docs/labelled-json.md); throws like `understandForeign`. */
export async function readForeignReport(file: Uint8Array): Promise<Record<string, unknown>> {
  return writeLabelled(await understandForeign(file))
}

/** A file of any origin with its doubts. Throws Chinese sentences for what cannot be read and says what to do instead. */
export async function understandForeign(file: Uint8Array): Promise<Understood> {
  try {
    return await read(file)
  } catch (error) {
    throw sentenceIn(error) ? error : new Error('文件已损坏或格式有误，无法读取，请用原来的软件打开后另存，再试一次')
  }
}

async function read(file: Uint8Array): Promise<Understood> {
  const kind = kindOfFile(file)
  if (kind === 'json') return readJson(decodeText(file))
  const text = kind === 'text' ? decodeText(file) : ''
  const ours = kind === 'text' ? readOurCsv(text) : undefined
  return ours ?? understand(await READERS[kind](file, text))
}

type Reader = (file: Uint8Array, text: string) => FoundFile | Promise<FoundFile>

const READERS: Record<Exclude<ForeignKind, 'json'>, Reader> = {
  docx: (file) => ({ blocks: readWordBlocks(file) }),
  odt: (file) => ({ blocks: readOdt(openZip(file)('content.xml') ?? fail()) }),
  xlsx: readSheets,
  doc: (file) => ({ blocks: readDoc(openCompound(file)) }),
  rtf: (file) => ({ blocks: readRtf(file) }),
  html: (file) => readHtml(decodeText(file, declaredIn(file))),
  mht: readMht,
  // Its library is large, and most files are none.
  pdf: async (file) => (await import('./printed/read-printed-pdf')).readPrintedPdf(file),
  text: (_, text) => ({ blocks: blocksOf(text) })
}

function declaredIn(file: Uint8Array): string | undefined {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, 4096)).toString('latin1')
  return /<meta[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]
}

function readJson(text: string): Understood {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new Error('不是完整的 JSON 文件')
  }
  const isOurs = (data as { format?: unknown } | null)?.format === FORMAT
  return understandReport(isOurs ? readSnapshot(text) : readLabelled(data))
}

/** The tables of a report as our CSV writes them, a cell a line with its address. */
function readOurCsv(text: string): Understood | undefined {
  if (!/^\ufeff?"?单位"?,"?年度"?,[^\r\n]*位置/.test(text)) return undefined
  const rows = readCsv(text)
  const [heads = [], [org = '', year] = []] = rows
  const [number, place] = [heads.indexOf('数'), heads.indexOf('位置')]
  const cells = rows.slice(1).map((row): [string, string] => [row[place] ?? '', (row[number] ?? '').replace(/^'(?=[=+\-@])/, '')])
  return understandCells(org, Number(year), cells)
}

/** Text with commas on its lines is a list of cells; any other a paragraph a line. */
function blocksOf(text: string): FoundBlock[] {
  const lines = text.split(/\r\n?|\n/)
  const isCsv = lines.filter((line) => (line.match(/,/g)?.length ?? 0) >= 2).length > Math.min(10, lines.length / 2)
  if (isCsv) return [tableOfRows(readCsv(text))]
  return lines.flatMap((line): FoundBlock[] => (line.trim() === '' ? [] : [{ is: 'text', text: line.trimEnd() }]))
}

function fail(): never {
  throw new Error('文件已损坏，无法读取')
}
