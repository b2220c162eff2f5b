import { CsvError, parse } from 'csv-parse/sync'
import { readWorksheets } from '@/server/files/excel/read-workbook'

/** Bytes: of 20,000 lines with every column filled. The body limit of actions (next.config.mjs) leaves room for its frame. */
export const MOST_ROSTER_BYTES = 8_000_000
export const MOST_ROWS = 20_000

/**
 * The rows of a list somebody uploaded, as in the file: an .xlsx (of several sheets the first whose heading names all these columns,
 * so that one workbook may hold units and accounts), or text with commas or tabs in UTF-8, UTF-16 or the GBK that spreadsheets in
 * Chinese write. Throws Chinese sentences.
 */
export function readRows(file: Uint8Array, columns: readonly string[] = []): string[][] {
  if (file.length > MOST_ROSTER_BYTES) throw new Error(`文件过大，最多 ${MOST_ROSTER_BYTES / 1_000_000} MB，请分几次导入`)
  const isWorkbook = [0x50, 0xd0].includes(file[0] ?? 0) && [0x4b, 0xcf].includes(file[1] ?? 0)
  const rows = isWorkbook ? chooseSheet(readWorksheets(file), columns) : readText(decode(file))
  if (rows.length > MOST_ROWS + 1) throw new Error(`一次最多导入 ${MOST_ROWS} 行，请分几次导入`)
  return rows
}

function chooseSheet(sheets: readonly { rows: string[][] }[], columns: readonly string[]): string[][] {
  const headOf = (rows: readonly string[][]) =>
    (rows.find((row) => row.some((text) => text.trim() !== '')) ?? []).map((text) => text.trim())
  const meant = sheets.find(({ rows }) => {
    const head = headOf(rows)
    return columns.every((name) => head.includes(name))
  })
  return (meant ?? sheets[0])?.rows ?? []
}

function decode(file: Uint8Array): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file)
    } catch {
      // Not in this encoding.
    }
  }
  throw new Error('文件的文字编码无法识别，请另存为 .xlsx 或 CSV UTF-8 后再试')
}

function readText(text: string): string[][] {
  if (text.includes('\0')) throw new Error('不是 CSV 或 Excel（.xlsx）文件')
  const header = text.slice(0, text.search(/[\r\n]|$/))
  try {
    return parse(text, {
      delimiter: header.includes('\t') ? '\t' : ',',
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 10_000,
      // Two more than are allowed, heading and one that is too many.
      to: MOST_ROWS + 2
    })
  } catch (error) {
    if (error instanceof CsvError) throw new Error(`第 ${Number(error.lines ?? 1)} 行的引号不成对或内容过长，请改正后再试`)
    throw error
  }
}
