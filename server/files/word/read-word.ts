import { type FoundBlock, type FoundCell, PICTURE } from '@/report/understanding/found'
import { decodeXml } from '@/server/files/xml/read-xml'
import { openZip } from '@/server/files/xml/unzip'
import { attribute, walkXml } from '@/server/files/xml/walk-xml'

/** The text of a .docx: paragraphs outside tables, and each table as a full grid of texts with the widths of its columns. */
export type WordText = { paragraphs: string[]; tables: string[][][]; widths: number[][] }

/**
 * Reads a .docx. Paragraphs that are blank are left out; a line break in a paragraph is a `\n`. A table has a text in every
 * place of its grid: places covered by a merged cell repeat its text, places without a cell are ''. A table inside a cell
 * is a table of its own, after the one around it. Deleted and moved-away text is not read.
 * Throws an Error with a Chinese sentence if the file is no .docx, is broken, or is larger than a report can be.
 */
export function readWord(file: Uint8Array): WordText {
  return openWord(file).read()
}

/** The same file as texts and tables in their order, for a document of any origin: merged cells are cells with spans. */
export function readWordBlocks(file: Uint8Array): FoundBlock[] {
  return openWord(file).readBlocks()
}

function openWord(file: Uint8Array): WordReader {
  if (file[0] === 0xd0 && file[1] === 0xcf) throw new Error('这是旧版 .doc 文件或加密的文件，请在 Word 中另存为 .docx 后再试')
  if (file[0] !== 0x50 || file[1] !== 0x4b) throw new Error('不是 Word 文件（.docx）')
  const openPart = openZip(file)
  const read = (name: string) => {
    const part = openPart(name)
    if (!part) throw new Error('不是 Word 文件（.docx）')
    return decodeXml(part)
  }
  return new WordReader(read(mainPart(read('_rels/.rels'))))
}

