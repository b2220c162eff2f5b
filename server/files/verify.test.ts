import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { PrintedBlock, PrintedCell, ReportDocument } from '@/report/layout/document'
import { makeDocument } from '@/report/layout/document'
import { type Report, templateOf } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { makeSnapshot } from '@/report/snapshot'
import { openTemplate } from '@/report/templates'
import { LONGEST_TEXT } from '@/report/text/text-length'
import { buildFonts } from '@/scripts/fonts.mjs'
import { makeCsv } from '@/server/files/csv/csv'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import { emptyReport, fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { FORMATS, type Format } from './formats'
import { makeFile } from './make-file'
import { compareFile, verifyFile } from './verify'

beforeAll(buildFonts)

const FORMS = ['F2019', 'F2021'] as const

describe.each(FORMATS)('every %s file', (format) => {
  it.each<[string, Report]>(
    FORMS.flatMap((form): [string, Report][] => [
      [`an empty ${form} report`, emptyReport(form)],
      [`a full ${form} report`, fullReport(form)],
      [`an ${form} report with notes`, notedReport(form)],
      [`a hostile ${form} report`, hostileReport(form)]
    ])
  )('of %s is proven', async (_, report) => {
    const snapshot = makeSnapshot(report)
    const file = await makeFile(snapshot, format, { mark: '草稿', imprint: { date: '2025-01-16' } })
    expect(compareFile(file, format, snapshot, { mark: '草稿', imprint: { date: '2025-01-16' } })).toEqual([])
  })
  it('is the same bytes for the same snapshot', async () => {
    const snapshot = makeSnapshot(exampleReport)
    const [first, second] = await Promise.all([
      makeFile(snapshot, format, { isFinal: true }),
      makeFile(snapshot, format, { isFinal: true })
    ])
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
  })
  it('that tells of another report is found out', async () => {
    const other = { ...exampleReport, values: { ...exampleReport.values, 'requests/received/person': '87' } }
    const differences = compareFile(await makeFile(makeSnapshot(other), format), format, makeSnapshot(exampleReport))
    expect(differences[0]).toMatchObject({ expected: '86', found: '87' })
    expect(differences[0]?.place).toContain('一、本年新收政府信息公开申请数量·自然人')
  })
})

/** A report whose cells all differ, so that no change can hide. */
function distinctReport(form: (typeof FORMS)[number]): Report {
  const report = fullReport(form)
  const cells = templateOf(report).cells.filter(({ role }) => role === 'input')
  return { ...report, values: { ...report.values, ...Object.fromEntries(cells.map(({ at }, i) => [at, String(1000 + i)])) } }
}

type Mutation = (cells: PrintedCell[], i: number) => PrintedCell[]
const MUTATIONS: Record<string, Mutation> = {
  altered: (cells, i) => cells.map((cell, c) => (c === i ? { ...cell, text: `${cell.text}0` } : cell)),
  emptied: (cells, i) => cells.map((cell, c) => (c === i ? { ...cell, text: '' } : cell)),
  swapped: (cells, i) => cells.map((cell, c) => (c === i || c === i - 1 ? { ...cell, text: cells[c === i ? i - 1 : i]?.text ?? '' } : cell))
}

/** The document with one cell of one table changed: what a writer with a fault would be given. */
function mutate(document: ReportDocument, table: string, at: string, mutation: Mutation): ReportDocument {
  const change = (row: readonly PrintedCell[]) => {
    const i = row.findIndex((cell) => cell.at === at)
    return i < 0 ? row : mutation([...row], i)
  }
  const blocks = document.blocks.map(
    (block): PrintedBlock => (block.is === 'table' && block.name === table ? { ...block, rows: block.rows.map(change) } : block)
  )
  return { ...document, blocks }
}

describe.each(FORMS)('a writer of %s that gets one cell wrong is stopped', { tags: ['wide'] }, (form) => {
  const report = distinctReport(form)
  const snapshot = makeSnapshot(report)
  const document = makeDocument(report)
  const cells = openTemplate(form).cells.filter(({ role }) => role !== 'group')

  it.each(Object.entries(MUTATIONS))('in Word: every cell %s', (_, mutation) => {
    for (const { at, table } of cells) {
      const file = makeWord(mutate(document, table.name, at, mutation))
      expect(compareFile(file, 'docx', snapshot)[0]?.place, at).toContain(table.name)
    }
  })

  it.each(Object.entries(MUTATIONS))('in PDF: one cell of each table %s', async (_, mutation) => {
    for (const table of openTemplate(form).tables) {
      const at = cells.filter((cell) => cell.table === table).at(-2)?.at ?? ''
      const file = makePdf(mutate(document, table.name, at, mutation))
      expect(() => verifyFile(file, 'pdf', snapshot), at).toThrow(`与报告不一致，没有提供下载。第一处：${table.name}`)
    }
  })

  it('in a workbook: every cell altered, emptied or swapped with the one before it', () => {
    const sheets = unzipSync(makeWorkbook(report))
    openTemplate(form).tables.forEach((table, t) => {
      const name = `xl/worksheets/sheet${t + 1}.xml`
      const xml = strFromU8(sheets[name] ?? new Uint8Array())
      const values = [...xml.matchAll(/<v>(\d+)<\/v>/g)]
      expect(values).toHaveLength(cells.filter((cell) => cell.table === table).length)
      values.forEach((value, i) => {
        const [at, text, before] = [value.index, value[0], values[i - 1] ?? values[i + 1]]
        const changed = [
          xml.slice(0, at) + text.replace('</v>', '0</v>') + xml.slice(at + text.length),
          xml.slice(0, at) + xml.slice(at + text.length),
          xml.slice(0, at) + before?.[0] + xml.slice(at + text.length)
        ]
        for (const one of changed) {
          const file = zipSync({ ...sheets, [name]: strToU8(one) }, { level: 0 })
          expect(compareFile(file, 'xlsx', snapshot)[0]?.place, text).toContain(table.name)
        }
      })
    })
  })

  it('in Word: a cell, a row or a whole table left out of the file', () => {
    const parts = unzipSync(makeWord(document))
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    for (const pattern of [/<w:tc>/g, /<w:tr>/g, /<w:tbl>/g]) {
      const end = pattern.source.replace('<', '</')
      const places = [...xml.matchAll(pattern)]
      expect(places.length, pattern.source).toBeGreaterThanOrEqual(openTemplate(form).tables.length)
      for (const found of places) {
        const changed = xml.slice(0, found.index) + xml.slice(xml.indexOf(end, found.index) + end.length)
        const file = zipSync({ ...parts, 'word/document.xml': strToU8(changed) }, { level: 0 })
        expect(compareFile(file, 'docx', snapshot).length).toBeGreaterThan(0)
      }
    }
  })

  it.each(['docx', 'xlsx', 'pdf'] as const)('in %s: any paragraph, heading or note left out', async (format) => {
    const noted = notedReport(form)
    const whole = makeDocument(noted)
    const texts = whole.blocks.flatMap(({ is }, i) => (is === 'table' ? [] : [i]))
    // Each PDF is typeset anew, which takes longest: every fifth text stands for all.
    for (const i of format === 'pdf' ? texts.filter((_, n) => n % 5 === 0) : texts) {
      const blocks = whole.blocks.filter((_, b) => b !== i)
      const file =
        format === 'docx'
          ? makeWord({ ...whole, blocks })
          : format === 'pdf'
            ? makePdf({ ...whole, blocks })
            : sheetWithout(noted, whole, i)
      expect(compareFile(file, format, makeSnapshot(noted)), String(i)).toHaveLength(1)
    }
  })
})

/** The workbook with the text of one block taken out of its cell on the sheet of texts. */
function sheetWithout(report: Report, document: ReportDocument, i: number): Uint8Array {
  const block = document.blocks[i]
  const text = block?.is === 'paragraph' ? block.runs.map((run) => run.text).join('') : block && 'text' in block ? block.text : ''
  const sheets = unzipSync(makeWorkbook(report))
  const name = 'xl/worksheets/sheet4.xml'
  const xml = strFromU8(sheets[name] ?? new Uint8Array())
  return zipSync({ ...sheets, [name]: strToU8(xml.replace(`>${text}</t>`, '></t>')) }, { level: 0 })
}

describe('what a file cannot hold', () => {
  const lost: [string, Partial<Report>][] = [
    ['a text', { values: { ...exampleReport.values, problems: '今后将加强培训😀，补齐短板。' } }],
    ['a cell', { values: { ...exampleReport.values, 'requests/received/person': '86\u200b' } }],
    ['the name of the unit', { unit: '淮南市\ue000人民政府办公室' }]
  ]
  it.each(lost)('is replaced in a draft, and stops a report that was handed in: in %s', async (_, change) => {
    const snapshot = makeSnapshot({ ...exampleReport, ...change })
    for (const format of FORMATS) {
      await expect(makeFile(snapshot, format, { mark: '草稿' })).resolves.toBeInstanceOf(Uint8Array)
      if (format === 'json') continue
      const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      await expect(makeFile(snapshot, format, { isFinal: true })).rejects.toThrow('文件中为“不能印刷的字符”')
      expect(log.mock.calls.flat().join('')).toContain('"event":"export differs"')
      log.mockRestore()
    }
  })
})

describe('a narrative as long as one may be', () => {
  const paragraph = '依法公开政府信息，'.repeat(111)
  const long = Array.from({ length: Math.floor(LONGEST_TEXT / 1010) }, (_, i) => `${i + 1}.${paragraph}`).join('\n')
  it.each<Format>(['docx', 'pdf', 'xlsx', 'csv', 'json'])('is whole in %s', async (format) => {
    const report = { ...fullReport('F2021'), values: { ...fullReport('F2021').values, problems: long } }
    await expect(makeFile(makeSnapshot(report), format, { isFinal: true })).resolves.toBeInstanceOf(Uint8Array)
  })
})

it('tells every difference of a CSV and a JSON file by its place', async () => {
  const other = { ...exampleReport, unit: '乙局', values: { ...exampleReport.values, problems: '另一段。' } }
  const snapshot = makeSnapshot(exampleReport)
  expect(compareFile(new TextEncoder().encode(makeSnapshot(other)), 'json', snapshot).map(({ place }) => place)).toEqual([
    '单位',
    '“主要问题及改进情况”'
  ])
  expect(compareFile(makeCsv(other), 'csv', snapshot)).toEqual([])
})
