import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { buildFonts } from '@/scripts/fonts.mjs'
import { openPdf } from '@/server/files/foreign/printed/pdf-library'
import { emptyReport, notedReport } from '@/server/testing/reports'
import { makePdf } from './pdf'
import { readPdf } from './read-pdf'

beforeAll(buildFonts)

const bare = (text: string) => text.replace(/\s/g, '')

describe('the text layer of a PDF', () => {
  it.each([notedReport('F2019'), notedReport('F2021')])('is what an independent reader finds', async (report) => {
    const file = makePdf(makeDocument(report), {
      seal: { code: '0123456789abcdef', address: 'https://example.gov.cn/check/0123456789abcdef' }
    })
    const { paragraphs, tables } = readPdf(file)
    const pdf = await (await openPdf(file)).task.promise
    const items = []
    for (let i = 1; i <= pdf.numPages; i++)
      items.push(...(await (await pdf.getPage(i)).getTextContent({ includeMarkedContent: true })).items)
    let marked = false
    const texts: string[] = []
    for (const item of items) {
      if ('type' in item) marked = item.type !== 'endMarkedContent' && Boolean(item.id)
      else if (marked) texts.push(bare(item.str))
    }
    const sorted = (text: string) => [...text].sort().join('')
    expect(sorted(paragraphs.join('') + tables.flat(2).join('')) === sorted(texts.join(''))).toBe(true)
  })

  it('has the cells of a row that goes on over the next page as one row', async () => {
    const report = {
      ...emptyReport('F2021'),
      values: { 'requests/granted/person': '甲乙丙丁'.repeat(400), 'requests/granted/company': '7' }
    }
    const { tables } = readPdf(makePdf(makeDocument(report)))
    expect(tables[1]?.[5]).toEqual(['三、本年度办理结果', '（一）予以公开', '甲乙丙丁'.repeat(400), '7', '', '', '', '', ''])
    expect(tables[1]).toHaveLength(28)
  })
})

const pdf = (...objects: string[]) =>
  Buffer.from(`%PDF-1.7\n${objects.map((one, i) => `${i + 1} 0 obj\n${one}\nendobj\n`).join('')}trailer << /Root 1 0 R >>`, 'latin1')

const page = (content: string, text = '<0041>') =>
  pdf(
    '<< /StructTreeRoot 2 0 R >>',
    '<< /K << /S /P /Pg 3 0 R /K 0 >> >>',
    '<< /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Subtype /Type0 /ToUnicode 6 0 R >>',
    `<< /Length 200 >>\nstream\n1 beginbfchar <0001> ${text} endbfchar 1 beginbfrange <0010> <0012> <4E00> endbfrange 1 beginbfrange <0020> <0021> [<4E59> <D842DFB7>] endbfrange${' '.repeat(200)}\nendstream`
  )

describe('the operators of a page', () => {
  it.each([
    ['strings in every notation', '/P <</MCID 0>> BDC /F 1 Tf <0001> Tj (\\000\\001\\0\\020) Tj [<0011> -20 <00 12>] TJ EMC', 'AA一丁丂'],
    ['ranges that name each text', '/P <</MCID 0>> BDC /F 1 Tf <00200021> Tj EMC', '乙𠮷'],
    [
      'text that stands for what is shown',
      "/P <</MCID 0>> BDC /F 1 Tf /Span <</ActualText <FEFF7532>>> BDC <0001> Tj EMC <0001> ' EMC",
      '甲A'
    ],
    ['what is shown outside every mark', '/F 1 Tf <0001> Tj /Artifact BMC <0001> Tj EMC /P <</MCID 0>> BDC <0010> Tj EMC', '一']
  ])('are understood: %s', (_, content, text) => {
    expect(readPdf(page(content)).paragraphs).toEqual([text])
  })
})

describe('files', () => {
  it.each([
    ['a text', Buffer.from('年报'), '不是 PDF 文件'],
    ['nothing', Buffer.alloc(0), '不是 PDF 文件'],
    ['one without tags', pdf('<< /Type /Catalog >>'), '没有结构标记'],
    ['one of more than 20 MB', Buffer.alloc(21 * 1024 * 1024), '文件过大'],
    ['one that is a bomb', bomb(), '解压后过大'],
    ['one nested without end', pdf(`<< /StructTreeRoot ${'['.repeat(100_000)}`), '已损坏']
  ])('are refused with a sentence: %s', (_, file, sentence) => {
    expect(() => readPdf(file)).toThrow(sentence)
  })

  it('that refer to themselves come to an end', () => {
    expect(() => readPdf(pdf('<< /StructTreeRoot 2 0 R >>', '<< /S /Div /K 2 0 R >>'))).toThrow('已损坏')
    expect(() => readPdf(pdf('<< /StructTreeRoot 2 0 R >>', '<< /K 3 0 R >>', '<< /S /Table /K 3 0 R >>'))).toThrow('已损坏')
  })

  it('in which an element has two parents are refused: such trees have as many paths as one likes', () => {
    const shared = pdf('<< /StructTreeRoot 2 0 R >>', '<< /K 3 0 R >>', '<< /S /Sect /K [4 0 R 4 0 R] >>', '<< /S /P >>')
    expect(() => readPdf(shared)).toThrow('已损坏')
  })

  it('with a damaged byte are read or refused in Chinese, never worse', async () => {
    const sound = makePdf(makeDocument(emptyReport('F2021')))
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = sound.slice()
        damaged[at] = byte
        try {
          readPdf(damaged)
        } catch (error) {
          expect((error as Error).message).toMatch(/[\u4e00-\u9fff]/)
        }
      }),
      { numRuns: 60 }
    )
  })

  it.each(['1 0 obj ', '1 0 obj [', '<<', '(', '[', '<', '%', '/', '/ObjStm 1 0 obj << ', 'obj'])(
    // One that grew with the square of the file would outlast the test.
    'full of %s are read to the end',
    (piece) => {
      const file = Buffer.from(`%PDF-1.7 /Root 1 0 R /ObjStm ${piece.repeat(Math.round(900_000 / piece.length))}`)
      expect(() => readPdf(file)).toThrow(/[\u4e00-\u9fff]/)
    }
  )
})

function bomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(70 * 1024 * 1024)).toString('latin1')
  return pdf(
    '<< /StructTreeRoot 2 0 R >>',
    '<< /K << /S /P /Pg 3 0 R /K 0 >> >>',
    '<< /Contents 4 0 R >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`
  )
}
