import {
  isDictionary,
  type PdfBudget,
  type PdfDictionary,
  type PdfLexer,
  PdfName,
  PdfOperator,
  PdfReference,
  PdfString,
  type PdfValue
} from './pdf-lexer'
import { PdfObjects } from './pdf-objects'

/**
 * The text layer of a tagged PDF: paragraphs and headings in reading order, and each table as rows of the cells its tags
 * name, without positions covered by merged cells. Texts hold no white space, because it depends on line breaks. Artifacts
 * on the margins are left out.
 */
export type PdfText = { paragraphs: string[]; tables: string[][][] }

/**
 * Reads the PDFs we make, also after another program has saved them again. Takes some 5 ms; a general reader takes longer
 * than the typesetting. Throws an Error with a Chinese sentence if the file is no PDF, is broken, or has no tags.
 */
export function readPdf(file: Uint8Array): PdfText {
  const objects = new PdfObjects(file)
  const tree = objects.dictionary(objects.root.StructTreeRoot)
  if (!tree.K) throw new Error('这份 PDF 没有结构标记，无法核对')
  return new StructureReader(objects, objects.dictionary(tree.RoleMap)).read(tree)
}

/** Characters of text in all: one mark may be referenced many times. A report has some hundred thousand. */
const MOST_TEXT = 5_000_000
/** Nesting of marks. */
const MOST_MARKS = 100

class StructureReader {
  private readonly paragraphs: string[] = []
  private readonly tables: string[][][] = []
  /** The texts of a page by their marks, parsed on first use. */
  private readonly pages = new Map<number, Map<number, string>>()
  private readonly fonts = new Map<number, Font>()
  /** Visited set of structure elements: in a tree each is reached once. */
  private readonly opened = new Set<PdfDictionary>()
  private textLeft = MOST_TEXT

  private readonly objects: PdfObjects
  private readonly roles: PdfDictionary

  constructor(objects: PdfObjects, roles: PdfDictionary) {
    this.objects = objects
    this.roles = roles
  }

  read(tree: PdfDictionary): PdfText {
    for (const child of this.childrenOf(tree)) this.readBlock(child)
    return { paragraphs: this.paragraphs, tables: this.tables }
  }

  private readBlock(element: PdfDictionary, depth = 0): void {
    if (depth > 40) throw new Error('文件已损坏，无法读取')
    const role = this.roleOf(element)
    if (role === 'Table')
      this.tables.push(this.findAll(element, /^TR$/).map((row) => this.findAll(row, /^T[HD]$/).map((cell) => this.textOf(cell))))
    else if (/^(?:P|H\d?)$/.test(role)) {
      const text = this.textOf(element)
      if (text) this.paragraphs.push(text)
    } else for (const child of this.childrenOf(element)) this.readBlock(child, depth + 1)
  }

  private roleOf({ S }: PdfDictionary): string {
    const name = S instanceof PdfName ? S.name : ''
    const mapped = this.roles[name]
    return mapped instanceof PdfName ? mapped.name : name
  }

  private childrenOf(element: PdfDictionary): PdfDictionary[] {
    return this.kidsOf(element)
      .filter(isDictionary)
      .filter(({ S }) => S !== undefined)
  }

  /** An element reached twice is shared or its own descendant: refused, or the walk would not end. */
  private kidsOf(element: PdfDictionary): PdfValue[] {
    if (this.opened.has(element)) throw new Error('文件已损坏，无法读取')
    this.opened.add(element)
    return this.objects.array(element.K).map((kid) => this.objects.open(kid))
  }

  private findAll(element: PdfDictionary, role: RegExp, depth = 0): PdfDictionary[] {
    if (depth > 40) return []
    return role.test(this.roleOf(element)) ? [element] : this.childrenOf(element).flatMap((child) => this.findAll(child, role, depth + 1))
  }

  private textOf(element: PdfDictionary, depth = 0): string {
    if (depth > 40) return ''
    const texts = this.kidsOf(element).map((child) => {
      if (typeof child === 'number') return this.markedText(element.Pg, child)
      if (!isDictionary(child)) return ''
      return typeof child.MCID === 'number' ? this.markedText(child.Pg ?? element.Pg, child.MCID) : this.textOf(child, depth + 1)
    })
    return texts.join('').replace(/\s/g, '')
  }

  private markedText(page: PdfValue | undefined, mark: number): string {
    if (!(page instanceof PdfReference)) return ''
    const texts = this.pages.get(page.number) ?? this.readPage(this.objects.dictionary(page))
    this.pages.set(page.number, texts)
    const text = texts.get(mark) ?? ''
    this.textLeft -= text.length
    if (this.textLeft < 0) throw new Error('文件过大，不是年报')
    return text
  }

