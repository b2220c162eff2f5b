import { packXml } from '@/server/files/xml/pack-zip'
import { packageHead, RELATIONS, relations } from '@/server/files/xml/package-head'
import { toXml } from '@/server/files/xml/xml-text'
import { type CellStyle, CellStyles } from './workbook-styles'

/** A cell of a workbook. A `number` is written with its digits as they are; with a `formula` it is the cached result. */
export type WorksheetCell = { column: number; style: CellStyle } & (
  | { text: string; number?: undefined }
  | { number: string; format: string; formula?: string; text?: undefined }
)

export type WorksheetRow = { height?: number; cells: readonly WorksheetCell[] }

export type WorksheetModel = {
  name: string
  /** Widths in characters of the standard font. */
  widths: readonly number[]
  rows: readonly WorksheetRow[]
  /** Ranges like `A1:G1`. */
  merges: readonly string[]
  /** Rows and columns that stay in sight; the rows are also printed on every page. */
  frozen: { rows: number; columns: number }
  isLandscape?: true
  /** What is printed smaller to fit: all of it on one page, or its columns on the width of one. */
  fit?: 'page' | 'width'
  /** Columns a new page begins with; with them everything is printed a little smaller. */
  breaks?: readonly number[]
}

export type WorkbookModel = { title: string; author: string; mark?: string; sheets: readonly WorksheetModel[] }

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** An .xlsx; the same model gives the same bytes. Texts are never formulas, whatever they begin with. */
export function writeWorkbook(workbook: WorkbookModel): Uint8Array {
  const { title, author, sheets } = workbook
  const styles = new CellStyles()
  const sheetParts = sheets.map((_, i) => ({ path: `xl/worksheets/sheet${i + 1}.xml`, type: `${SHEET_TYPE}.worksheet+xml` }))
  const parts: Record<string, string> = {
    ...packageHead(
      { path: 'xl/workbook.xml', type: `${SHEET_TYPE}.sheet.main+xml` },
      [{ path: 'xl/styles.xml', type: `${SHEET_TYPE}.styles+xml` }, ...sheetParts],
      { title: toXml(title), author: toXml(author) }
    ),
    'xl/workbook.xml': workbookPart(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i) => ({ id: `sheet${i + 1}`, type: `${RELATIONS}/worksheet`, target: `worksheets/sheet${i + 1}.xml` })),
      { id: 'styles', type: `${RELATIONS}/styles`, target: 'styles.xml' }
    ]),
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetPart(sheet, styles, i === 0, workbook.mark)])),
    'xl/styles.xml': styles.part(MAIN)
  }
  return packXml(parts)
}

function workbookPart(sheets: readonly WorksheetModel[]): string {
  const names = sheets.map(({ name }, i) => `<sheet name="${toXml(name)}" sheetId="${i + 1}" r:id="sheet${i + 1}"/>`)
  const printed = sheets.map(
    ({ name, frozen }, i) => `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${toXml(printTitles(name, frozen))}</definedName>`
  )
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${names.join('')}</sheets><definedNames>${printed.join('')}</definedNames></workbook>`
}

function printTitles(name: string, { rows, columns }: WorksheetModel['frozen']): string {
  const sheet = `'${name.replaceAll("'", "''")}'`
  return `${columns ? `${sheet}!$A:$${columnName(columns - 1)},` : ''}${sheet}!$1:$${rows}`
}

function sheetPart(sheet: WorksheetModel, styles: CellStyles, isFirst: boolean, mark: string | undefined): string {
  const { widths, rows, merges, frozen } = sheet
  const split = `${frozen.columns ? `xSplit="${frozen.columns}" ` : ''}ySplit="${frozen.rows}"`
  const pane = frozen.columns ? 'bottomRight' : 'bottomLeft'
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  const lines = rows.map(({ height, cells }, r) => {
    const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`
    return `<row r="${r + 1}"${tall}>${cells.map((cell) => printCell(cell, r, styles)).join('')}</row>`
  })
  const merged =
    merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : ''
  // In a header & begins a code.
  const header = mark ? `<oddHeader>&amp;C${toXml(mark.replaceAll('&', '&&'))}</oddHeader>` : ''
  const breaks = (sheet.breaks ?? []).map((column) => `<brk id="${column}" max="1048575" man="1"/>`)
  const broken =
    breaks.length > 0 ? `<colBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.join('')}</colBreaks>` : ''
  const size = sheet.fit ? `fitToHeight="${sheet.fit === 'page' ? 1 : 0}"` : 'scale="65"'
  return `<worksheet xmlns="${MAIN}">${sheet.fit ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}<dimension ref="A1:${cellName(widths.length - 1, rows.length - 1)}"/><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ${split} topLeftCell="${cellName(frozen.columns, frozen.rows)}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>${merged}<printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.4" footer="0.4"/><pageSetup paperSize="9" ${size} orientation="${sheet.isLandscape ? 'landscape' : 'portrait'}"/><headerFooter>${header}<oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter>${broken}</worksheet>`
}

function printCell(cell: WorksheetCell, row: number, styles: CellStyles): string {
  const place = `r="${cellName(cell.column, row)}"`
  if (cell.number !== undefined) {
    const formula = cell.formula ? `<f>${toXml(cell.formula)}</f>` : ''
    return `<c ${place} s="${styles.index(cell.style, cell.format)}">${formula}<v>${cell.number}</v></c>`
  }
  if (cell.text === '') return `<c ${place} s="${styles.index(cell.style)}"/>`
  return `<c ${place} s="${styles.index(cell.style, undefined, looksLikeFormula(cell.text))}" t="inlineStr"><is><t xml:space="preserve">${toXml(escapeCodes(cell.text))}</t></is></c>`
}

/** Texts like formulas: without quotePrefix they become formulas when somebody edits the cell and presses Enter. */
function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text)
}

/** `_x000D_` is how a spreadsheet writes a control character; typed by a person it is those seven characters. */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** `A1` for column 0, row 0. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)
}
