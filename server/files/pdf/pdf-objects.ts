import { inflateSync } from 'node:zlib'
import { MOST_BYTES, tooLarge } from '@/server/base/reader-limits'

export type PdfValue = number | boolean | null | PdfName | PdfString | PdfReference | PdfOperator | PdfValue[] | PdfDictionary
export type PdfDictionary = { [key: string]: PdfValue }

export class PdfName {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}
/** Latin-1: one character for each byte. */
export class PdfString {
  readonly bytes: string

  constructor(bytes: string) {
    this.bytes = bytes
  }
}
export class PdfReference {
  readonly number: number

  constructor(number: number) {
    this.number = number
  }
}
/** A word that is not a value: `BT`, `Tj`, `endobj`. */
export class PdfOperator {
  readonly word: string

  constructor(word: string) {
    this.word = word
  }
}

/** All streams together, as often as each is asked for. */
const MAX_UNPACKED = 60 * 1024 * 1024
const MAX_DEPTH = 60
const MAX_OBJECTS = 200_000
/** Filters on one stream: a stream that unpacks to itself must not be unpacked for ever. */
const MAX_FILTERS = 4
/** The budget for parsing a file: a value costs 1, so do sixteen characters. A report of 100,000 characters takes half a million. */
const MAX_STEPS = 2_000_000

/** The budget that is left; every loop over the file's content takes from it. */
export class PdfBudget {
  private left = MAX_STEPS

  take(steps: number): void {
    this.left -= steps
    if (this.left < 0) throw new Error('文件过大，不是年报')
  }
}

/**
 * The objects of a PDF, read when they are asked for. Throws Chinese sentences: for a file that is none, is broken, is
 * encrypted or unpacks to more than a report can be.
 */
export class PdfObjects {
  private readonly bytes: Uint8Array
  private readonly file: string
  private readonly places = new Map<number, number>()
  private readonly packed = new Map<number, PdfValue>()
  private readonly known = new Map<number, PdfValue>()
  /** The end offset of each top-level object, where its stream begins, if it has one. */
  private readonly ends = new Map<number, number>()
  readonly budget = new PdfBudget()
  private unpacked = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    if (bytes.length > MOST_BYTES) throw tooLarge()
    this.file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    if (!this.file.startsWith('%PDF-')) throw new Error('不是 PDF 文件，请上传从公布页下载的文件')
    // The last object with a number wins: incremental updates append the new version.
    for (const found of this.file.matchAll(/(?<![0-9])(\d{1,9}) \d{1,5} obj\b/g)) {
      this.places.set(Number(found[1]), found.index)
      if (this.places.size > MAX_OBJECTS) throw new Error('文件过大，不是年报')
    }
    if (/\/Encrypt\b/.test(this.file)) throw new Error('文件已加密，请去掉密码后再试')
    if (this.file.includes('/ObjStm')) this.unpackObjects()
  }

  /** The catalog: where everything begins. */
  get root(): PdfDictionary {
    const word = /\/Root (\d{1,9}) \d{1,5} R/y
    for (let at = this.file.lastIndexOf('/Root '); at >= 0; at = at > 0 ? this.file.lastIndexOf('/Root ', at - 1) : -1) {
      word.lastIndex = at
      const found = word.exec(this.file)
      if (found) return this.dictionary(new PdfReference(Number(found[1])))
    }
    return {}
  }

  /** The value itself, or the object a reference stands for; null if there is none. */
  open(value: PdfValue | undefined): PdfValue {
    if (!(value instanceof PdfReference)) return value ?? null
    const known = this.known.get(value.number) ?? this.packed.get(value.number)
    if (known !== undefined) return known
    const at = this.places.get(value.number)
    if (at === undefined) return null
    const lexer = this.lexer(this.file, this.file.indexOf('obj', at) + 3)
    const read = lexer.next() ?? null
    this.known.set(value.number, read)
    this.ends.set(value.number, lexer.at)
    return read
  }

  dictionary(value: PdfValue | undefined): PdfDictionary {
    const found = this.open(value)
    return isDictionary(found) ? found : {}
  }

  array(value: PdfValue | undefined): PdfValue[] {
    const found = this.open(value)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  }

  /** The unpacked bytes of a stream as text, one character for each. */
  stream(value: PdfValue | undefined): string {
    if (!(value instanceof PdfReference)) return ''
    const dictionary = this.open(value)
    const end = this.ends.get(value.number)
    if (!isDictionary(dictionary) || end === undefined) return ''
    const start = this.lexer(this.file, end).streamStart()
    if (start === undefined) return ''
    const length = Number(this.open(dictionary.Length))
    const data = this.bytes.subarray(start, start + length)
    const filters = this.array(dictionary.Filter)
    if (filters.length > MAX_FILTERS) throw new Error('文件的压缩方式无法读取')
    // Many pages may refer to one stream, so uncompressed bytes count as well.
    this.unpacked += data.length
    if (this.unpacked > MAX_UNPACKED) throw new Error('文件解压后过大，已停止读取')
    const names = filters.map((filter) => (filter instanceof PdfName ? filter.name : ''))
    return Buffer.from(names.reduce((part, filter) => this.unpack(part, filter), data)).toString('latin1')
  }

  /** A parser over a text; all parsers of a file share its budget. */
  lexer(text: string, at = 0): PdfLexer {
    return new PdfLexer(text, this.budget, at)
  }

  private unpack(data: Uint8Array, filter: string): Uint8Array {
    if (filter !== 'FlateDecode') throw new Error('文件的压缩方式无法读取')
    try {
      const inflated = inflateSync(data, { maxOutputLength: MAX_UNPACKED - this.unpacked })
      this.unpacked += inflated.length
      return inflated
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new Error('文件解压后过大，已停止读取')
      throw broken()
    }
  }

  /** Programs that save a PDF again pack its objects into streams. */
  private unpackObjects(): void {
    for (const number of [...this.places.keys()]) {
      const { Type, N, First } = this.dictionary(new PdfReference(number))
      if (!(Type instanceof PdfName && Type.name === 'ObjStm')) continue
      const text = this.stream(new PdfReference(number))
      const heads = this.lexer(text)
      for (let i = 0; i < Number(N); i++) {
        const [packed, offset] = [heads.next(), heads.next()]
        if (typeof packed !== 'number' || typeof offset !== 'number') break
        const value = this.lexer(text, Number(First) + offset).next()
        if (value !== undefined) this.packed.set(packed, value)
      }
    }
  }
}

