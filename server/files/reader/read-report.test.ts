import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { chooseHabits, randomOf, writeDocx } from '@/server/testing/foreign/foreign-files'
import { listHostileFiles } from '@/server/testing/hostile-files'
import { inspectReader, readForeign, UnreadableFile } from './reader'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** A PDF of one page with this content. */
function pdfOf(content: string): Uint8Array {
  const packed = deflateSync(Buffer.from(content))
  const head = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj 4 0 obj<</Filter/FlateDecode/Length ${packed.length}>>stream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF')])
}

/** A compound file all of whose sectors follow themselves. */
function cyclicDoc(): Uint8Array {
  const file = new Uint8Array(512 * 20)
  const view = new DataView(file.buffer)
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  view.setUint16(30, 9, true)
  view.setUint32(48, 1, true)
  view.setUint32(68, 0xfffffffe, true)
  for (let i = 0; i < 109; i++) view.setUint32(76 + i * 4, i === 0 ? 0 : 0xffffffff, true)
  for (let i = 0; i < 128; i++) view.setUint32(512 + i * 4, i === 0 ? 0 : 1, true)
  return file
}

const HOSTILE: Record<string, () => Uint8Array> = {
  'cells over 65,000 rows and 1,000 columns': () =>
    utf8(`<html><table>${'<tr><td rowspan="65000" colspan="1000">规章</td></tr>'.repeat(100)}</table>`),
  'a hundred thousand tables in each other': () => utf8(`<html>${'<table><tr><td>'.repeat(100_000)}`),
  'a million groups in each other': () => utf8(`{\\rtf1${'{'.repeat(1_000_000)}`),
  'a chain of sectors without an end': cyclicDoc,
  'a million parts': () => utf8(`MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n${'--x\r\n'.repeat(1_000_000)}`),
  'three hundred thousand lines': () => utf8('规章\t1\t2\t3\n'.repeat(300_000)),
  'a PDF of a hundred thousand rules': () => pdfOf('0 0 m 0 100 l S\n'.repeat(100_000)),
  'a PDF of a hundred thousand texts': () => pdfOf('BT /F1 9 Tf 1 0 0 1 50 50 Tm (12) Tj ET\n'.repeat(100_000)),
  ...Object.fromEntries(
    listHostileFiles()
      .filter(({ name }) => /docx$|xlsx$/.test(name))
      .map(({ name, make }) => [name, make])
  )
}

describe('a report from outside', () => {
  Object.entries(HOSTILE).forEach(([name, make], i) => {
    const tags = i % 5 === 0 && i < 15 ? [] : ['wide']
    it(`that is hostile is answered with a sentence: ${name}`, { tags }, async () => {
      const answer = await readForeign('report', make()).catch((error: unknown) => error)
      expect(answer).toBeInstanceOf(UnreadableFile)
      expect((answer as Error).message).toMatch(/[\u4e00-\u9fff]/)
      expect((answer as Error).message).not.toContain('没有启动')
      expect(inspectReader().waiting).toBe(0)
    })
  })

  it('is read after all of them', async () => {
    const file = writeDocx(cleanReport(2023), chooseHabits(randomOf(3)))
    const read = await readForeign('report', file).catch((error: unknown) => ({ refused: String(error) }))
    expect(read).toMatchObject({ org: '甲市教育局', year: 2023, doubts: [] })
  })
})
