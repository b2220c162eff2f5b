import { placeName } from '@/report/finding'
import { makeDocument, type ReportDocument, withCover } from '@/report/layout/document'
import type { Imprint } from '@/report/layout/imprint'
import { type Report, templateOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import type { Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { unprintable } from '@/report/text/printable'
import { type Expected, type FileDifference, short } from './compare-document'
import { type Format, formatOf } from './formats'

/** How a file was printed beside its snapshot. */
export type Printed = {
  mark?: string
  imprint?: Partial<Imprint>
  /** Behind 封面. */
  hasCover?: boolean
  /** Handed in: every character must be printed. A draft shows 〓 for a character without a glyph. */
  isFinal?: boolean
}

/** A file was made that differs from its report: it is not handed out. */
export class UnfaithfulFile extends Error {}

/** Reads a file back and throws UnfaithfulFile, naming the first place, unless it says exactly what the snapshot says. */
export function verifyFile(file: Uint8Array, format: Format, snapshot: string, printed: Printed = {}): void {
  refuseFirst(compareFile(file, format, snapshot, printed), format)
}

/** The same of a paper, which has no snapshot: it must say what its document says. */
export function verifyPaper(file: Uint8Array, format: Format, document: ReportDocument): void {
  // It has no cells of a form; their names are asked of any.
  const template = openTemplate('F2021')
  const report: Report = { unit: document.unit, year: template.years[0], kind: 'department', template: template.id, rules: '', values: {} }
  refuseFirst(formatOf[format].open(file).compare({ snapshot: '', report, template, document, isFinal: false }), format)
}

function refuseFirst([first]: readonly FileDifference[], format: Format): void {
  if (!first) return
  const { place, expected, found } = first
  throw new UnfaithfulFile(
    `导出的 ${format} 文件与报告不一致，没有提供下载。第一处：${place}应为“${short(expected)}”，文件中为“${short(found)}”。请再试一次，仍不一致请联系管理员`
  )
}

/** Every place where a file differs from a snapshot, cell by cell and paragraph by paragraph. Throws if it cannot be read. */
export function compareFile(file: Uint8Array, format: Format, snapshot: string, printed: Printed = {}): FileDifference[] {
  const opened = formatOf[format].open(file)
  const expected = expectedOf(snapshot, printed)
  const lost = printed.isFinal ? findLost(expected.report, expected.template) : []
  return [...lost, ...findUndrawn(expected.report, expected.template, expected.document), ...opened.compare(expected)]
}

/** What a file of a snapshot has to say. */
export function expectedOf(snapshot: string, printed: Printed): Expected {
  const report = readSnapshot(snapshot)
  return { snapshot, report, template: templateOf(report), document: printedDocument(report, printed), isFinal: printed.isFinal ?? false }
}

/** A report as it is laid out for a file. */
export function printedDocument(report: Report, { mark, imprint, hasCover }: Printed): ReportDocument {
  const document = makeDocument(report, mark, imprint)
  return hasCover ? withCover(document, imprint?.date ?? '') : document
}

/** Characters no face has would be left out or replaced; a report with one cannot be handed in. */
function findLost(report: Report, template: Template): FileDifference[] {
  return [['unit', report.unit] as const, ...Object.entries(report.values)].flatMap(([at, text]) => {
    const [character] = unprintable(text)
    return character === undefined
      ? []
      : [{ place: at === 'unit' ? '单位名称' : `“${placeName(template, at)}”`, expected: character, found: '不能印刷的字符' }]
  })
}

/** Values the document leaves out: each cell of the form must be drawn exactly once, each text that is not blank at least once. */
function findUndrawn(report: Report, template: Template, { blocks }: ReportDocument): FileDifference[] {
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
