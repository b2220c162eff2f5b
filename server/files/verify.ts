import { placeName } from '@/report/finding'
import { makeDocument, type ReportDocument } from '@/report/layout/document'
import { fitColumns, layGrid } from '@/report/layout/grid'
import { type Report, templateOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import type { Template } from '@/report/template'
import { replaceUnprintable, unprintable } from '@/report/text/printable'
import { guardFormula, printedCells } from '@/server/files/csv/csv'
import { readCsv } from '@/server/files/csv/read-csv'
import { readSheets, type SheetText } from '@/server/files/excel/read-sheet'
import { CONTINUED, ROWS_ABOVE, TEXT_SHEET } from '@/server/files/excel/write-sheet'
import { type PdfText, readPdf } from '@/server/files/pdf/read-pdf'
import { readWord, type WordText } from '@/server/files/word/read-word'

export const FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'json'] as const
export type Format = (typeof FORMATS)[number]

/** How a file was printed beside its snapshot. */
export type Printed = {
  mark?: string
  signedOn?: string
  /** Handed in: nothing may be left out or stand for something else. A draft shows 〓 for a character without a glyph. */
  isFinal?: boolean
}

/** A place where a file says something else than the report. */
export type Difference = { place: string; expected: string; found: string }

/** A file that was made and does not say what the report says: it is not handed out. */
export class UnfaithfulFile extends Error {}

/** Reads a file back and throws UnfaithfulFile, naming the first place, unless it says exactly what the snapshot says. */
export function proveFile(file: Uint8Array, format: Format, snapshot: string, printed: Printed = {}): void {
  const [first] = compareFile(file, format, snapshot, printed)
  if (!first) return
  const { place, expected, found } = first
  throw new UnfaithfulFile(
    `导出的 ${format} 文件与报告不一致，没有提供下载。第一处：${place}应为“${short(expected)}”，文件中为“${short(found)}”。请再试一次，仍不一致请联系管理员`
  )
}

/** What a file says, as its own reader gives it. */
export type Contents =
  | { format: 'docx'; word: WordText }
  | { format: 'pdf'; pdf: PdfText }
  | { format: 'xlsx'; sheets: SheetText[] }
  | { format: 'csv'; rows: string[][] }
  | { format: 'json'; text: string }

/** Reads a file of ours. Throws, mostly Chinese sentences, if it cannot be read. */
export function readContents(file: Uint8Array, format: Format): Contents {
  switch (format) {
    case 'docx':
      return { format, word: readWord(file) }
    case 'pdf':
      return { format, pdf: readPdf(file) }
    case 'xlsx':
      return { format, sheets: readSheets(file) }
    case 'csv':
      return { format, rows: readCsv(new TextDecoder().decode(file)) }
    case 'json':
      return { format, text: new TextDecoder().decode(file) }
  }
}

/** Every place where a file differs from a snapshot, cell by cell and paragraph by paragraph. Throws if it cannot be read. */
export function compareFile(file: Uint8Array, format: Format, snapshot: string, printed: Printed = {}): Difference[] {
  return compareContents(readContents(file, format), snapshot, printed)
}

/** The same for a file that was read already. */
export function compareContents(contents: Contents, snapshot: string, printed: Printed = {}): Difference[] {
  const report = readSnapshot(snapshot)
  const template = templateOf(report)
  const document = makeDocument(report, printed.mark, printed.signedOn)
  return [...(printed.isFinal ? findLost(report, template) : []), ...findUndrawn(report, template, document), ...compare()]

  function compare(): Difference[] {
    switch (contents.format) {
      case 'docx': {
        const { paragraphs, tables, widths } = contents.word
        const drawn = document.blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
        const fitted = tables.map((rows, t) => fitColumns(rows, widths[t] ?? [], drawn[t]?.widths ?? []))
        return [...compareTexts(textsOf(document, template), paragraphs), ...compareTables(gridsOf(document, template), fitted)]
      }
      case 'xlsx':
        return compareSheets(document, template, contents.sheets)
      case 'pdf': {
        const { paragraphs, tables } = contents.pdf
        const shown = (text: string) => (printed.isFinal ? text : replaceUnprintable(text)).replace(/\s/g, '')
        return [
          ...compareTexts(
            textsOf(document, template).map(({ place, text }) => ({ place, text: shown(text) })),
            paragraphs
          ),
          ...compareTables(
            rowsOf(document, template).map((rows) => rows.map((row) => row.map(({ place, text }) => ({ place, text: shown(text) })))),
            tables
          )
        ]
      }
      case 'csv':
        return compareLines(report, template, contents.rows)
      case 'json':
        return contents.text === snapshot ? [] : compareSnapshots(report, readSnapshot(contents.text), template)
    }
  }
}

