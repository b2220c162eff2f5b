import type { WorksheetCell } from '@/server/files/excel/workbook'
import { writeWorkbook } from '@/server/files/excel/workbook'
import type { BulkFile } from './bulk-list'

const COLUMNS: readonly [name: string, width: number][] = [
  ['文件', 44],
  ['文件中的单位', 26],
  ['导入的单位', 26],
  ['年度', 8],
  ['结果', 12],
  ['确定', 8],
  ['存疑未定', 10],
  ['未找到', 8],
  ['说明', 60]
]

/** What became of each file, as the page shows it. */
const resultOf = ({ report, isReady, open, waits }: BulkFile): string => {
  if (report !== null) return '已导入'
  if (isReady) return open > 0 ? '待定' : '可导入'
  return waits === '不能读取' ? waits : '待处理'
}

/** The list of a bulk import as an .xlsx, a row for each file. `names`: of the units. */
export function makeBulkWorkbook(files: readonly BulkFile[], names: ReadonlyMap<number, { name: string }>): Uint8Array {
  const head = COLUMNS.map(([text], column): WorksheetCell => ({ column, style: 'head', text }))
  const rows = files.map((file) => {
    const texts = [file.name, file.org ?? '', names.get(file.unit ?? -1)?.name ?? '', String(file.year ?? ''), resultOf(file)]
    const counts = [file.sure, file.open, file.missing].map(String)
    const words = [...(file.waits ? [file.waits] : []), ...(file.replaces ? [file.replaces] : []), ...file.notes].join('；')
    return [...texts, ...counts, words].map((text, column): WorksheetCell => ({ column, style: 'label', text }))
  })
  const sheet = {
    name: '批量导入',
    widths: COLUMNS.map(([, width]) => width),
    rows: [head, ...rows].map((cells) => ({ cells })),
    merges: []
  }
  return writeWorkbook({
    title: '批量导入结果',
    author: '',
    sheets: [{ ...sheet, frozen: { rows: 1, columns: 0 }, isLandscape: true, fit: 'width' }]
  })
}
