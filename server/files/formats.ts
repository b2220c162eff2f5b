import { fitColumns } from '@/report/layout/grid'
import { titleIn, withoutImprint } from '@/report/layout/imprint'
import { type FoundText, readDocument } from '@/report/reading/read-document'
import { type Report, titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { replaceUnprintable } from '@/report/text/printable'
import { compareTables, compareTexts, type Expected, type FileDifference, gridsOf, rowsOf, textsOf } from './compare-document'
import { compareLines } from './csv/compare-csv'
import { readCsv } from './csv/read-csv'
import { compareWorkbook, foundIn, textsIn } from './excel/compare-workbook'
import { readWorksheets } from './excel/read-workbook'
import { compareJson, readJson } from './json/read-json'
import { readPdf } from './pdf/read-pdf'
import { readWord } from './word/read-word'

/** A file of ours that was read. */
type OpenedFile = {
  /** Every place where it says something else than it should. */
  compare: (expected: Expected) => FileDifference[]
  /** Its title, if it has one. */
  title: () => string | undefined
  /** The report it holds, also after another program saved it. Throws Chinese sentences. */
  report?: () => Report
}

type FormatProperties = {
  /** What people call it, alone and in a list of downloads. */
  name: string
  words: string
  /** Media type. */
  type: string
  /** The last part of its address on the desk: /reports/7/word. */
  address: string
  /** More ways to print it: the query of each, where `today` is filled in, and its words. */
  variants: readonly { query: string; words: string }[]
  /** Compressed already, so stored without compression in a zip. */
  isPacked?: true
  /** A batch adds one workbook with a line for each report. */
  isSummed?: true
  /** Throws, mostly Chinese sentences, if the file cannot be read. */
  open: (file: Uint8Array) => OpenedFile
}

const textOf = (file: Uint8Array) => new TextDecoder().decode(file)

/**
 * The files a report is handed out as, by their endings: what each is called, where it is offered, and how it is read back.
 * How it is written stands in write-file.ts, which only the file worker loads.
 */
const TABLE = {
  docx: {
    name: 'Word',
    words: 'Word 文件',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    address: 'word',
    variants: [
      { query: 'faces=system', words: 'Word 文件（系统字体名称）' },
      { query: 'signed=today', words: 'Word 文件（带落款和日期）' },
      { query: 'cover=yes', words: 'Word 文件（带封面）' }
    ],
    isPacked: true,
    open: (file) => {
      const { paragraphs, tables, widths } = readWord(file)
      return {
        compare: ({ document, template }) => {
          const drawn = document.blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
          const fitted = tables.map((rows, t) => fitColumns(rows, widths[t] ?? [], drawn[t]?.widths ?? []))
          return [...compareTexts(textsOf(document, template), paragraphs), ...compareTables(gridsOf(document, template), fitted)]
        },
        title: () => titleIn(paragraphs),
        report: () => readDocument({ paragraphs: withoutImprint(paragraphs), tables, widths } satisfies FoundText)
      }
    }
  },
  pdf: {
    name: 'PDF',
    words: 'PDF 文件',
    type: 'application/pdf',
    address: 'pdf',
    variants: [
      { query: 'signed=today', words: 'PDF 文件（带落款和日期）' },
      { query: 'cover=yes', words: 'PDF 文件（带封面）' },
      { query: 'standard=a-2a', words: 'PDF 文件（归档 PDF/A）' }
    ],
    isPacked: true,
    open: (file) => {
      const { paragraphs, tables } = readPdf(file)
      return {
        compare: ({ document, template, isFinal }) => {
          const shown = (text: string) => (isFinal ? text : replaceUnprintable(text)).replace(/\s/g, '')
          const show = ({ place, text }: { place: string; text: string }) => ({ place, text: shown(text) })
          const rows = rowsOf(document, template).map((table) => table.map((row) => row.map(show)))
          return [...compareTexts(textsOf(document, template).map(show), paragraphs), ...compareTables(rows, tables)]
        },
        title: () => titleIn(paragraphs)
      }
    }
  },
  xlsx: {
    name: 'Excel',
    words: 'Excel 文件',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    address: 'sheet',
    variants: [],
    isPacked: true,
    isSummed: true,
    open: (file) => {
      const sheets = readWorksheets(file)
      return {
        compare: (expected) => compareWorkbook(sheets, expected),
        title: () => textsIn(sheets)[0],
        report: () => readDocument({ ...foundIn(sheets), paragraphs: withoutImprint(textsIn(sheets)) })
      }
    }
  },
  csv: {
    name: 'CSV',
    words: 'CSV 文件',
    type: 'text/csv; charset=utf-8',
    address: 'csv',
    variants: [],
    open: (file) => {
      const rows = readCsv(textOf(file))
      const [, [unit = '', year] = []] = rows
      return { compare: (expected) => compareLines(rows, expected), title: () => titleOf({ unit, year: Number(year) }) }
    }
  },
  json: {
    name: 'JSON',
    words: 'JSON 数据',
    type: 'application/json',
    address: 'json',
    variants: [],
    open: (file) => {
      const given = readJson(file)
      const { unit, year } = given
      return {
        compare: (expected) => compareJson(given, expected),
        title: () => (typeof unit === 'string' ? titleOf({ unit, year: Number(year) }) : undefined),
        report: () => readSnapshot(textOf(file))
      }
    }
  }
} as const satisfies Record<string, FormatProperties>

export type Format = keyof typeof TABLE

export const FORMATS = Object.keys(TABLE) as [Format, ...Format[]]

export const formatOf: Readonly<Record<Format, FormatProperties>> = TABLE

/** What is offered of a report on the desk: the end of each address, and its words. */
export function listDownloads(today: string): { address: string; words: string }[] {
  return FORMATS.flatMap((format) => {
    const { address, words, variants } = formatOf[format]
    const more = variants.map((one) => ({ address: `${address}?${one.query.replace('today', today)}`, words: one.words }))
    return [{ address, words }, ...more]
  })
}
