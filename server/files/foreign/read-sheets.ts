import type { FoundBlock, FoundCell, FoundFile } from '@/report/understanding/found'
import { textsIn } from '@/server/files/excel/compare-workbook'
import { TEXT_WORKSHEET } from '@/server/files/excel/make-workbook'
import { readWorksheets, type WorksheetText } from '@/server/files/excel/read-workbook'

/** An .xlsx as a table a worksheet; of a workbook of ours the texts come first. */
export function readSheets(file: Uint8Array): FoundFile {
  const sheets = readWorksheets(file)
  const texts = textsIn(sheets).map((text): FoundBlock => ({ is: 'text', text }))
  return { blocks: [...texts, ...sheets.filter(({ name }) => name !== TEXT_WORKSHEET).map(tableOf)] }
}

function tableOf({ name, rows, merges }: WorksheetText): FoundBlock {
  const spans = new Map(merges.map((merge) => [`${merge.top}/${merge.left}`, merge]))
  const covered = new Set<string>()
  for (const { left, top, right, bottom } of merges)
    for (let r = top; r <= Math.min(bottom, rows.length - 1); r++)
      for (let c = left; c <= Math.min(right, (rows[r]?.length ?? 0) - 1); c++) if (r !== top || c !== left) covered.add(`${r}/${c}`)
  return {
    is: 'table',
    where: `工作表“${name}”`,
    rows: rows.map((row, r) =>
      row.flatMap((text, c): FoundCell[] => {
        if (covered.has(`${r}/${c}`)) return []
        const merge = spans.get(`${r}/${c}`)
        return [{ text, colspan: merge ? merge.right - merge.left + 1 : 1, rowspan: merge ? merge.bottom - merge.top + 1 : 1 }]
      })
    )
  }
}

/** Rows of a list as a table without merged cells. */
export function tableOfRows(rows: readonly (readonly string[])[]): FoundBlock {
  return { is: 'table', rows: rows.map((row) => row.map((text) => ({ text, colspan: 1, rowspan: 1 }))) }
}