  /** The texts a page shows, by the number of the mark around each. */
  private readPage(page: PdfDictionary): Map<number, string> {
    const texts = new Map<number, string>()
    const fonts = this.objects.dictionary(this.objects.dictionary(page.Resources).Font)
    const marks: { id: number | undefined; isReplaced: boolean }[] = []
    const contents = this.objects.open(page.Contents)
    const parts = (Array.isArray(contents) ? contents : [page.Contents]).map((part) => this.objects.stream(part))
    const lexer = this.objects.lexer(parts.join('\n'))
    let operands: PdfValue[] = []
    let font: Font | undefined
    const add = (text: string) => {
      const id = marks.findLast((mark) => mark.id !== undefined)?.id
      if (id !== undefined && text) texts.set(id, (texts.get(id) ?? '') + text)
    }
    for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
      if (!(value instanceof PdfOperator)) {
        operands.push(value)
        continue
      }
      const [first, second] = operands
      if (value.word === 'BDC' || value.word === 'BMC') {
        const { MCID, ActualText } = isDictionary(second ?? null) ? (second as PdfDictionary) : {}
        const isReplaced = ActualText instanceof PdfString
        if (marks.length >= MOST_MARKS) throw new Error('文件已损坏，无法读取')
        marks.push({ id: typeof MCID === 'number' ? MCID : undefined, isReplaced })
        if (isReplaced) add(decodeText(ActualText.bytes))
      } else if (value.word === 'EMC') marks.pop()
      else if (value.word === 'Tf') font = first instanceof PdfName ? this.openFont(fonts[first.name]) : undefined
      else if (/^(?:Tj|TJ|'|")$/.test(value.word) && !marks.some(({ isReplaced }) => isReplaced)) {
        const shown = operands.at(-1)
        for (const piece of Array.isArray(shown) ? shown : [shown]) if (piece instanceof PdfString && font) add(font.decode(piece.bytes))
      }
      operands = []
    }
    return texts
  }

  private openFont(reference: PdfValue | undefined): Font | undefined {
    if (!(reference instanceof PdfReference)) return undefined
    const known = this.fonts.get(reference.number)
    if (known) return known
    const { Subtype, ToUnicode } = this.objects.dictionary(reference)
    const font = new Font(
      this.objects.lexer(this.objects.stream(ToUnicode)),
      this.objects.budget,
      Subtype instanceof PdfName && Subtype.name === 'Type0' ? 2 : 1
    )
    this.fonts.set(reference.number, font)
    return font
  }
}

/** What the codes of a font mean. */
class Font {
  private readonly texts = new Map<number, string>()
  private readonly budget: PdfBudget
  private readonly bytes: 1 | 2

  constructor(lexer: PdfLexer, budget: PdfBudget, bytes: 1 | 2) {
    this.budget = budget
    this.bytes = bytes
    let operands: PdfValue[] = []
    for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
      if (!(value instanceof PdfOperator)) {
        operands.push(value)
        continue
      }
      if (value.word === 'endbfchar') this.addEach(operands)
      else if (value.word === 'endbfrange') this.addRanges(operands)
      operands = []
    }
  }

  decode(shown: string): string {
    let text = ''
    for (let i = 0; i + this.bytes <= shown.length; i += this.bytes)
      text += this.texts.get(codeOf(shown.slice(i, i + this.bytes))) ?? '\ufffd'
    return text
  }

  private addEach(operands: readonly PdfValue[]): void {
    for (let i = 0; i + 1 < operands.length; i += 2) {
      const [code, text] = [operands[i], operands[i + 1]]
      if (code instanceof PdfString && text instanceof PdfString) this.texts.set(codeOf(code.bytes), decodeCode(text))
    }
  }

  private addRanges(operands: readonly PdfValue[]): void {
    for (let i = 0; i + 2 < operands.length; i += 3) {
      const [from, to, first] = operands.slice(i, i + 3)
      if (!(from instanceof PdfString && to instanceof PdfString)) continue
      const start = codeOf(from.bytes)
      const count = Math.min(codeOf(to.bytes) - start + 1, 0x10000)
      this.budget.take(Math.max(0, count))
      for (let n = 0; n < count; n++) {
        const text = Array.isArray(first) ? first[n] : first
        if (!(text instanceof PdfString)) continue
        const base = decodeCode(text)
        this.texts.set(
          start + n,
          Array.isArray(first) ? base : base.slice(0, -1) + String.fromCharCode(base.charCodeAt(base.length - 1) + n)
        )
      }
    }
  }
}

/** Bytes a code stands for: a ligature of a few letters. */
const LONGEST_CODE = 32

function decodeCode({ bytes }: PdfString): string {
  return decodeUtf16(bytes.slice(0, LONGEST_CODE))
}

function codeOf(bytes: string): number {
  let code = 0
  for (let i = 0; i < Math.min(bytes.length, 4); i++) code = code * 256 + bytes.charCodeAt(i)
  return code
}

function decodeUtf16(bytes: string): string {
  return (bytes.match(/../gs) ?? []).map((pair) => String.fromCharCode(codeOf(pair))).join('')
}

/** A text outside the pages is UTF-16 if it says so, else Latin. */
function decodeText(bytes: string): string {
  return bytes.startsWith('\xfe\xff') ? decodeUtf16(bytes.slice(2)) : bytes
}
