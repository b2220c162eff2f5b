import type { PrintedBlock, PrintedCell, ReportDocument } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'
import { isHeldBySignature, type PlacedTable, setPages } from '@/report/layout/pages'
import { CELL_MARGIN, TABLE_GAP, TITLE } from '@/report/layout/paper'
import { type TableBlock, textForOthers } from '@/report/layout/table-setting'
import { packXml } from '@/server/files/xml/pack-zip'
import { toXml } from '@/server/files/xml/xml-text'
import { type Print, printCopies, printCover, printLetterhead, printSignature } from './word-imprint'
import { LINE, PRINT_WIDTH, packageParts, tableStyle, twips, WORD_NAMESPACES, type WordFaces } from './word-parts'

/** The report as .docx in the layout of GB/T 9704; the same document gives the same bytes. */
export function makeWord(document: ReportDocument, { faces = 'standard' }: { faces?: WordFaces } = {}): Uint8Array {
  const [title, unit, mark] = [toXml(document.title), toXml(document.unit), document.mark && toXml(document.mark)]
  const parts = { ...packageParts({ title, unit, mark }, faces), 'word/document.xml': body(document) }
  return packXml(parts)
}

function body(document: ReportDocument): string {
  const { titleLines, head, cover, blocks, mark } = document
  const { tables } = setPages(document)
  // The title and the empty line below it fill whole lines, so that the text stays on the 22-line grid.
  const after = (titleLines.length + 2) * LINE - titleLines.length * twips(TITLE.pitch)
  const title = paragraph('Title', run(titleLines.join('\n')), `<w:spacing w:after="${after}"/>`)
  const header = mark ? '<w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="even" r:id="header"/>' : ''
  const printed = blocks.map((block, i) => printBlock(block, blocks[i + 1], tables.get(block)))
  const before = [cover && printCover(print, cover, `<w:sectPr>${header}${PAGE}</w:sectPr>`), head && printLetterhead(print, head)]
  // After 封面, whose back stays free, the text begins on page 1, a right-hand page.
  const [type, numbering] = cover ? ['<w:type w:val="oddPage"/>', '<w:pgNumType w:start="1"/>'] : ['', '']
  const section = `<w:sectPr>${header}<w:footerReference w:type="default" r:id="footerOdd"/><w:footerReference w:type="even" r:id="footerEven"/>${type}${PAGE}${numbering}<w:docGrid w:type="lines" w:linePitch="${LINE}"/></w:sectPr>`
  return `<w:document ${WORD_NAMESPACES}><w:body>${before.join('')}${title}${printed.join('')}${section}</w:body></w:document>`
}

const PAGE =
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1247" w:gutter="0"/>'

function printBlock(block: PrintedBlock, next: PrintedBlock | undefined, setting: PlacedTable | undefined): string {
  switch (block.is) {
    case 'heading':
      return paragraph('Heading1', run(block.text), spaceBefore(next))
    case 'note':
      return paragraph('TableNote', run(block.text), next?.is === 'signature' ? '<w:keepNext/>' : '')
    case 'signature':
      return printSignature(print, block.lines, block.isSealed ?? false)
    case 'copies':
      return printCopies(print, block.text)
    case 'table':
      return setting ? printTable(block, setting, next?.is === 'note' || next?.is === 'signature') : ''
    case 'paragraph': {
      const isLong = block.runs.some(({ text }) => LONG_WORD.test(text))
      const flush = block.isFlush ? '<w:ind w:firstLineChars="0" w:firstLine="0"/>' : ''
      const words = block.runs.map(({ text, face }) => run(text, face)).join('')
      const keep = next?.is === 'signature' && isHeldBySignature(block) ? '<w:keepNext/><w:keepLines/>' : ''
      return paragraph('', words, `${keep}${isLong ? '<w:wordWrap w:val="0"/>' : ''}${spaceBefore(next)}${flush}`)
    }
  }
}

/** What is free above a table belongs to the paragraph before it. */
const spaceBefore = (next: PrintedBlock | undefined) => (next?.is === 'table' ? `<w:spacing w:after="${twips(TABLE_GAP)}"/>` : '')

/**
 * A longer URL would move to the next line as a whole and leave a gap. Word breaks it if its paragraph allows, LibreOffice if it is
 * Chinese.
 */
const LONG_WORD = /([!-~]{24,})/

/**
 * Covered places get a cell of their own: Word knows no rowspan, only cells that continue the one above. Rows have the
 * heights they were set in, and grow where a face is wider than ours. Word breaks lines itself, but knows nothing of words and
 * articles: labels broken by meaning are broken here.
 */
