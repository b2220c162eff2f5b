import { inflateSync } from 'node:zlib'
import { MOST_BYTES, tooLarge } from '@/server/base/reader-limits'
import { broken, isDictionary, PdfBudget, type PdfDictionary, PdfLexer, PdfName, PdfReference, type PdfValue } from './pdf-lexer'

/** All streams together, as often as each is asked for. */
const MAX_UNPACKED = 60 * 1024 * 1024
const MAX_OBJECTS = 200_000
/** Filters on one stream: a stream that unpacks to itself must not be unpacked for ever. */
const MAX_FILTERS = 4
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
