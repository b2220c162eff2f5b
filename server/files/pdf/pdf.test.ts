import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeApprovalSheet } from '@/report/layout/approval'
import { makeDocument, type ReportDocument, withCover } from '@/report/layout/document'
import { makeLetter } from '@/report/layout/letter'
import { setPages } from '@/report/layout/pages'
import { LETTERHEAD, PITCH } from '@/report/layout/paper'
import { exampleReport } from '@/report/samples/example'
import { buildFonts } from '@/scripts/fonts.mjs'
import { openPdf } from '@/server/files/foreign/printed/pdf-library'
import { emptyReport, fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { makePdf } from './pdf'

beforeAll(buildFonts)

type Line = { text: string; x: number; y: number }
type Node = { role?: string; id?: string; children?: Node[] }

/** Reads a PDF back: its tables by their tags, its running text, and what stands on the margins, page by page. */
async function readPdf(bytes: Uint8Array) {
  const pdf = await (await openPdf(bytes)).task.promise
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1).then(readPage)))
  const info = (await pdf.getMetadata()).info as Record<string, string>
  return { pages, info, outline: (await pdf.getOutline())?.map(({ title }) => title) ?? [] }
}

async function readPage(page: PDFPageProxy) {
  const texts = new Map<string, string>()
  const lines: Line[] = []
  const margins: Line[] = []
  let marked = ''
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if ('type' in item) marked = item.type === 'endMarkedContent' ? '' : (item.id ?? '')
    else if (item.str) {
      const [x = 0, y = 0] = item.transform.slice(4)
      const line = (marked ? lines : margins).find((known) => Math.abs(known.y - y) < 1)
      if (line) line.text += item.str
      else (marked ? lines : margins).push({ text: item.str, x, y })
      texts.set(marked, (texts.get(marked) ?? '') + item.str)
    }
  }
  const tree = (await page.getStructTree()) as Node
  const roles = find(tree, /^H\d$/).map(({ role }) => role)
  return { lines, margins, roles, text: textOf(tree, texts), tables: find(tree, /^Table$/).map((table) => rowsOf(table, texts)) }
}

const rowsOf = (table: Node, texts: Map<string, string>) =>
  find(table, /^TR$/).map((row) => find(row, /^T[HD]$/).map((cell) => textOf(cell, texts)))
const find = (node: Node, role: RegExp): Node[] =>
  role.test(node.role ?? '') ? [node] : (node.children ?? []).flatMap((child) => find(child, role))
const textOf = (node: Node, texts: Map<string, string>): string =>
  bare(node.id ? (texts.get(node.id) ?? '') : (node.children ?? []).map((child) => textOf(child, texts)).join(''))

/** Where a line ends is the typesetter's business. */
const bare = (text: string) => text.replace(/\s/g, '')

const tablesOf = ({ blocks }: ReportDocument) =>
  blocks.flatMap((block) => (block.is === 'table' ? [block.rows.map((row) => row.map(({ text }) => bare(text)))] : []))

const textsOf = ({ titleLines, blocks }: ReportDocument) =>
  bare(
    titleLines.join('') +
      blocks
        .flatMap((block) => {
          if (block.is === 'table') return block.rows.flat().map(({ text }) => text)
          if (block.is === 'signature') return block.lines.map(({ text }) => text)
          return block.is === 'paragraph' ? block.runs.map(({ text }) => text) : [block.text]
        })
        .join('')
  )

describe.each(['F2019', 'F2021'] as const)('a report of form %s', (form) => {
  it.each([
    ['in full', makeDocument(fullReport(form))],
    ['when nothing is filled in', makeDocument(emptyReport(form))],
    ['with notes and long numbers', makeDocument(notedReport(form))]
  ])('holds every cell and every word in its text layer %s', async (_, document) => {
    const { pages } = await readPdf(makePdf(document))
    expect(pages.flatMap(({ tables }) => tables)).toEqual(tablesOf(document))
    expect(pages.map(({ text }) => text).join('')).toBe(textsOf(document))
  })

  it('declares PDF/UA-1, its language, title and author, and no time', async () => {
    const pdf = makePdf(makeDocument(fullReport(form)))
    const { info, outline } = await readPdf(pdf)
    expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(info).toMatchObject({ Language: 'zh-CN', Title: makeDocument(fullReport(form)).title, Author: '青禾县人民政府办公室' })
    expect(info.CreationDate).toBeUndefined()
    expect(outline).toEqual(makeDocument(fullReport(form)).blocks.flatMap((block) => (block.is === 'heading' ? [block.text] : [])))
  })

  it('is typeset to the same bytes again', async () => {
    const first = makePdf(makeDocument(fullReport(form)))
    expect(Buffer.from(makePdf(makeDocument(fullReport(form)))).equals(Buffer.from(first))).toBe(true)
  })

  it('keeps every table on one page, below its heading', async () => {
    const { pages } = await readPdf(makePdf(makeDocument(notedReport(form))))
    expect(pages.map(({ tables }) => tables.length)).toEqual([0, 1, 1, 1])
    for (const [heading, cell] of [
      ['二、', '信息内容'],
      ['三、', '申请人情况'],
      ['四、', '行政复议']
    ] as const) {
      expect(pages.some(({ text, tables }) => text.includes(heading) && tables.some((rows) => rows.flat().includes(cell)))).toBe(true)
    }
  })
})

it.each([
  ['a full F2019 report', makeDocument(fullReport('F2019')), 4],
  ['a full F2021 report', makeDocument(fullReport('F2021')), 4],
  ['a signed F2021 report with notes', makeDocument(notedReport('F2021'), undefined, { date: '2025-01-16' }), 4],
  ['an empty F2019 report', makeDocument(emptyReport('F2019')), 2],
  ['an empty F2021 report', makeDocument(emptyReport('F2021')), 3],
  ['the example', makeDocument(exampleReport), 5]
])('%s has the pages that were planned, and few', async (_, document, count) => {
  expect(setPages(document).pages).toHaveLength(count)
  expect((await readPdf(makePdf(document))).pages).toHaveLength(count)
})

it('has 版头 above its title, 抄送 at the foot of the last page, and 封面 on a leaf without numbers', async () => {
  const imprint = { number: '青政办发〔2025〕3号', signer: '李禾', date: '2025-01-16', copies: '县委办公室', isSealed: true }
  const document = withCover(makeDocument(fullReport('F2021'), undefined, imprint), imprint.date)
  const { pages } = await readPdf(makePdf(document))
  expect(pages).toHaveLength(2 + setPages(document).pages.length)
  const [cover, back, first] = pages
  expect([bare(cover?.text ?? ''), back?.text]).toEqual([
    '青禾县人民政府办公室2024年政府信息公开工作年度报告青禾县人民政府办公室2025年1月16日',
    ''
  ])
  expect([...(cover?.margins ?? []), ...(back?.margins ?? [])]).toEqual([])
  expect(first?.text.startsWith('青政办发〔2025〕3号签发人：李禾青禾县')).toBe(true)
  expect(first?.margins.map(({ text }) => bare(text))).toEqual(['—1—'])
  // 版头 and the title fill whole lines, as the plan of pages counts them.
  const [head, heading] = ['青政办发', '一、'].map((words) => first?.lines.find(({ text }) => text.startsWith(words))?.y ?? 0)
  const lines = ((head ?? 0) - (heading ?? 0)) / PITCH
  expect(lines).toBeGreaterThan(LETTERHEAD.lines + document.titleLines.length)
  expect(lines).toBeCloseTo(Math.round(lines), 2)
  const copies = pages.at(-1)?.lines.find(({ text }) => text.includes('抄送'))
  // 35 mm are free below the text; the line of the frame and five points lie between.
  expect(copies?.y).toBeLessThan(35 * 2.835 + 22 + 5)
  expect(copies?.y).toBeGreaterThan(35 * 2.835)
})

it('names for every figure its row and its column, and has headings of two levels in order', async () => {
  const document = makeDocument(fullReport('F2021'))
  const text = Buffer.from(makePdf(document)).toString('latin1')
  const labels = document.blocks.flatMap((block) => (block.is === 'table' ? block.rows.flat().filter(({ is }) => is === 'label') : []))
  expect(text.match(/\/Scope \/Row/g)).toHaveLength(labels.length)
  const figures = text.split('/S /TD').slice(1)
  const inRows = figures.filter((element) => /^[^>]*\/Headers \[(?:\(R\dx\d+y\d+\) )+(?:\(U\d+x\d+y\d+\) ?)+\]/.test(element))
  // 第四部分 has no labels beside its figures.
  expect(inRows).toHaveLength(figures.length - 15)
  const roles = [...text.matchAll(/\/S \/(H\d)/g)].length
  expect(roles).toBe(6 + 5)
  const { pages } = await readPdf(makePdf(document))
  expect(pages.flatMap(({ roles }) => roles)).toEqual(['H1', 'H2', 'H2', 'H2', 'H2', 'H2', 'H1', 'H1', 'H1', 'H1', 'H1'])
})

it('sets 22 lines of 28 characters', async () => {
  const blocks = [{ is: 'paragraph' as const, runs: [{ text: '永'.repeat(28 * 60) }] }]
  const { pages } = await readPdf(makePdf({ title: '青禾县', titleLines: ['青禾县'], unit: '青禾县', blocks }))
  expect(pages[1]?.lines.map(({ text }) => text.length)).toEqual(new Array(22).fill(28))
})

it('begins no line with a closing mark and ends none with an opening one', async () => {
  for (const report of [fullReport('F2021'), exampleReport]) {
    const { pages } = await readPdf(makePdf(makeDocument(report)))
    const body = pages.flatMap(({ lines }) => lines.filter(({ x, text }) => x < 115 && text.length > 1).map(({ text }) => text))
    expect(body.length).toBeGreaterThan(40)
    expect(body.filter((line) => /^[、。，；：？！）》〉】”’]/.test(line))).toEqual([])
    expect(body.filter((line) => /[（《〈【“‘]$/.test(line))).toEqual([])
  }
})

it('numbers pages on the outer side and prints the mark on each', async () => {
  const { pages } = await readPdf(makePdf(makeDocument(fullReport('F2021'), '草稿')))
  pages.forEach(({ margins }, i) => {
    expect(margins.map(({ text }) => bare(text))).toEqual(['草稿', `—${i + 1}—`])
    expect((margins[1]?.x ?? 0) > 300).toBe(i % 2 === 0)
  })
  const { pages: plain } = await readPdf(makePdf(makeDocument(fullReport('F2021'))))
  expect(plain[0]?.margins.map(({ text }) => bare(text))).toEqual(['—1—'])
})

it('prints what was typed to break it, and 〓 for what has no glyph', async () => {
  const document = makeDocument(hostileReport('F2021'), '草稿')
  const text = (await readPdf(makePdf(document))).pages.map((page) => page.text).join('')
  expect(text).toContain(bare('<w:p>&amp;]]></w:t>#set page(fill: red)\\ $x$ *a* _b_ `c` {{ }} %d'))
  expect(text).toContain('abcdefghij'.repeat(1000))
  expect(text).toContain('永'.repeat(10_000))
  expect(text).toContain('〓')
  expect(text).not.toContain('😀')
})

it('keeps everything a clerk writes within the margins', async () => {
  for (const document of [makeDocument(notedReport('F2021')), makeDocument(hostileReport('F2019'))]) {
    const pdf = await (await openPdf(makePdf(document))).task.promise
    for (let i = 1; i <= pdf.numPages; i++) {
      for (const item of (await (await pdf.getPage(i)).getTextContent()).items) {
        if (!('str' in item) || !item.str.trim()) continue
        const [x = 0, y = 0] = item.transform.slice(4)
        expect(x).toBeGreaterThan(79)
        expect(x + item.width).toBeLessThan(595.3 - 73.7 + 8)
        expect(y).toBeGreaterThan(60)
      }
    }
  }
})

it('says what is wrong with a document it cannot print, and prints the next one', () => {
  const broken = {
    ...makeDocument(emptyReport('F2021')),
    blocks: [{ is: 'signature', lines: [{ text: '日期', indent: 'two' }] }]
  }
  expect(() => makePdf(broken as unknown as ReportDocument)).toThrow(/^PDF 没有生成：.*multiply/)
  expect(makePdf(makeDocument(emptyReport('F2021')))).toBeInstanceOf(Uint8Array)
})

it('sets a report the same whatever was set before it', () => {
  const document = makeDocument(notedReport('F2021'))
  const first = makePdf(document)
  makePdf(makeDocument(fullReport('F2021')))
  expect(Buffer.from(makePdf(document)).equals(first)).toBe(true)
})

