import { writeWorkbook } from '@/server/files/excel/workbook'

/** For tests: an .xlsx with a sheet for each list. */
export function makeRosterWorkbook(lists: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array {
  const sheets = Object.entries(lists).map(([name, rows]) => ({
    ...{ name, widths: [], merges: [], frozen: { rows: 1, columns: 0 } },
    rows: rows.map((texts) => ({ cells: texts.map((text, column) => ({ column, style: 'label' as const, text })) }))
  }))
  return writeWorkbook({ title: '名册', author: '', sheets })
}
