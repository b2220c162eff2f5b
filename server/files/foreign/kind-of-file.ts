import { openZip } from '@/server/files/xml/unzip'
import { openCompound } from './compound-file'

/** What can be read of a file, told by its first bytes and never by its name. */
export type ForeignKind = 'docx' | 'xlsx' | 'odt' | 'doc' | 'rtf' | 'pdf' | 'html' | 'mht' | 'json' | 'text'

const startsWith = (file: Uint8Array, ...bytes: number[]) => bytes.every((byte, i) => file[i] === byte)
const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0))

/** The kind of a file. Throws a Chinese sentence that says what to do with one that cannot be read. */
export function kindOfFile(file: Uint8Array): ForeignKind {
  if (file.length === 0) throw new Error('文件是空的，请重新选择文件')
  if (startsWith(file, 0x50, 0x4b)) return kindOfZip(file)
  if (startsWith(file, 0xd0, 0xcf, 0x11, 0xe0)) return kindOfCompound(file)
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, 4096)).toString('latin1')
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf'
  if (head.trimStart().startsWith('{\\rtf')) return 'rtf'
  if (IMAGES.some((bytes) => startsWith(file, ...bytes)) || /^....ftyp(?:heic|heix|mif1|avif)/s.test(head) || /^RIFF....WEBP/s.test(head))
    throw new Error('这是图片，读不出文字，请改用 Word、Excel、文字版 PDF 或网页文件，或直接在表中填写')
  if (ARCHIVES.some((bytes) => startsWith(file, ...bytes))) throw new Error('这是压缩包，请先解压，再选择其中的年报文件')
  return kindOfText(file, head)
}

const IMAGES = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], ascii('GIF8'), ascii('BM'), [0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a]]
const ARCHIVES = [ascii('Rar!'), [0x37, 0x7a, 0xbc, 0xaf], [0x1f, 0x8b], ascii('BZh'), [0xfd, 0x37, 0x7a, 0x58, 0x5a]]

function kindOfZip(file: Uint8Array): ForeignKind {
  const open = openZip(file)
  const text = (name: string) => {
    const part = open(name)
    return part && Buffer.from(part.buffer, part.byteOffset, Math.min(part.length, 4096)).toString('utf8')
  }
  const type = text('mimetype')
  if (type?.startsWith('application/vnd.oasis.opendocument.text')) return 'odt'
  if (type?.startsWith('application/vnd.oasis.opendocument'))
    throw new Error('这种 OpenDocument 文件不能读取，请另存为 .xlsx 或 .docx 后再试')
  if (open('OFD.xml')) throw new Error('OFD 文件不能读取，请用阅读软件另存为 PDF 或 Word 后再试')
  const relations = text('_rels/.rels')
  if (relations === undefined) throw new Error('这是压缩包，请先解压，再选择其中的年报文件')
  const main = /Target\s*=\s*["'][^"']*?\b(word|xl|ppt)\//.exec(relations)?.[1]
  if (main === 'ppt') throw new Error('这是演示文稿，不能读取，请改用 Word、Excel 或文字版 PDF')
  if (main === 'xl' || (!main && open('xl/workbook.xml'))) return 'xlsx'
  return 'docx'
}

function kindOfCompound(file: Uint8Array): ForeignKind {
  const { names } = openCompound(file)
  if (names.includes('EncryptedPackage')) throw new Error('文件已加密，请用密码打开、去掉密码另存后再试')
  if (names.includes('WordDocument')) return 'doc'
  if (names.includes('Workbook') || names.includes('Book'))
    throw new Error('这是旧版 .xls 文件，请在 Excel 或 WPS 中另存为 .xlsx，或复制表格粘贴')
  throw new Error('这种文件不能读取，请在 Word 或 WPS 中另存为 .docx 后再试')
}

/** Controls that no text holds, unless it is UTF-16. */
const BINARY = /[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/

function kindOfText(file: Uint8Array, head: string): ForeignKind {
  const isWide = startsWith(file, 0xff, 0xfe) || startsWith(file, 0xfe, 0xff) || (head.match(/\0/g)?.length ?? 0) > head.length / 10
  const plain = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '')
  if (!isWide && (head.includes('\0') || BINARY.test(head))) throw new Error('文件无法识别，请改用 Word、Excel、文字版 PDF 或网页文件')
  const start = plain.trimStart()
  if (/<\?mso-application progid="Word\.Document"|<w:wordDocument/i.test(start))
    throw new Error('这是 Word 2003 的 XML 文件，请在 Word 或 WPS 中另存为 .docx 后再试')
  if (
    /^(?:MIME-Version|From|Date|Subject|Content-Type|Snapshot-Content-Location|X-[\w-]+)\s*:/i.test(start) &&
    /content-type\s*:/i.test(plain)
  )
    return 'mht'
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p|title|article|section|h[1-6]|center|span)\b/i.test(
      start
    )
  )
    return 'html'
  if (/^[[{]\s*["}\]{[]/.test(start)) return 'json'
  return 'text'
}