export function isDictionary(value: PdfValue): value is PdfDictionary {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const REFERENCE = /(\d{1,9})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y

/** Reads values one after another: of an object, or of the operators that draw a page. */
export class PdfLexer {
  at: number
  private readonly text: string
  private readonly budget: PdfBudget

  constructor(text: string, budget: PdfBudget, at = 0) {
    this.text = text
    this.budget = budget
    this.at = at
  }

  /** Undefined at the end. */
  next(depth = 0): PdfValue | undefined {
    if (depth > MAX_DEPTH) throw broken()
    const from = this.at
    const value = this.read(depth)
    // The nested values were counted already.
    const isInside = Array.isArray(value) || isDictionary(value ?? null)
    this.budget.take(isInside ? 1 : 1 + Math.floor((this.at - from) / 16))
    return value
  }

  /** Where the bytes of a stream begin, if the word stands here. */
  streamStart(): number | undefined {
    this.skipSpace()
    return this.match(/stream\r?\n/y) ? this.at : undefined
  }

  private read(depth: number): PdfValue | undefined {
    this.skipSpace()
    const mark = this.text[this.at]
    if (mark === undefined) return undefined
    if (mark === '/') return this.name()
    if (mark === '(') return this.literal()
    if (mark === '[') return this.list(']', depth)
    if (mark === '<') return this.text[this.at + 1] === '<' ? this.pairs(depth) : this.hexadecimal()
    const reference = this.match(REFERENCE)
    if (reference) return new PdfReference(Number(reference[1]))
    const number = this.match(NUMBER)
    if (number) return Number(number[0])
    const word = this.word()
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (word === undefined) this.at++
    return new PdfOperator(word ?? mark)
  }

  /** White space, and comments up to the end of their line. */
  private skipSpace(): void {
    const from = this.at
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code === 0 || code === 9 || code === 10 || code === 12 || code === 13 || code === 32) this.at++
      else if (code === PERCENT) {
        while (this.at < this.text.length && this.text[this.at] !== '\n' && this.text[this.at] !== '\r') this.at++
      } else break
    }
    this.budget.take(Math.floor((this.at - from) / 16))
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }

  private word(): string | undefined {
    const from = this.at
    WORD.lastIndex = from
    if (!WORD.test(this.text)) return undefined
    this.at = WORD.lastIndex
    return this.text.slice(from, this.at)
  }

  private name(): PdfName {
    this.at++
    const name = this.word() ?? ''
    if (!name.includes('#')) return new PdfName(name)
    return new PdfName(name.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))))
  }

  private hexadecimal(): PdfString {
    const end = this.text.indexOf('>', this.at)
    if (end < 0) throw broken()
    const inside = this.text.slice(this.at + 1, end)
    const digits = /\s/.test(inside) ? inside.replace(/\s/g, '') : inside
    this.budget.take(STEPS_OF_BYTES)
    this.at = end + 1
    return new PdfString(Buffer.from(digits, 'hex').toString('latin1'))
  }

  private literal(): PdfString {
    const pieces: string[] = []
    let [depth, from] = [1, ++this.at]
    for (;;) {
      MARK.lastIndex = this.at
      const at = MARK.exec(this.text)?.index
      if (at === undefined) throw broken()
      this.at = at + 1
      if (this.text[at] === '(') depth++
      else if (this.text[at] === '\\') {
        this.budget.take(STEPS_OF_ESCAPE)
        pieces.push(this.text.slice(from, at), this.escaped())
        from = this.at
      } else if (--depth === 0) {
        pieces.push(this.text.slice(from, at))
        return new PdfString(pieces.join(''))
      }
    }
  }

  /** An escape sequence after the backslash. */
  private escaped(): string {
    const octal = this.match(OCTAL)?.[0]
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    const mark = this.text[this.at++] ?? ''
    return ESCAPES[mark] ?? mark
  }

  private list(end: string, depth: number): PdfValue[] {
    this.at += end.length
    const items: PdfValue[] = []
    for (;;) {
      this.skipSpace()
      if (this.at >= this.text.length) throw broken()
      if (this.text.startsWith(end, this.at)) break
      const item = this.next(depth + 1)
      if (item !== undefined) items.push(item)
    }
    this.at += end.length
    return items
  }

  private pairs(depth: number): PdfDictionary {
    const items = this.list('>>', depth)
    const dictionary: PdfDictionary = Object.create(null)
    for (let i = 0; i + 1 < items.length; i += 2) {
      const key = items[i]
      if (key instanceof PdfName) dictionary[key.name] = items[i + 1] as PdfValue
    }
    return dictionary
  }
}

const PERCENT = 0x25
const MARK = /[\\()]/g
const OCTAL = /[0-7]{1,3}/y
const STEPS_OF_ESCAPE = 4
const STEPS_OF_BYTES = 1

function broken(): Error {
  return new Error('文件已损坏，无法读取')
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }
