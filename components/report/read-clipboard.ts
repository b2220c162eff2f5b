import type { PastedBlock } from '@/report/paste'

const MOST_ROWS = 400
const MOST_COLUMNS = 400

/** The cells on a clipboard: a table copied from Word, WPS or a web page, else lines and tabs. Undefined for a single text. */
export function readClipboard(data: DataTransfer): PastedBlock | undefined {
  const html = data.getData('text/html')
  const table = html ? new DOMParser().parseFromString(html, 'text/html').querySelector('table') : null
  if (table && table.rows.length > 0 && (table.rows.length > 1 || (table.rows[0]?.cells.length ?? 0) > 1)) return readTable(table)
  const text = data.getData('text/plain').replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (!/[\t\n]/.test(text)) return undefined
  return text
    .split('\n')
    .slice(0, MOST_ROWS)
    .map((line) => line.split('\t').slice(0, MOST_COLUMNS))
}

/** A merged cell shows its text at its first place and covers the others. */
function readTable(table: HTMLTableElement): PastedBlock {
  const rows: (string | null)[][] = []
  const width = Math.min(
    MOST_COLUMNS,
    Math.max(...[...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0)))
  )
  for (const [r, row] of [...table.rows].slice(0, MOST_ROWS).entries()) {
    let column = 0
    for (const cell of row.cells) {
      while (rows[r]?.[column] !== undefined) column++
      for (let i = 0; i < Math.max(cell.rowSpan, 1) && r + i < MOST_ROWS; i++) {
        for (let j = 0; j < cell.colSpan && column + j < width; j++) {
          rows[r + i] ??= []
          const line = rows[r + i]
          if (line) line[column + j] = i === 0 && j === 0 ? (cell.textContent ?? '').replace(/\s+/g, ' ').trim() : null
        }
      }
      column += cell.colSpan
    }
  }
  return rows.slice(0, table.rows.length).map((row) => Array.from({ length: width }, (_, i) => row[i] ?? null))
}
