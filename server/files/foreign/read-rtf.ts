import { type FoundBlock, PICTURE } from '@/report/understanding/found'
import { EVEN } from '@/server/files/word/read-word'
import { type EdgedCell, layEdges } from './lay-edges'

/** Groups whose text is not the document's. */
const SKIPPED = new Set(
  'fonttbl colortbl stylesheet listtable listoverridetable info pict object header footer headerl headerr headerf footerl footerr footerf footnote annotation filetbl revtbl rsidtbl generator datastore themedata latentstyles xmlnstbl fldinst nonshppict bkmkstart bkmkend pgdsctbl'.split(
    ' '
  )
)
const CHARSETS: Readonly<Record<number, string>> = { 0: 'ansi', 1: 'ansi', 128: 'shift_jis', 134: 'gb18030', 136: 'big5' }
/** Groups that show something and hold no text of the document. */
const DRAWN = new Set(['pict', 'object', 'shpinst', 'shppict', 'do', 'mmath', 'moMath'])
const DEEPEST = 500
const MOST_ROWS = 5000
/** Twentieths of a point. */
const TOLERANCE = 40
const BESIDE = 1000

type State = { skipped: boolean; isStarred?: boolean; uc: number; font: number; isFonts: boolean; isHidden?: boolean }
type Cell = { right: number; merges: boolean; continues: boolean }

const STANDS_FOR: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emdash: '—',
  endash: '–',
  bullet: '•',
  emspace: ' ',
  enspace: ' '
}