type Text = { place: string; text: string }

/** Title, headings, paragraphs, notes and signature in their order. */
function textsOf({ titleLines, blocks }: ReportDocument, template: Template): Text[] {
  return [
    { place: '标题', text: titleLines.join('\n') },
    ...blocks.flatMap((block): Text[] => {
      switch (block.is) {
        case 'heading':
          return [{ place: `标题“${block.text}”`, text: block.text }]
        case 'note':
          return [{ place: block.at ? placeName(template, block.at) : '表注', text: block.text }]
        case 'signature':
          return block.lines.map(({ text }) => ({ place: '落款', text }))
        case 'paragraph': {
          const text = block.runs.map((run) => run.text).join('')
          return [{ place: `${block.at ? placeName(template, block.at) : ''}“${short(text)}”一段`, text }]
        }
        default:
          return []
      }
    })
  ]
}

/** The drawn cells of each table; merged cells stand once. */
function rowsOf({ blocks }: ReportDocument, template: Template): Text[][][] {
  return blocks.flatMap((block) =>
    block.is === 'table'
      ? [
          block.rows.map((row, r) =>
            row.map(({ at, text }) => ({
              place: `${block.name}${at ? `“${placeName(template, at)}”` : `第 ${r + 1} 行的“${text}”`}`,
              text
            }))
          )
        ]
      : []
  )
}

/** The full grid of each table; merged cells repeat their text. */
function gridsOf(document: ReportDocument, template: Template): Text[][][] {
  const drawn = rowsOf(document, template)
  const tables = document.blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
  return tables.map(({ rows, columns }, t) => {
    const spanning = rows.map((row, r) => row.map(({ colspan, rowspan }, c) => ({ colspan, rowspan, ...(drawn[t]?.[r]?.[c] as Text) })))
    return layGrid(spanning, columns).map((line) => line.map(({ cell }) => cell))
  })
}

/** One missing or added paragraph is one difference: what is the same at the beginning and at the end is passed over. */
function compareTexts(expected: readonly Text[], found: readonly string[]): Difference[] {
  let [start, end] = [0, 0]
  while (start < expected.length && expected[start]?.text === found[start]) start++
  while (end < expected.length - start && end < found.length - start && expected.at(-1 - end)?.text === found.at(-1 - end)) end++
  const [left, right] = [expected.slice(start, expected.length - end), found.slice(start, found.length - end)]
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({
    place: left[i]?.place ?? '多出的一段',
    expected: left[i]?.text ?? '',
    found: right[i] ?? ''
  })).filter((one) => one.expected !== one.found)
}

function compareTables(expected: readonly Text[][][], found: readonly string[][][]): Difference[] {
  const tables = expected.flatMap((rows, t) => compareRows(rows, found[t] ?? []))
  const more = found.slice(expected.length).map((rows) => ({ place: '多出的一张表', expected: '', found: rows.flat().join(' ') }))
  return [...tables, ...more]
}

function compareRows(expected: readonly Text[][], found: readonly string[][]): Difference[] {
  const cells = expected.flatMap((row, r) => row.map(({ place, text }, c) => ({ place, expected: text, found: found[r]?.[c] ?? '' })))
  const more = found.flatMap((row, r) =>
    row.flatMap((text, c) =>
      expected[r]?.[c] || text === '' ? [] : [{ place: `多出的一格（第 ${r + 1} 行）`, expected: '', found: text }]
    )
  )
  // A cell that moved leaves a hole even where the texts are the same: rows count their cells.
  const lengths = expected.flatMap((row, r) => {
    const length = found[r]?.length ?? 0
    return length < row.length && row.slice(length).every(({ text }) => text === '') && length > 0
      ? [{ place: row[length]?.place ?? '', expected: `${row.length} 格`, found: `${length} 格` }]
      : []
  })
  return [...cells.filter((cell) => cell.expected !== cell.found), ...more, ...lengths]
}

function compareSheets(document: ReportDocument, template: Template, sheets: readonly SheetText[]): Difference[] {
  const notes = textsOf({ ...document, blocks: document.blocks.filter(({ is }) => is === 'note') }, template).slice(1)
  const running = textsOf({ ...document, titleLines: [document.title] }, template)
  const tables = gridsOf(document, template)
  const tableSheets = sheets.filter(({ name }) => name !== TEXT_SHEET)
  const below = tableSheets.flatMap(({ rows }, t) => rows.slice(ROWS_ABOVE + (tables[t]?.length ?? 0)).map(([text = '']) => text))
  return [
    ...compareTexts([...running, ...notes], [...textsOfSheet(sheets.find(({ name }) => name === TEXT_SHEET)), ...below]),
    ...tables.flatMap((rows, t) => {
      const grid = (tableSheets[t]?.rows ?? []).slice(ROWS_ABOVE, ROWS_ABOVE + rows.length)
      // Spreadsheets do not keep empty cells at the end.
      return compareRows(
        rows,
        rows.map((row, r) => row.map((_, c) => grid[r]?.[c] ?? ''))
      )
    }),
    ...tableSheets.slice(tables.length).map(({ name }) => ({ place: '多出的一张表', expected: '', found: name }))
  ]
}

/** The paragraphs of the text sheet, put together where one goes on over several rows. */
export function textsOfSheet(sheet: SheetText | undefined): string[] {
  const texts: string[] = []
  for (const [mark, text = ''] of sheet?.rows ?? []) {
    if (mark === CONTINUED) texts.push((texts.pop() ?? '') + text)
    else texts.push(text)
  }
  return texts
}

function compareLines(report: Report, template: Template, rows: readonly string[][]): Difference[] {
  const found = new Map(rows.slice(1).map((row) => [row[6], row[5] ?? '']))
  return printedCells(report).flatMap(({ at, text }) => {
    const [expected, read] = [guardFormula(text), found.get(at) ?? '']
    return expected === read ? [] : [{ place: `“${placeName(template, at)}”`, expected, found: read }]
  })
}

function compareSnapshots(report: Report, other: Report, template: Template): Difference[] {
  const heads = (['unit', 'year', 'kind', 'template', 'rules'] as const).map((key) => ({
    place: HEAD_NAMES[key],
    expected: String(report[key]),
    found: String(other[key])
  }))
  const addresses = [...new Set([...Object.keys(report.values), ...Object.keys(other.values)])]
  const values = addresses.map((at) => ({
    place: `“${placeName(template, at)}”`,
    expected: report.values[at] ?? '',
    found: other.values[at] ?? ''
  }))
  return [...heads, ...values].filter(({ expected, found }) => expected !== found)
}

const HEAD_NAMES = { unit: '单位', year: '年度', kind: '报告类别', template: '年报格式', rules: '规则版本' }

/** Characters no face has would be left out or replaced; a report with one cannot be handed in (X-17). */
function findLost(report: Report, template: Template): Difference[] {
  return [['unit', report.unit] as const, ...Object.entries(report.values)].flatMap(([at, text]) => {
    const [character] = unprintable(text)
    return character === undefined
      ? []
      : [{ place: at === 'unit' ? '单位名称' : `“${placeName(template, at)}”`, expected: character, found: '不能印刷的字符' }]
  })
}

/** What was typed and has no place in the document: every cell of the form is drawn once, every text that is not blank is printed. */
function findUndrawn(report: Report, template: Template, { blocks }: ReportDocument): Difference[] {
  const drawn = new Map<string, number>()
  const see = (at: string | undefined) => at !== undefined && drawn.set(at, (drawn.get(at) ?? 0) + 1)
  for (const block of blocks) {
    if (block.is === 'table') for (const { at } of block.rows.flat()) see(at)
    else if (block.is === 'paragraph' || block.is === 'note') see(block.at)
  }
  const cells = template.cells.filter(({ role }) => role !== 'group').map(({ at }) => ({ at, isRight: drawn.get(at) === 1 }))
  const isCell = new Set(cells.map(({ at }) => at))
  const texts = Object.keys(report.values)
    .filter((at) => !isCell.has(at) && unprintable(report.values[at] ?? '').length === 0 && report.values[at]?.trim() !== '')
    .map((at) => ({ at, isRight: drawn.has(at) }))
  return [...cells, ...texts].flatMap(({ at, isRight }) =>
    isRight ? [] : [{ place: `“${placeName(template, at)}”`, expected: report.values[at] ?? '', found: '' }]
  )
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 24 ? `${line.slice(0, 24)}…` : line
}