describe('an archive', () => {
  it('gets PDF/A-2a with the date it is told, and nothing of the day of making', async () => {
    const document = makeDocument(fullReport('F2021'))
    const [first, second] = [1, 2].map(() => makePdf(document, { standard: 'a-2a', date: '2025-01-16' }))
    expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(true)
    expect(Buffer.from(first ?? []).toString('latin1')).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A</)
    expect((await readPdf(first ?? new Uint8Array())).info.CreationDate).toContain('20250116')
  })
})

it('prints 审查呈批单 and 报送函 on the pages they were planned for, a table close below what is above it', async () => {
  const names = ['start', 'submit', 'claim', 'approve', 'publish'] as const
  const history = names.map((name) => ({ name, from: null, reason: '', by: '王小麦（青禾县人民政府办公室）', day: '2026-11-12' }))
  const approval = makeApprovalSheet({ unit: '青禾县教育局', year: 2026, revision: 1, code: '0123456789abcdef' }, history)
  const enclosed = Array.from({ length: 18 }, (_, i) => ({
    unit: `青禾县第${i + 1}局`,
    revision: 1,
    state: 'PUBLISHED' as const,
    code: '01'
  }))
  const letter = makeLetter({ from: '青禾县人民政府', to: '禾州市人民政府', year: 2026, date: '2026-11-12', enclosed })
  for (const document of [approval, letter]) {
    const { pages } = await readPdf(makePdf(document))
    expect(pages).toHaveLength(setPages(document).pages.length)
  }
  const [page] = (await readPdf(makePdf(letter))).pages
  const [above, head] = ['名单如下，请审阅。', '序号'].map((words) =>
    page?.lines.find(({ text }) => bare(text).endsWith(words) || bare(text).startsWith(words))
  )
  expect((above?.y ?? 0) - (head?.y ?? 0)).toBeLessThan(PITCH)
})

describe('the seal', () => {
  it.each([undefined, '2025-01-16'])('stands on the last page and says where to check, signed on %s', async (signedOn) => {
    const seal = { code: '3f9a12bc77de0145', address: 'https://example.gov.cn/check/3f9a12bc77de0145' }
    const { pages } = await readPdf(makePdf(makeDocument(fullReport('F2021'), undefined, { date: signedOn }), { seal }))
    expect(pages).toHaveLength(4)
    const sealed = pages.filter(({ margins }) => bare(margins.map((line) => line.text).join('')).includes(seal.code + seal.address))
    expect(sealed).toEqual(pages.slice(-1))
    const date = pages[3]?.lines.find(({ text }) => bare(text) === '2025年1月16日')
    const code = pages[3]?.margins.find(({ text }) => text.includes(seal.code))
    if (signedOn) expect(Math.abs((date?.y ?? 0) - (code?.y ?? 0))).toBeLessThan(30)
    else expect(code?.y).toBeLessThan(90)
  })

  it('stands at the foot where a long name leaves no room beside the date', async () => {
    const unit = '某某省青禾自治州禾苗县人民政府政务服务管理局（青禾自治州禾苗县行政审批局、公共资源交易监督管理办公室）'
    const seal = { code: '3f9a12bc77de0145', address: 'https://example.gov.cn/check/3f9a12bc77de0145' }
    const document = makeDocument({ ...fullReport('F2021'), unit }, undefined, { date: '2025-01-16', copies: '县委办公室' })
    const { pages } = await readPdf(makePdf(document, { seal }))
    const code = pages.at(-1)?.margins.find(({ text }) => text.includes(seal.code))
    expect(code?.y).toBeLessThan(90)
  })

  it('is that of the report, whatever was set before it', async () => {
    const document = makeDocument(fullReport('F2021'))
    const seals = ['3f9a12bc77de0145', '77de01453f9a12bc'].map((code) => ({ code, address: `https://example.gov.cn/check/${code}` }))
    for (const seal of [...seals, undefined]) {
      const { pages } = await readPdf(makePdf(document, { seal }))
      const text = bare(pages.flatMap(({ margins }) => margins.map((line) => line.text)).join(''))
      expect(seals.filter(({ code }) => text.includes(code))).toEqual(seal ? [seal] : [])
    }
  })
})