function printTable({ name, columns, widths, headRows, rows }: TableBlock, setting: PlacedTable, isHeld: boolean): string {
  const edges = columnEdges(widths)
  const style = tableStyle(setting.size)
  const grid = layGrid(rows, columns)
  const lines = grid.map((line, r) => {
    // Rows kept with the next hold the table on one page, below its heading and above its note.
    const keep = keepsWithNext(r, grid.length, setting.isWhole, isHeld) ? '<w:keepNext/>' : ''
    const cells = line
      .filter(({ column }, c) => column === c)
      .map(({ cell, row, column }) => {
        const text = row === r ? textForOthers(cell, setting) : undefined
        return printCell(cell, text, (edges[column + cell.colspan] ?? 0) - (edges[column] ?? 0), style, keep)
      })
    const { height = 0, isTall = false } = setting.rows[r] ?? {}
    const fixed = isTall ? '' : `<w:cantSplit/><w:trHeight w:val="${twips(height)}" w:hRule="atLeast"/>`
    return `<w:tr><w:trPr>${fixed}${r < headRows ? '<w:tblHeader/>' : ''}<w:jc w:val="center"/></w:trPr>${cells.join('')}</w:tr>`
  })
  const gridColumns = edges.slice(1).map((edge, i) => `<w:gridCol w:w="${edge - (edges[i] ?? 0)}"/>`)
  return `<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="${PRINT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="${toXml(name)}"/></w:tblPr><w:tblGrid>${gridColumns.join('')}</w:tblGrid>${lines.join('')}</w:tbl>`
}

/** All rows of a table that fits a page; of a longer one the first and the last rows, so that none stands alone. */
function keepsWithNext(row: number, count: number, isWhole: boolean, isHeld: boolean): boolean {
  if (row === count - 1) return isHeld
  return isWhole || row < 1 || row >= count - 2
}

/** `text`: none in a place that the cell above covers. */
function printCell(cell: PrintedCell, text: string | undefined, width: number, style: string, keep: string): string {
  const span = cell.colspan > 1 ? `<w:gridSpan w:val="${cell.colspan}"/>` : ''
  const merge = cell.rowspan > 1 ? (text === undefined ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>') : ''
  const margin = cell.align === 'left' ? LABEL_MARGIN : ''
  const direction = cell.isVertical ? '<w:textDirection w:val="tbRlV"/>' : ''
  const align = cell.align === 'left' ? '<w:jc w:val="left"/>' : ''
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}${margin}${direction}<w:vAlign w:val="center"/></w:tcPr>${paragraph(style, run(text ?? ''), keep + align)}</w:tc>`
}

const LABEL_MARGIN = `<w:tcMar>${['left', 'right'].map((side) => `<w:${side} w:w="${twips(CELL_MARGIN.label)}" w:type="dxa"/>`).join('')}</w:tcMar>`

/** Cumulative rounding: widths add up to the width of the text exactly, and merged cells end on the edges of single ones. */
function columnEdges(widths: readonly number[]): number[] {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const edges = [0]
  let reached = 0
  for (const width of widths) {
    reached += width
    edges.push(Math.round((reached / whole) * PRINT_WIDTH))
  }
  return edges
}

/** How the parts around the text print theirs. */
const print: Print = { paragraph, run }

function paragraph(style: string, runs: string, properties = ''): string {
  const named = style && `<w:pStyle w:val="${style}"/>`
  return `<w:p>${named || properties ? `<w:pPr>${named}${properties}</w:pPr>` : ''}${runs}</w:p>`
}

const FACE_STYLES = { 楷体: '<w:rStyle w:val="KaiTi"/>', 黑体: '<w:rStyle w:val="HeiTi"/>' }

function run(text: string, face?: keyof typeof FACE_STYLES): string {
  const style = face ? FACE_STYLES[face] : ''
  return text
    .split(LONG_WORD)
    .map((piece, i) => piece && printPiece(piece, style, i % 2 === 1 ? '<w:lang w:val="zh-CN"/>' : ''))
    .join('')
}

/** Line ends become breaks. The hint makes quotation marks Chinese ones, a full character wide. */
function printPiece(text: string, style: string, language: string): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${toXml(line)}</w:t>`)
  return `<w:r><w:rPr>${style}<w:rFonts w:hint="eastAsia"/>${language}</w:rPr>${lines.join('<w:br/>')}</w:r>`
}
