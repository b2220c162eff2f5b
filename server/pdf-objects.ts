import { inflateSync } from 'node:zlib'

export type PdfValue = number | boolean | null | PdfName | PdfString | PdfReference | PdfOperator | PdfValue[] | PdfDictionary
export type PdfDictionary = { [key: string]: PdfValue }

export class PdfName {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}
/** One character for each byte. */
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

const MAX_FILE = 20 * 1024 * 1024
const MAX_UNPACKED = 60 * 1024 * 1024
const MAX_DEPTH = 60
/** Values read in all; a report of 100,000 characters takes half a million. */
const MAX_VALUES = 4_000_000

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
  private readonly budget = { left: MAX_VALUES }
  private unpacked = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    if (bytes.length > MAX_FILE) throw new Error(`文件过大，最多 ${MAX_FILE / 1024 / 1024} MB`)
    this.file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    if (!this.file.startsWith('%PDF-')) throw new Error('不是 PDF 文件')
    // The last object of a number counts: a file that was changed carries the new one at its end.
    for (const found of this.file.matchAll(/(?<![0-9])(\d{1,9}) \d{1,5} obj\b/g)) this.places.set(Number(found[1]), found.index)
    if (/\/Encrypt\b/.test(this.file)) throw new Error('文件已加密，请去掉密码后再试')
    if (this.file.includes('/ObjStm')) this.unpackObjects()
  }

  /** The catalog: where everything begins. */
  get root(): PdfDictionary {
    const found = [...this.file.matchAll(/\/Root (\d{1,9}) \d{1,5} R/g)].at(-1)
    return this.dictionary(found ? new PdfReference(Number(found[1])) : null)
  }

  /** The value itself, or the object a reference stands for; null if there is none. */
  open(value: PdfValue | undefined): PdfValue {
    if (!(value instanceof PdfReference)) return value ?? null
    const known = this.known.get(value.number) ?? this.packed.get(value.number)
    if (known !== undefined) return known
    const at = this.places.get(value.number)
    const read = at === undefined ? null : (this.lexer(this.file, this.file.indexOf('obj', at) + 3).next() ?? null)
    this.known.set(value.number, read)
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
    const at = this.places.get(value.number)
    if (at === undefined) return ''
    const lexer = this.lexer(this.file, this.file.indexOf('obj', at) + 3)
    const head = lexer.next()
    if (!isDictionary(head ?? null)) return ''
    const dictionary = head as PdfDictionary
    const word = /\s*stream\r?\n/y
    word.lastIndex = lexer.at
    if (!word.test(this.file)) return ''
    const length = Number(this.open(dictionary.Length))
    const data = this.bytes.subarray(word.lastIndex, word.lastIndex + length)
    const filters = this.array(dictionary.Filter).map((filter) => (filter instanceof PdfName ? filter.name : ''))
    return Buffer.from(filters.reduce((part, filter) => this.unpack(part, filter), data)).toString('latin1')
  }

  /** Reads a text; all readers of a file share what may be read of it. */
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
      throw new Error('文件已损坏，无法读取')
    }
  }

  /** Programs that save a PDF again pack its objects into streams. */
  private unpackObjects(): void {
    for (const number of [...this.places.keys()]) {
      const { Type, N, First } = this.dictionary(new PdfReference(number))
      if (!(Type instanceof PdfName && Type.name === 'ObjStm')) continue
      const text = this.stream(new PdfReference(number))
      const heads = text.slice(0, Number(First)).trim().split(/\s+/).map(Number)
      for (let i = 0; i < Math.min(Number(N), heads.length / 2); i++) {
        const value = this.lexer(text, Number(First) + (heads[2 * i + 1] ?? 0)).next()
        if (value !== undefined) this.packed.set(heads[2 * i] ?? -1, value)
      }
    }
  }
}

export function isDictionary(value: PdfValue): value is PdfDictionary {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const REFERENCE = /(\d{1,9})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y

/** Reads values one after another: of an object, or of the operators that draw a page. */
export class PdfLexer {
  at: number
  private readonly text: string
  private readonly budget: { left: number }

  constructor(text: string, budget: { left: number }, at = 0) {
    this.text = text
    this.budget = budget
    this.at = at
  }

  /** Undefined at the end. */
  next(depth = 0): PdfValue | undefined {
    if (depth > MAX_DEPTH) throw new Error('文件已损坏，无法读取')
    if (this.budget.left-- <= 0) throw new Error('文件过大，不是年报')
    this.match(SPACE)
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
    const word = this.match(WORD)?.[0]
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (word === undefined) this.at++
    return new PdfOperator(word ?? mark)
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }

  private name(): PdfName {
    this.at++
    const name = this.match(WORD)?.[0] ?? ''
    return new PdfName(name.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))))
  }

  private hexadecimal(): PdfString {
    const end = this.text.indexOf('>', this.at)
    const digits = this.text.slice(this.at + 1, end < 0 ? undefined : end).replace(/\s/g, '')
    this.at = end < 0 ? this.text.length : end + 1
    return new PdfString(Buffer.from(digits, 'hex').toString('latin1'))
  }

  private literal(): PdfString {
    let [depth, bytes] = [0, '']
    for (; this.at < this.text.length; this.at++) {
      const mark = this.text[this.at] as string
      if (mark === '\\') bytes += this.escaped()
      else {
        if (mark === '(' && depth++ === 0) continue
        if (mark === ')' && --depth === 0) break
        bytes += mark
      }
    }
    this.at++
    return new PdfString(bytes)
  }

  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))?.[0]
    this.at += octal?.length ?? 1
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    const mark = this.text[this.at] ?? ''
    return ESCAPES[mark] ?? mark
  }

  private list(end: string, depth: number): PdfValue[] {
    this.at += end.length
    const items: PdfValue[] = []
    for (;;) {
      this.match(SPACE)
      if (this.at >= this.text.length || this.text.startsWith(end, this.at)) break
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

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }
