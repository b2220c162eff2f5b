import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { cleanReport } from '@/report/samples/clean-report'
import { PLAIN, packWord, WORD, writeDocx } from './foreign-files'

/** A file that cannot be read, and the words that say what to do instead. */
export type BadFile = { name: string; make: () => Uint8Array; says: RegExp }

/** Saved with a password: the document by LibreOffice 7.4 (MS-OFFCRYPTO), the PDF by qpdf 11 (AES of 256 bits). */
const locked = (ending: string) => new Uint8Array(readFileSync(`server/files/foreign/fixtures/locked.${ending}`))

/** A document of a paragraph with a table of these rows. */
function wordOf(text: string, ...rows: string[][]): Uint8Array {
  const p = (said: string) => `<w:p><w:r><w:t>${said}</w:t></w:r></w:p>`
  const table = rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`).join('')
  return packWord(`<w:document xmlns:w="${WORD}"><w:body>${p(text)}<w:tbl>${table}</w:tbl></w:body></w:document>`)
}

/** A compound file (MS-CFB) with one empty stream: what an .xls is from outside. */
function compoundOf(name: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(3 * 512))
  for (const [i, byte] of [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].entries()) view.setUint8(i, byte)
  for (const [at, word] of [
    [0x18, 0x3e],
    [0x1a, 3],
    [0x1c, 0xfffe],
    [0x1e, 9],
    [0x20, 6]
  ] as const)
    view.setUint16(at, word, true)
  for (const [at, word] of [
    [0x2c, 1],
    [0x30, 1],
    [0x38, 4096],
    [0x3c, -2],
    [0x44, -2],
    [0x4c, 0]
  ] as const)
    view.setInt32(at, word, true)
  for (let at = 0x50; at < 512; at += 4) view.setInt32(at, -1, true)
  for (let at = 512; at < 1024; at += 4) view.setInt32(at, at === 512 ? -3 : at === 516 ? -2 : -1, true)
  for (const [i, [entry, kind]] of (
    [
      ['Root Entry', 5],
      [name, 2]
    ] as const
  ).entries()) {
    const at = 1024 + 128 * i
    for (const [n, sign] of [...entry].entries()) view.setUint16(at + 2 * n, sign.charCodeAt(0), true)
    view.setUint16(at + 64, 2 * entry.length + 2, true)
    view.setUint8(at + 66, kind)
    view.setInt32(at + 68, -1, true)
    view.setInt32(at + 72, -1, true)
    view.setInt32(at + 76, i === 0 ? 1 : -1, true)
    view.setInt32(at + 116, -2, true)
  }
  return new Uint8Array(view.buffer)
}

/** A PDF of one page that is painted and says nothing. */
const SCAN = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj
4 0 obj<</Length 17>>stream
0 0 595 842 re f
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
`

/** What people try to bring in and cannot, each with what it is told. */
export const BAD_FILES: Readonly<Record<string, BadFile>> = {
  'nothing at all': { name: '空.docx', make: () => new Uint8Array(), says: /文件是空的，请重新选择文件/ },
  'a photograph called .docx': {
    name: '照片.docx',
    make: () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]),
    says: /这是图片，读不出文字，请改用/
  },
  'a scan': { name: '扫描.pdf', make: () => strToU8(SCAN), says: /扫描件或图片，读不出可靠的文字，请改用/ },
  'an old workbook': { name: '旧表.xls', make: () => compoundOf('Workbook'), says: /旧版 \.xls 文件，请在 Excel 或 WPS 中另存为/ },
  'a document with a password': { name: '加密.docx', make: () => locked('docx'), says: /文件已加密，请用密码打开、去掉密码另存/ },
  'a PDF with a password': { name: '加密.pdf', make: () => locked('pdf'), says: /这份 PDF 需要密码，请去掉密码后再试/ },
  'a Word file of something else': {
    name: '通知.docx',
    make: () => wordOf('关于召开会议的通知', ['议题', '时间'], ['预算', '9']),
    says: /没有政府信息公开工作年度报告的表格和标题，请确认选对了文件/
  },
  'an archive called .docx': {
    name: '打包.docx',
    make: () => zipSync({ '年报.docx': writeDocx(cleanReport(2023), PLAIN) }),
    says: /这是压缩包，请先解压/
  },
  'an archive of ten thousand files': {
    name: '一万.docx',
    make: () => zipSync(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`${i}`, new Uint8Array()]))),
    says: /不是年报文件。如果是压缩包，请先解压，再选择其中的年报文件/
  },
  'a page that only leads to a file': {
    name: '网页.html',
    make: () => strToU8('<html><body><p>附件：年报.pdf</p></body></html>'),
    says: /没有政府信息公开工作年度报告的表格和标题，请确认选对了文件/
  },
  'what no program wrote': {
    name: '损坏.docx',
    make: () => writeDocx(cleanReport(2023), PLAIN).slice(0, 3000),
    says: /已损坏|请用原来的软件打开后另存/
  }
}