/** An .rtf as texts and tables in their order, a row of a table by the places at which its cells end. */
export function readRtf(file: Uint8Array): FoundBlock[] {
  return new RtfReader(Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1')).read()
}

class RtfReader {
  private readonly blocks: FoundBlock[] = []
  private readonly charsets = new Map<number, string>()
  private ansi = 'windows-1252'
  private state: State = { skipped: false, uc: 1, font: 0, isFonts: false }
  private readonly stack: State[] = []
  private text = ''
  private bytes: number[] = []
  private cells: string[] = []
  private lines: string[] = []
  private defined: Cell[] = []
  private open: { merges: boolean; continues: boolean } = { merges: false, continues: false }
  private left = 0
  private rows: EdgedCell[][] = []
  private isInTable = false
  private isNested = false

  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  read(): FoundBlock[] {
    const { source } = this
    const control = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giy
    let skip = 0
    for (let match = control.exec(source); match; match = control.exec(source)) {
      const [, word, number, hex, symbol, brace, plain] = match
      // Nothing stands for a character beyond the end of a group: the next one would be lost.
      if (brace) skip = 0
      if (brace === '{') this.enter()
      else if (brace === '}') this.leave()
      else if (word && skip > 0 && STANDS_FOR[word]) skip--
      else if (word) {
        const code = number === undefined ? undefined : Number(number)
        if (word === 'u' && code !== undefined) {
          this.add(String.fromCharCode(code < 0 ? code + 65536 : code & 0xffff))
          skip = this.state.uc
          continue
        }
        // An equation field draws what it says, and has no text.
        if (word === 'fldinst' && /^[\s{}]*(?:\\[a-z\d]+\s*)*EQ\b/.test(source.slice(control.lastIndex, control.lastIndex + 60)))
          this.show()
        if (word === 'bin') control.lastIndex += Math.max(0, code ?? 0)
        else this.obey(word, code)
        skip = 0
      } else if (hex) {
        if (skip > 0) skip--
        else this.addByte(Number.parseInt(hex, 16))
      } else if (symbol && skip > 0 && symbol !== '*') skip--
      else if (symbol) {
        if (symbol === '*') {
          if (!this.state.skipped) this.state.isStarred = true
          this.state.skipped = true
        } else if (symbol === '~') this.add('\u00a0')
        else if (symbol === '_') this.add('-')
        // May be the second byte of a character.
        else if (/[\\{}]/.test(symbol)) this.addByte(symbol.charCodeAt(0))
      } else if (plain) {
        const rest = plain.slice(skip)
        skip = Math.max(0, skip - plain.length)
        for (const sign of rest) this.addByte(sign.charCodeAt(0))
      }
    }
    this.endParagraph()
    this.endTable()
    return this.blocks
  }

  private enter(): void {
    this.flush()
    if (this.stack.length >= DEEPEST) throw new Error('文件已损坏，无法读取')
    this.stack.push({ ...this.state })
    this.state.isStarred = false
  }

  private leave(): void {
    this.flush()
    this.state = this.stack.pop() ?? this.state
  }

  private obey(word: string, code: number | undefined): void {
    const { state } = this
    if (word !== 'f' && word !== 'fcharset') this.flush()
    if (word === 'fonttbl') state.isFonts = true
    if (DRAWN.has(word)) this.show()
    state.isStarred = false
    if (SKIPPED.has(word)) state.skipped = true
    else if (word === 'uc') state.uc = Math.min(code ?? 1, 10)
    else if (word === 'ansicpg') this.ansi = code === 936 ? 'gb18030' : code === 950 ? 'big5' : 'windows-1252'
    else if (word === 'f') {
      this.flush()
      state.font = code ?? 0
    } else if (word === 'fcharset') {
      if (state.isFonts) this.charsets.set(state.font, CHARSETS[code ?? 0] ?? 'ansi')
    } else if (state.skipped) return
    else if (word === 'deleted' || word === 'v') state.isHidden = code !== 0
    else if (word === 'plain') state.isHidden = false
    else if (/^(?:super|sub|strike)$/.test(word) && code !== 0) this.add('^')
    else if (/^(?:up|dn)$/.test(word) && Math.abs(code ?? 6) > EVEN) this.add('^')
    else if (STANDS_FOR[word]) this.add(STANDS_FOR[word] as string)
    else this.obeyTable(word, code)
  }

  private obeyTable(word: string, code: number | undefined): void {
    if (word === 'trowd') {
      this.defined = []
      this.left = 0
      this.open = { merges: false, continues: false }
    } else if (word === 'trleft') this.left = code ?? 0
    else if (word === 'clmrg') this.open.merges = true
    else if (word === 'clvmrg') this.open.continues = true
    else if (word === 'cellx') {
      if (this.defined.length < 100) this.defined.push({ right: code ?? 0, ...this.open })
      this.open = { merges: false, continues: false }
    } else if (word === 'intbl') this.isInTable = true
    else if (word === 'pard') this.isInTable = false
    else if (word === 'itap') this.isNested = (code ?? 0) > 1
    else if (word === 'par' || word === 'sect' || word === 'page') {
      if (this.isInTable || this.cells.length > 0) this.endLine()
      else this.endParagraph()
    } else if (word === 'nestcell' || word === 'nestrow') this.endLine()
    else if (word === 'cell') this.endCell()
    else if (word === 'row') this.endRow()
  }

  private endLine(): void {
    this.flush()
    this.lines.push(this.text)
    this.text = ''
  }

  private endCell(): void {
    this.endLine()
    if (this.cells.length < 100) this.cells.push(this.lines.join('\n'))
    this.lines = []
  }

  private endRow(): void {
    let left = this.left
    const row: EdgedCell[] = []
    // Cells beyond those that have a place are put beside the last, so that none is lost.
    const missing = this.cells
      .slice(this.defined.length)
      .map((_, i) => ({ right: this.lastRight() + (i + 1) * BESIDE, merges: false, continues: false }))
    ;[...this.defined, ...missing].forEach(({ right, merges, continues }, i) => {
      const text = this.cells[i] ?? ''
      const last = row.at(-1)
      if (merges && last) {
        last.right = right
        last.text += text
      } else row.push({ text, left, right, continues })
      left = right
    })
    this.cells = []
    if (this.rows.length < MOST_ROWS) this.rows.push(row)
  }

  private lastRight(): number {
    return this.defined.at(-1)?.right ?? this.left
  }

  private endParagraph(): void {
    this.endLine()
    const text = this.lines.join('\n')
    this.lines = []
    if (!this.isNested) this.endTable()
    if (text.trim()) this.blocks.push({ is: 'text', text })
  }

  private endTable(): void {
    if (this.rows.length > 0) this.blocks.push({ is: 'table', rows: layEdges(this.rows, TOLERANCE) })
    this.rows = []
  }

  /** Something that is shown and is no text, also in a group whose text is skipped. */
  private show(): void {
    this.flush()
    if (!this.state.skipped || this.state.isStarred) this.text += PICTURE
  }

  private add(text: string): void {
    this.flush()
    if (!this.state.skipped && !this.state.isHidden) this.text += text
  }

  private addByte(byte: number): void {
    if (this.state.skipped || this.state.isHidden) return
    this.bytes.push(byte)
  }

  /** Bytes wait for each other: a character may be two of them, written in different ways. */
  private flush(): void {
    if (this.bytes.length === 0) return
    const charset = this.charsets.get(this.state.font) ?? 'ansi'
    this.text += new TextDecoder(charset === 'ansi' ? this.ansi : charset).decode(Uint8Array.from(this.bytes))
    this.bytes = []
  }
}
