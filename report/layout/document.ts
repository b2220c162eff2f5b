import { type Report, templateOf, titleOf } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { type Address, noteAddress, partAddress, preamble, type Section, type Table, type Template } from '@/report/template'
import { cleanText } from '@/report/text/clean-text'
import { type Amounts, printValue, readAmounts } from '@/report/values'
import { type DrawnCell, drawTable } from './drawing'
import type { Spanning } from './grid'
import { type Imprint, type Letterhead, NO_IMPRINT, printCopies, printDate, type SignatureLine, signLines } from './imprint'
import { breakLines } from './measure'

/** Text in one face: 仿宋 unless said otherwise. */
export type Run = { text: string; face?: '楷体' | '黑体' }

export type PrintedCell = Spanning & Pick<DrawnCell, 'is' | 'at' | 'isVertical'> & { text: string; align: 'left' | 'center' }

/**
 * A piece of the finished report, with the address its text has and, of a paragraph or a note, where in that text it
 * starts. `isFlush`: its first line is not indented. Table rows hold spanning cells with the covered ones left out, as in HTML.
 */
export type PrintedBlock =
  | { is: 'heading'; text: string; at?: Address }
  | { is: 'paragraph'; runs: readonly Run[]; at?: Address; start?: number; isFlush?: true }
  | { is: 'table'; name: string; columns: number; widths: readonly number[]; headRows: number; rows: readonly (readonly PrintedCell[])[] }
  | { is: 'note'; text: string; at?: Address; start?: number }
  | { is: 'signature'; lines: readonly SignatureLine[]; isSealed?: true }
  | { is: 'copies'; text: string }

/** A report as it is read: Word, PDF, the review page and the public page are made from this and nothing else. */
export type ReportDocument = {
  title: string
  /** The title broken by meaning, never inside a word. */
  titleLines: readonly string[]
  unit: string
  /** 草稿 on every page of a report that has not been approved. */
  mark?: string
  /** 版头: the line above the title. */
  head?: Letterhead
  /** 封面, a leaf of its own: its title, and what stands at its foot. */
  cover?: { titleLines: readonly string[]; foot: readonly string[] }
  blocks: readonly PrintedBlock[]
}

/** Characters on a line of the title, and of the title on 封面: 156 mm at 22 and at 26 pt. */
export const TITLE_WIDTH = 20
const COVER_WIDTH = 16

const TITLE_END = '政府信息公开工作年度报告'

/**
 * The report in its official layout: title, preamble, six sections. `mark` is printed on every page. `imprint` adds what the
 * form does not ask for but an official document carries.
 */
export function makeDocument(given: Report, mark?: string, imprint: Partial<Imprint> = {}): ReportDocument {
  const { report, template, amounts } = openSheet(given)
  const unit = cleanText(report.unit)
  const title = titleOf({ ...report, unit })
  const { number, signer, date, copies, isSealed } = { ...NO_IMPRINT, ...imprint }
  return {
    title,
    titleLines: title.length <= TITLE_WIDTH ? [title] : [...breakName(`${unit}${report.year}年`), TITLE_END],
    unit,
    mark,
    ...((number || signer) && { head: { number, signer } }),
    blocks: [
      ...paragraphs(report, preamble.key),
      ...template.sections.flatMap((section) => [
        { is: 'heading' as const, text: section.heading, at: section.key },
        ...printSection(report, amounts, section)
      ]),
      ...(date || isSealed ? [sign(unit, date, isSealed)] : []),
      ...(copies ? [{ is: 'copies' as const, text: printCopies(copies) }] : [])
    ]
  }
}

/** The same document behind 封面, which says whose report it is and, where it is dated, of which day. */
export function withCover(document: ReportDocument, date: string): ReportDocument {
  const foot = [document.unit, ...(date ? [printDate(date)] : [])]
  const name = document.title.slice(0, -TITLE_END.length)
  return { ...document, cover: { titleLines: [...breakName(name, COVER_WIDTH), TITLE_END], foot } }
}

/** Lines left free for handwriting in each part of a blank form. */
const BLANK_LINES = 4

/** The form with nothing in it, to be filled in by hand: headings, sub-headings, free lines, empty cells. */
export function makeBlankDocument(template: Template): ReportDocument {
  const report: Report = { unit: '', year: template.years[0], kind: 'department', template: template.id, rules: '', values: {} }
  const amounts = readAmounts(template, report.values)
  const free = new Array<PrintedBlock>(BLANK_LINES).fill({ is: 'paragraph', runs: [] })
  const titleLines = ['（机关名称）＿＿＿＿年', TITLE_END]
  return {
    title: titleLines.join(''),
    titleLines,
    unit: '',
    blocks: [
      ...free,
      ...template.sections.flatMap((section): PrintedBlock[] => [
        { is: 'heading', text: section.heading },
        ...(section.table
          ? printTable(report, amounts, section.table)
          : section.parts
              .filter(({ heading }) => heading || section.parts.length === 1)
              .flatMap(({ heading }): PrintedBlock[] => [
                ...(heading ? [{ is: 'paragraph' as const, runs: [{ text: `${heading}。`, face: '楷体' as const }] }] : []),
                ...free
              ]))
      ])
    ]
  }
}

/** Where a long name may be broken: after a place, an organ, a bracket. */
const NAME_BREAK = /(?<=自治[区州县旗]|[省市区县州旗盟镇乡）、]|街道|人民政府|委员会|管理局|办事处)(?![）、])|(?=（)/u

/** A name too long for a line of the title, in lines of about one length, broken by meaning where that is possible. */
function breakName(name: string, most = TITLE_WIDTH): string[] {
  const count = Math.ceil(name.length / most)
  if (count === 1) return [name]
  const parts = name.split(NAME_BREAK)
  const lines: string[] = []
  for (const part of parts) {
    const line = lines.at(-1)
    const isLast = lines.length === count
    if (line !== undefined && line.length + part.length <= most && (isLast || line.length < name.length / count - 2))
      lines[lines.length - 1] += part
    else lines.push(part)
  }
  return lines.every(({ length }) => length <= most) ? lines : breakLines(name, most)
}

/** 署名 and 成文日期, with room for 印章 if there will be one. */
export function sign(unit: string, date: string, isSealed: boolean): PrintedBlock {
  return { is: 'signature', lines: signLines(breakName(unit), { date, isSealed }), ...(isSealed && { isSealed }) }
}

function printSection(report: Report, amounts: Amounts, section: Section): PrintedBlock[] {
  if (section.table) return printTable(report, amounts, section.table)
  return section.parts.flatMap((part) => paragraphs(report, partAddress(section, part), part.heading))
}

/** One paragraph a line; the heading of a part runs into its first paragraph (`（一）主动公开。全年…`). */
function paragraphs(report: Report, at: Address, heading?: string): PrintedBlock[] {
  const lines = [...cleanText(report.values[at] ?? '').matchAll(/\S(?:.*\S)?/g)]
  return lines.map(({ 0: text, index: start }, i): PrintedBlock => {
    const opening: Run[] = heading && i === 0 ? [{ text: `${heading}。`, face: '楷体' }] : []
    return { is: 'paragraph', runs: [...opening, { text }], at, start }
  })
}

function printTable(report: Report, amounts: Amounts, table: Table): PrintedBlock[] {
  const template = templateOf(report)
  const { columns, widths, rows } = drawTable(table)
  // Labels that fill several columns are sentences and start at the left; single words are centred.
  const labelAlign = rows.some(({ cells }) => cells.filter((cell) => cell.is === 'label').length > 1) ? 'left' : 'center'
  const noteAt = noteAddress(table)
  const note = cleanText(report.values[noteAt] ?? '')
  return [
    {
      is: 'table',
      name: table.name,
      columns,
      widths,
      headRows: table.blocks.length === 1 ? rows.filter(({ isHead }) => isHead).length : 0,
      rows: rows.map(({ cells }) =>
        cells.map((cell) => ({
          ...cell,
          text: cell.at === undefined ? cell.text : cleanText(printValue(template, report.values, amounts, cell.at)),
          align: cell.is === 'label' && !cell.isVertical ? labelAlign : 'center'
        }))
      )
    },
    ...(note.trim() ? [{ is: 'note' as const, text: note.trim(), at: noteAt, start: note.search(/\S/) }] : [])
  ]
}
