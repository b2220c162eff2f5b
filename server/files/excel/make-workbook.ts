import { makeDocument, type PrintedBlock, type PrintedCell, type ReportDocument } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'
import type { Imprint } from '@/report/layout/imprint'
import type { Report } from '@/report/report'
import type { Address } from '@/report/template'
import { breakHead, heightOf } from './labels'
import { cellName, type WorksheetCell, type WorksheetModel, type WorksheetRow, writeWorkbook } from './workbook'
import { type Position, WorksheetNumbers } from './worksheet-numbers'

type TableBlock = Extract<PrintedBlock, { is: 'table' }>

/** The worksheet of everything that is not a table. */
export const TEXT_WORKSHEET = '文字'

/** First column of the text worksheet: this row continues the paragraph above. */
export const CONTINUED = '续'

/** Characters a row: no row can be higher than a page, and no cell can hold more than 32,767. */
const LONGEST_ROW = 1000

/** Characters of the standard font that fit the width of A4. */
const PAGE_WIDTH = 92

/** Points on a page of A4 between its margins; a table a little higher is printed smaller, one that is much higher on several pages. */
const HIGHEST_ON_A_PAGE = 1.25 * 727

/** Rows above a table: the title of the report and the heading of the section. */
export const ROWS_ABOVE = 2

/**
 * The report as .xlsx: the official tables, one a worksheet, with numbers as numbers and totals as formulas, and a worksheet
 * of everything else. Deterministic: the same report gives the same bytes.
 */
export function makeWorkbook(report: Report, mark?: string, imprint?: Partial<Imprint>): Uint8Array {
  const document = makeDocument(report, mark, imprint)
  const numbers = new WorksheetNumbers(report)
  const tables = document.blocks.flatMap((block, i) => {
    if (block.is !== 'table') return []
    const [before, after] = [document.blocks[i - 1], document.blocks[i + 1]]
    const heading = before?.is === 'heading' ? before.text : block.name
    return [tableSheet(block, { title: document.title, heading, note: after?.is === 'note' ? after.text : '' }, numbers)]
  })
  return writeWorkbook({ title: document.title, author: document.unit, mark, sheets: [...tables, textSheet(document)] })
}

function tableSheet(
  table: TableBlock,
  { title, heading, note }: { title: string; heading: string; note: string },
  numbers: WorksheetNumbers
): WorksheetModel {
  const { name, columns, headRows, rows } = table
  const whole = table.widths.reduce((sum, width) => sum + width, 0)
  const widths = table.widths.map((width) => Math.round((width / whole) * PAGE_WIDTH * 10) / 10)
  const grid = layGrid(rows, columns)
  const places = new Map<Address, Position>()
  for (const { cell, row, column } of grid.flat())
    if (cell.at && numbers.find(cell.at, cell.text)) places.set(cell.at, { column, row: row + ROWS_ABOVE })
  const across = { columns, widths }
  const lines: WorksheetRow[] = [
    line(title, 'title', across, 30),
    line(heading, 'heading', across, 24),
    ...grid.map(
      (cells): WorksheetRow => ({
        height: heightOf(
          cells.map(({ cell, column }) => ({
            text: cell.rowspan > 1 || (cell.at && places.has(cell.at)) ? '' : textIn(cell, widthOf(widths, column, cell.colspan)),
            width: widthOf(widths, column, cell.colspan)
          }))
        ),
        cells: cells.map(({ cell, row, column }, c) => {
          const isOrigin = column === c && cells === grid[row]
          const style = cell.at ? 'value' : cell.isVertical ? 'vertical' : cell.align === 'left' ? 'label' : 'head'
          const number = isOrigin && cell.at ? numbers.find(cell.at, cell.text) : undefined
          const text = isOrigin ? textIn(cell, widthOf(widths, column, cell.colspan)) : ''
          if (!number || !cell.at) return { column: c, style, text }
          return { column: c, style, ...number, formula: numbers.findFormula(cell.at, cell.text, (at) => places.get(at)) }
        })
      })
    ),
    ...(note ? [line(note, 'note', across)] : [])
  ]
  const height = lines.reduce((sum, one) => sum + (one.height ?? 0), 0)
  return {
    name,
    widths,
    rows: lines,
    merges: [
      rangeOf(0, 0, columns, 1),
      rangeOf(0, 1, columns, 1),
      ...rows.flatMap((_, r) =>
        (grid[r] ?? [])
          .filter(({ cell, row, column }, c) => row === r && column === c && cell.colspan * cell.rowspan > 1)
          .map(({ cell, column }) => rangeOf(column, r + ROWS_ABOVE, cell.colspan, cell.rowspan))
      ),
      ...(note ? [rangeOf(0, grid.length + ROWS_ABOVE, columns, 1)] : [])
    ],
    frozen: { rows: ROWS_ABOVE + headRows, columns: 0 },
    fit: height <= HIGHEST_ON_A_PAGE ? 'page' : 'width'
  }
}

/** A label is broken by meaning; one set upright has a line for each character without that. */
function textIn({ text, at, isVertical }: PrintedCell, width: number): string {
  return at === undefined && !isVertical ? breakHead(text, width) : text
}

function textSheet({ title, blocks }: ReportDocument): WorksheetModel {
  const widths = [4, PAGE_WIDTH - 4]
  const across = { columns: 2, widths }
  return {
    name: TEXT_WORKSHEET,
    widths,
    rows: [line(title, 'title', across, 30), ...blocks.flatMap((block) => textRows(block, widths))],
    merges: [rangeOf(0, 0, 2, 1)],
    frozen: { rows: 1, columns: 0 },
    fit: 'width'
  }
}

function textRows(block: PrintedBlock, widths: readonly number[]): WorksheetRow[] {
  if (block.is === 'table') return []
  if (block.is === 'heading')
    return [
      {
        height: 24,
        cells: [
          { column: 0, style: 'heading', text: '' },
          { column: 1, style: 'heading', text: block.text }
        ]
      }
    ]
  const texts =
    block.is === 'signature'
      ? block.lines.map(({ text }) => text)
      : [block.is === 'note' || block.is === 'copies' ? block.text : block.runs.map(({ text }) => text).join('')]
  return texts.flatMap((text) =>
    piecesOf(text).map((piece, i) => ({
      height: heightOf([{ text: piece, width: widths[1] ?? 0 }]),
      cells: [
        { column: 0, style: 'text' as const, text: i > 0 ? CONTINUED : '' },
        { column: 1, style: 'text' as const, text: piece }
      ]
    }))
  )
}

function piecesOf(text: string): string[] {
  if (text.length <= LONGEST_ROW) return [text]
  return text.match(new RegExp(`[^]{1,${LONGEST_ROW}}`, 'gu')) ?? []
}

/** A row of one cell that reaches over all columns. */
function line(
  text: string,
  style: 'title' | 'heading' | 'note',
  { columns, widths }: { columns: number; widths: readonly number[] },
  height?: number
): WorksheetRow {
  const cells = Array.from({ length: columns }, (_, column): WorksheetCell => ({ column, style, text: column === 0 ? text : '' }))
  return { height: height ?? heightOf([{ text, width: widthOf(widths, 0, columns) }]), cells }
}

function widthOf(widths: readonly number[], from: number, columns: number): number {
  return widths.slice(from, from + columns).reduce((sum, width) => sum + width, 0)
}

function rangeOf(column: number, row: number, columns: number, rows: number): string {
  return `${cellName(column, row)}:${cellName(column + columns - 1, row + rows - 1)}`
}