/** The part with the text is usually word/document.xml, but only the relations of the package say so. */
function mainPart(relations: string): string {
  let name = ''
  walkXml(relations, {
    open: (_, attributes) => {
      if (attribute(attributes, 'Type')?.endsWith('/officeDocument')) name ||= attribute(attributes, 'Target') ?? ''
    }
  })
  return name.replace(/^\//, '')
}

type CellRead = { lines: string[]; span: number; continues: boolean }
type Row = { skip: number; cells: CellRead[] }
type TableRead = { widths: number[]; rows: Row[] }

/** Duplicated or outdated text: the fallback of a text box, moved text at its old place, an old grid. */
const SKIPPED = new Set(['Fallback', 'moveFrom', 'rt', 'tblGridChange', 'tblPrChange', 'tcPrChange', 'pPrChange'])

/** Properties of a run that take its text out of the text or out of a number. */
const MARKS = new Set(['vanish', 'vertAlign', 'strike', 'dstrike', 'position'])
/** Half points by which text is raised or lowered only to look even. */
export const EVEN = 3
/** What shows something in a cell that is no text. */
const PICTURES = new Set(['drawing', 'pict', 'object', 'oMath', 'sym'])

/** LibreOffice inserts columns of a twip or two; no column a person drew is narrower than 1.4 mm. */
const NARROWEST = 80

/** The tables of a report have 400 places; hostile ones must not fill the memory. */
const MOST_PLACES = 200_000
/** Characters in them; a merged cell repeats its text in each of its places. */
const MOST_TEXT = 20_000_000

class WordReader {
  private readonly paragraphs: string[] = []
  private readonly tables: TableRead[] = []
  /** Paragraphs outside tables and tables, as they follow each other. */
  private readonly order: (string | TableRead)[] = []
  /** Stack of open tables, and of paragraphs around a text box. */
  private readonly openTables: TableRead[] = []
  private readonly openParagraphs: string[] = []
  private skipped = 0
  private runs = 0
  private isText = false
  /** Hidden text is left out, and what is raised or struck out is marked: it is no part of a number. */
  private marks = false
  private isHidden = false

  private readonly xml: string

  constructor(xml: string) {
    this.xml = xml
  }

  readBlocks(): FoundBlock[] {
    this.marks = true
    this.walk()
    return this.order.map((one) => (typeof one === 'string' ? { is: 'text', text: one } : { is: 'table', rows: foundRows(one) }))
  }

  private walk(): void {
    walkXml(this.xml, {
      open: (name, attributes) => this.open(name, attributes),
      close: (name) => this.close(name),
      text: (text) => {
        if (this.isText && !this.skipped) this.add(text)
      }
    })
  }

  read(): WordText {
    this.walk()
    const places = this.tables.reduce((sum, table) => sum + columnsOf(table) * table.rows.length, 0)
    if (places > MOST_PLACES) throw new Error('文件中的表格过大，不是年报')
    let left = MOST_TEXT
    const laid = this.tables.map((table) =>
      layTable(table, (characters) => {
        left -= characters
        if (left < 0) throw new Error('文件中的表格过大，不是年报')
      })
    )
    return { paragraphs: this.paragraphs, tables: laid.map(({ grid }) => grid), widths: laid.map(({ widths }) => widths) }
  }

  private open(name: string, attributes: string): void {
    if (SKIPPED.has(name)) this.skipped++
    if (this.skipped) return
    const table = this.openTables.at(-1)
    const row = table?.rows.at(-1)
    const cell = row?.cells.at(-1)
    if (this.marks && cell && (PICTURES.has(name) || name === 'tbl')) cell.lines.push(PICTURE)
    if (name === 'tbl') this.openTable()
    else if (name === 'gridCol') table?.widths.push(Number(attribute(attributes, 'w')) || 0)
    else if (name === 'tr') table?.rows.push({ skip: 0, cells: [] })
    else if (name === 'gridBefore' && row) row.skip = whole(attribute(attributes, 'val'))
    else if (name === 'tc') row?.cells.push({ lines: [], span: 1, continues: false })
    else if (name === 'gridSpan' && cell) cell.span = Math.max(1, whole(attribute(attributes, 'val')))
    else if (name === 'vMerge' && cell) cell.continues = attribute(attributes, 'val') !== 'restart'
    else if (name === 'p') this.openParagraphs.push('')
    else if (name === 'r') {
      this.runs++
      this.isHidden = false
    } else if (this.marks && this.runs > 0 && MARKS.has(name)) this.mark(name, attribute(attributes, 'val'))
    else if (name === 't') this.isText = true
    else if (this.runs > 0 && !isPageBreak(name, attributes)) this.add(STANDS_FOR[name] ?? '')
  }

  private close(name: string): void {
    if (SKIPPED.has(name)) this.skipped--
    else if (this.skipped) return
    else if (name === 'tbl') this.openTables.pop()
    else if (name === 'p') this.closeParagraph()
    else if (name === 'r') this.runs--
    else if (name === 't') this.isText = false
  }

  private openTable(): void {
    const table = { widths: [], rows: [] }
    this.tables.push(table)
    this.order.push(table)
    this.openTables.push(table)
  }

  private closeParagraph(): void {
    const text = this.openParagraphs.pop() ?? ''
    const cell = this.openTables.at(-1)?.rows.at(-1)?.cells.at(-1)
    if (cell) cell.lines.push(text)
    else if (text.trim()) {
      this.paragraphs.push(text)
      this.order.push(text)
    }
  }

  private mark(name: string, value: string | undefined): void {
    if (value && /^(?:0|false|off|none|baseline)$/.test(value)) return
    if (name === 'position' && Math.abs(Number(value)) <= EVEN) return
    if (name === 'vanish') this.isHidden = true
    else this.add('^')
  }

  private add(text: string): void {
    if (this.isHidden) return
    const i = this.openParagraphs.length - 1
    if (i >= 0) this.openParagraphs[i] += text
  }
}

const STANDS_FOR: Readonly<Record<string, string>> = { br: '\n', cr: '\n', tab: '\t', noBreakHyphen: '-' }

function isPageBreak(name: string, attributes: string): boolean {
  return name === 'br' && /^(?:page|column)$/.test(attribute(attributes, 'type') ?? '')
}

function whole(text: string | undefined): number {
  const number = Number(text)
  return Number.isInteger(number) && number >= 0 && number < 1000 ? number : 0
}

/** Some programs leave columns out of the grid that rows have, others rows shorter than the grid. */
function columnsOf({ widths, rows }: TableRead): number {
  return rows.reduce((most, row) => Math.max(most, row.cells.reduce(endOf, row.skip)), widths.length)
}

function endOf(column: number, { span }: CellRead): number {
  return column + span
}

function layTable(table: TableRead, take: (characters: number) => void): { grid: string[][]; widths: number[] } {
  const { widths, rows } = table
  const columns = columnsOf(table)
  const grid: string[][] = []
  for (const { skip, cells } of rows) {
    const above = grid.at(-1)
    const line: string[] = new Array(columns).fill('')
    let column = skip
    for (const { lines, span, continues } of cells) {
      const text = continues && above ? (above[column] ?? '') : lines.join('\n')
      take(text.length * span)
      line.fill(text, column, column + span)
      column += span
    }
    grid.push(line)
  }
  const hasWidths = widths.some((width) => width >= NARROWEST)
  const isColumn = (_: unknown, column: number) => !hasWidths || (widths[column] ?? NARROWEST) >= NARROWEST
  return { grid: grid.map((line) => line.filter(isColumn)), widths: widths.filter(isColumn) }
}

/** Rows of cells with spans: one that continues the cell above makes that one taller. */
function foundRows({ rows }: TableRead): FoundCell[][] {
  let above = new Map<number, FoundCell>()
  return rows.map(({ skip, cells }) => {
    const line: FoundCell[] = []
    const here = new Map<number, FoundCell>()
    if (skip > 0) line.push({ text: '', colspan: skip, rowspan: 1 })
    let column = skip
    for (const { lines, span, continues } of cells) {
      const upper = continues ? above.get(column) : undefined
      if (upper) upper.rowspan++
      const cell = upper ?? { text: lines.join('\n'), colspan: span, rowspan: 1 }
      if (!upper) line.push(cell)
      here.set(column, cell)
      column += span
    }
    above = here
    return line
  })
}
