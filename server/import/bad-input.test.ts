import { createCipheriv, randomBytes } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { compareOrigin, planImport } from '@/report/understanding/plan-import'
import { readForeign } from '@/server/files/reader/reader'
import { PLAIN, writeDocx, writePage, writeText } from '@/server/testing/foreign-files'
import { uploadOf } from '@/server/testing/upload'

const report = cleanReport(2023)
const page = writePage(report, PLAIN)
const text = writeText(report, PLAIN)

async function read(file: Uint8Array | string, name = '年报.docx') {
  const { body, type } = await uploadOf(typeof file === 'string' ? strToU8(file) : file, name)
  return readForeign('reading', body, type)
}

/** GB18030 of what GBK has, by searching the decoder: nothing encodes it here. */
function encodeGbk(said: string): Uint8Array {
  const known = new Map<string, [number, number]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) known.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  return new Uint8Array([...said].flatMap((sign) => known.get(sign) ?? [sign.charCodeAt(0)]))
}

/** A compound file as Office writes an encrypted document: its one stream is called EncryptedPackage. */
function lockedDocx(): Uint8Array {
  const file = new Uint8Array(512 * 3)
  const view = new DataView(file.buffer)
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  view.setUint16(30, 9, true)
  view.setUint16(32, 6, true)
  view.setUint32(44, 1, true)
  view.setUint32(48, 1, true)
  view.setUint32(60, 0xfffffffe, true)
  view.setUint32(68, 0xfffffffe, true)
  for (let i = 0; i < 109; i++) view.setUint32(76 + i * 4, i === 0 ? 0 : 0xffffffff, true)
  for (let i = 0; i < 128; i++) view.setUint32(512 + i * 4, i === 0 ? 0xfffffffd : i === 1 ? 0xfffffffe : 0xffffffff, true)
  const name = (at: number, said: string, kind: number) => {
    for (const [i, sign] of [...said].entries()) view.setUint16(1024 + at * 128 + i * 2, sign.charCodeAt(0), true)
    view.setUint16(1024 + at * 128 + 64, said.length * 2 + 2, true)
    view.setUint8(1024 + at * 128 + 66, kind)
    for (const link of [68, 72, 76]) view.setUint32(1024 + at * 128 + link, 0xffffffff, true)
  }
  name(0, 'Root Entry', 5)
  view.setUint32(1024 + 76, 1, true)
  name(1, 'EncryptedPackage', 2)
  return file
}

/** A PDF whose content needs a password that is not empty. */
function lockedPdf(): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', randomBytes(16), randomBytes(16))
  const content = Buffer.concat([cipher.update('BT (x) Tj ET'), cipher.final()])
  const hex = 'ab'.repeat(32)
  const head = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R>>endobj 5 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${hex}>/U<${hex}>>>endobj 4 0 obj<</Length ${content.length}>>stream\n`
  return Buffer.concat([
    Buffer.from(head),
    content,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R/Encrypt 5 0 R/ID[<00112233><00112233>]>>\n%%EOF')
  ])
}

describe('a file that cannot be read says what to do', () => {
  it.each<[string, Uint8Array | string, RegExp]>([
    ['nothing at all', '', /请选择文件，文件不能是空的/],
    ['a photograph called .docx', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]), /这是图片，读不出文字，请改用/],
    ['a document with a password', lockedDocx(), /文件已加密，请用密码打开、去掉密码另存/],
    ['a PDF with a password', lockedPdf(), /加密|密码/],
    ['an archive', zipSync({ '年报.docx': writeDocx(report, PLAIN) }), /这是压缩包，请先解压/],
    [
      'an archive of ten thousand files',
      zipSync(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`${i}`, new Uint8Array()]))),
      /部件过多|压缩包/
    ],
    [
      'a page saved without anything of a report',
      '<html><body><p>附件：年报.pdf</p></body></html>',
      /没有政府信息公开工作年度报告的表格和标题/
    ]
  ])('%s', async (_, file, words) => {
    await expect(read(file)).rejects.toThrow(words)
  })
})

describe('a file that is odd is read for what it is', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['renamed', writeDocx(report, PLAIN), '年报.pdf'],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), '年报.txt'],
    ['in GB18030', encodeGbk(text), '年报.txt']
  ])('%s', async (_, file, name) => {
    const { org, year, values, hash, name: told } = await read(file, name)
    expect({ org, year, told }).toEqual({ org: report.unit, year: 2023, told: name })
    expect(hash).toMatch(/^[\da-f]{64}$/)
    expect(values).toMatchObject({ 'requests/granted/person': '9', 'requests/carried-out/person': '1' })
  })

  it('without its tables: the texts are taken, each table is told to be missing', async () => {
    const bare = await read(page.replace(/<table border[\s\S]*?<\/table>/g, '<p>（表格见附件）</p>'), '网页.html')
    const plan = planImport(bare, {})
    expect(plan.pages.flatMap(({ notes }) => notes.map(({ why }) => why))).toEqual(
      expect.arrayContaining(['没有找到表二', '没有找到表三', '没有找到表四'])
    )
    expect(bare.values.problems).toBe(report.values.problems)
  })

  it('with two reports: both are told, and numbers that differ are nobody’s', async () => {
    const other = writePage({ ...cleanReport(2022, { 'requests/granted/person': '8' }), unit: '乙县财政局' }, PLAIN)
    const both = await read(`${page}${other}`, '合订.html')
    expect(compareOrigin(both, { ...report }).asked.join()).toContain('文件中还有另一个标题：乙县财政局2022年')
    expect(both.values['requests/granted/person']).toBeUndefined()
    expect(both.doubts.find(({ at }) => at === 'requests/granted/person')?.candidates).toEqual(['9', '8'])
  })
})
