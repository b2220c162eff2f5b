import { strToU8, zipSync } from 'fflate'
import type { Block, PrintedCell, ReportDocument, SignatureLine } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'
import { toXml } from '@/server/files/xml/xml-text'
import { PITCH, PRINT_WIDTH, packageParts, TITLE_PITCH, WORD_NAMESPACES, type WordFaces } from './word-parts'

type TableBlock = Extract<Block, { is: 'table' }>

/** Word writes local time into a zip; a fixed one gives the same bytes for the same document. */
const EPOCH = new Date(1980, 0, 1)

/** The report as .docx in the layout of GB/T 9704; the same document gives the same bytes. */
export function makeWord(document: ReportDocument, { faces = 'standard' }: { faces?: WordFaces } = {}): Uint8Array {
  const [title, unit, mark] = [toXml(document.title), toXml(document.unit), document.mark && toXml(document.mark)]
  const parts = { ...packageParts({ title, unit, mark }, faces), 'word/document.xml': body(document) }
  const files = Object.entries(parts).map(([name, xml]) => [
    name,
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`)
  ])
  return zipSync(Object.fromEntries(files), { mtime: EPOCH })
}

function body({ titleLines, blocks, mark }: ReportDocument): string {
  // The title and the empty line below it fill whole lines, so that the text stays on the 22-line grid.
  const after = (titleLines.length + 2) * PITCH - titleLines.length * TITLE_PITCH
  const title = paragraph('Title', run(titleLines.join('\n')), `<w:spacing w:after="${after}"/>`)
  const header = mark ? '<w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="even" r:id="header"/>' : ''
  return `<w:document ${WORD_NAMESPACES}><w:body>${title}${blocks.map((block, i) => print(block, blocks[i + 1])).join('')}<w:sectPr>${header}<w:footerReference w:type="default" r:id="footerOdd"/><w:footerReference w:type="even" r:id="footerEven"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1247" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="${PITCH}"/></w:sectPr></w:body></w:document>`
}

function print(block: Block, next: Block | undefined): string {
  switch (block.is) {
    case 'heading':
      return paragraph('Heading1', run(block.text), next?.is === 'table' ? '<w:spacing w:after="80"/>' : '')
    case 'note':
      return paragraph('TableNote', run(block.text))
    case 'signature':
      return block.lines.map(printSigned).join('')
    case 'table':
      return printTable(block, next?.is === 'note')
    case 'paragraph': {
      const isLong = block.runs.some(({ text }) => LONG_WORD.test(text))
      return paragraph('', block.runs.map(({ text, face }) => run(text, face)).join(''), isLong ? '<w:wordWrap w:val="0"/>' : '')
    }
  }
}

/** An empty line stands above the signature, and both of its lines on one page. */
function printSigned({ text, indent }: SignatureLine, i: number): string {
  const first = i === 0 ? `<w:keepNext/><w:spacing w:before="${PITCH}"/>` : ''
  const right = `<w:ind w:rightChars="${indent * 100}" w:right="${indent * 316}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>`
  return paragraph('', run(text), first + right)
}

/** A longer URL would move to the next line as a whole and leave a gap. Word breaks it if its paragraph allows, LibreOffice if it is Chinese. */
const LONG_WORD = /([!-~]{24,})/

/** Covered places get a cell of their own: Word knows no rowspan, only cells that continue the one above. */
function printTable({ name, columns, widths, headRows, rows }: TableBlock, hasNote: boolean): string {
  const edges = columnEdges(widths)
  const size = columns < 8 ? 'TableText' : 'TableTextSmall'
  const grid = layGrid(rows, columns)
  const lines = grid.map((line, r) => {
    // Rows kept with the next hold the table on one page, below its heading and above its note.
    const keep = r < grid.length - 1 || hasNote ? '<w:keepNext/>' : ''
    const cells = line
      .filter(({ column }, c) => column === c)
      .map(({ cell, row, column }) => printCell(cell, row === r, (edges[column + cell.colspan] ?? 0) - (edges[column] ?? 0), size, keep))
    return `<w:tr><w:trPr><w:cantSplit/>${r < headRows ? '<w:tblHeader/>' : ''}<w:jc w:val="center"/></w:trPr>${cells.join('')}</w:tr>`
  })
  const gridColumns = edges.slice(1).map((edge, i) => `<w:gridCol w:w="${edge - (edges[i] ?? 0)}"/>`)
  return `<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="${PRINT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="${toXml(name)}"/></w:tblPr><w:tblGrid>${gridColumns.join('')}</w:tblGrid>${lines.join('')}</w:tbl>`
}

function printCell(cell: PrintedCell, isOrigin: boolean, width: number, style: string, keep: string): string {
  const span = cell.colspan > 1 ? `<w:gridSpan w:val="${cell.colspan}"/>` : ''
  const merge = cell.rowspan > 1 ? (isOrigin ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : ''
  const align = cell.align === 'left' ? '<w:jc w:val="left"/>' : ''
  const text = isOrigin ? run(cell.text) : ''
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr>${paragraph(style, text, keep + align)}</w:tc>`
}

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
