// The syntax of a PDF: text to values. What the values refer to is `pdf-objects.ts`.

export type PdfValue = number | boolean | null | PdfName | PdfString | PdfReference | PdfOperator | PdfValue[] | PdfDictionary
export type PdfDictionary = { [key: string]: PdfValue }

/** `/Name` */
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
/** `12 0 R`: the object with this number. */
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

const MAX_DEPTH = 60
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

/** A dictionary is an object without a prototype; names, strings and references are of classes. */
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

/** The sentence for a file that does not follow the grammar. */
export function broken(): Error {
  return new Error('文件已损坏，无法读取')
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }
