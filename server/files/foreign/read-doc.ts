import { type FoundBlock, PICTURE } from '@/report/understanding/found'
import type { CompoundFile } from './compound-file'
import { type EdgedCell, layEdges } from './lay-edges'
import { type Properties, type Runs, readRuns } from './word-properties'

/** Characters of a report: some ten thousand. */
const MOST_CHARACTERS = 2_000_000
const MOST_ROWS = 5000
const LONGEST_CODE = 40
const DRAWS = /^\s*(?:EQ|ADVANCE|SYMBOL|=)/i
const MOST_PIECES = 100_000
/** Twentieths of a point. */
const TOLERANCE = 40

/**
 * A Word 97 document (.doc, .wps) as texts and tables in their order. What was deleted with changes tracked, and hidden text,
 * is not read. Throws Chinese sentences.
 */
export function readDoc({ stream }: CompoundFile): FoundBlock[] {
  const main = stream('WordDocument')
  if (!main || main.length < 0x1aa) throw broken()
  const view = viewOf(main)
  const flags = view.getUint16(0x0a, true)
  if (flags & 0x0100) throw new Error('文件已加密，请去掉密码后再试')
  const table = stream(flags & 0x0200 ? '1Table' : '0Table')
  if (!table || view.getUint16(0, true) !== 0xa5ec) throw new Error('这是很旧的 Word 文件，请在 Word 或 WPS 中另存为 .docx 后再试')
  const part = (at: number) => {
    const [from, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)]
    return from + length <= table.length ? table.subarray(from, from + length) : new Uint8Array()
  }
  const data = stream('Data') ?? new Uint8Array()
  const paragraphs = readRuns(main, part(0x102), 13, data)
  const characters = readRuns(main, part(0xfa), 1, data)
  return new DocReader(paragraphs, characters).read(main, part(0x1a2), view.getUint32(0x4c, true))
}

class DocReader {
  private readonly blocks: FoundBlock[] = []
  private text = ''
  private lines: string[] = []
  private cells: string[] = []
  private rows: EdgedCell[][] = []
  /** Fields that are open; what they were made from is not text. */
  private readonly fields: { isCode: boolean; code: string }[] = []

  private readonly paragraphs: Runs
  private readonly characters: Runs

  constructor(paragraphs: Runs, characters: Runs) {
    this.paragraphs = paragraphs
    this.characters = characters
  }

  /** `length`: characters of the main text; notes and headers follow it. */
  read(main: Uint8Array, clx: Uint8Array, length: number): FoundBlock[] {
    if (length > MOST_CHARACTERS) throw new Error('文件中的内容过多，不是年报')
    for (const { count, at, isNarrow } of piecesOf(clx, length)) {
      const size = isNarrow ? 1 : 2
      if (at + count * size > main.length) throw broken()
      const text = new TextDecoder(isNarrow ? 'windows-1252' : 'utf-16le').decode(main.subarray(at, at + count * size))
      for (let i = 0; i < text.length; i++) this.take(text[i] as string, at + i * size)
    }
    this.endParagraph()
    this.endTable()
    return this.blocks
  }

  private take(sign: string, at: number): void {
    const code = sign.charCodeAt(0)
    if (code === 0x13) this.fields.push({ isCode: true, code: '' })
    else if (code === 0x14) {
      const field = this.fields.at(-1)
      if (field) field.isCode = false
    } else if (code === 0x15) this.endField()
    else if (code === 0x07) this.endCell(this.paragraphs.at(at))
    else if (code === 0x0d) {
      const { isInTable } = this.paragraphs.at(at)
      if (isInTable) this.endLine()
      else this.endParagraph()
    } else if (this.fields.some(({ isCode }) => isCode)) {
      const field = this.fields.at(-1)
      if (field && field.code.length < LONGEST_CODE) field.code += sign
    } else if (this.characters.at(at).isHidden) return
    else if (code === 0x01 || code === 0x08) this.text += PICTURE
    else if (code === 0x0b || code === 0x0c) this.text += '\n'
    else if (code === 0x1e) this.text += '-'
    else if (code === 0x09 || code >= 0x20) this.text += (this.characters.at(at).isMarked ? '^' : '') + sign
  }

  /** Some fields draw what they say, and have no text. */
  private endField(): void {
    const field = this.fields.pop()
    if (field?.isCode && DRAWS.test(field.code)) this.text += PICTURE
  }

  private endLine(): void {
    this.lines.push(this.text)
    this.text = ''
  }

  private endCell({ isRowEnd, row }: Properties): void {
    if (!isRowEnd) {
      this.endLine()
      if (this.cells.length < 100) this.cells.push(this.lines.join('\n'))
      this.lines = []
      return
    }
    const out: EdgedCell[] = []
    this.cells.forEach((text, i) => {
      const cell = row?.cells[i]
      const [left, right] = [row?.edges[i] ?? i * 1000, row?.edges[i + 1] ?? (i + 1) * 1000]
      const last = out.at(-1)
      if (cell?.merges && last) {
        last.right = right
        last.text += text
      } else out.push({ text, left, right, continues: cell?.continues })
    })
    this.cells = []
    this.text = ''
    if (this.rows.length < MOST_ROWS) this.rows.push(out)
  }

  private endParagraph(): void {
    this.endLine()
    const text = this.lines.join('\n')
    this.lines = []
    this.endTable()
    if (text.trim()) this.blocks.push({ is: 'text', text })
  }

  private endTable(): void {
    if (this.rows.length > 0) this.blocks.push({ is: 'table', rows: layEdges(this.rows, TOLERANCE) })
    this.rows = []
  }
}

/** Where the text lies in the file, piece by piece. */
function piecesOf(clx: Uint8Array, length: number): { count: number; at: number; isNarrow: boolean }[] {
  const view = viewOf(clx)
  let at = 0
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + view.getUint16(at + 1, true)
  if (at + 5 > clx.length || clx[at] !== 2) throw broken()
  const size = view.getUint32(at + 1, true)
  const from = at + 5
  const pieces = Math.floor((size - 4) / 12)
  if (from + size > clx.length || pieces < 0 || pieces > MOST_PIECES) throw broken()
  const out: { count: number; at: number; isNarrow: boolean }[] = []
  for (let i = 0; i < pieces; i++) {
    const [start, end] = [view.getUint32(from + i * 4, true), Math.min(view.getUint32(from + i * 4 + 4, true), length)]
    const fc = view.getUint32(from + (pieces + 1) * 4 + i * 8 + 2, true)
    const isNarrow = (fc & 0x40000000) !== 0
    const place = fc & 0x3fffffff
    if (end > start) out.push({ count: end - start, at: isNarrow ? place / 2 : place, isNarrow })
  }
  if (out.reduce((sum, { count }) => sum + count, 0) > MOST_CHARACTERS) throw broken()
  return out
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

function broken(): Error {
  return new Error('文件已损坏，无法读取')
}
