import { kindByName, noFormFor, UnreadableReport } from '@/report/reading/read'
import { bareLabel } from '@/report/reading/read-labels'
import type { ReportKind } from '@/report/report'
import { type Address, noteAddress, type Template } from '@/report/template'
import { findTemplate, templates } from '@/report/templates'
import { findTexts } from './find-texts'
import { findCreditCode, findPublished, findTitle } from './find-title'
import { type FoundFile, PICTURE } from './found'
import { liftTexts } from './lift-texts'
import { linesToTables } from './lines-to-tables'
import { findCells } from './tables/find-cells'
import { joinTables } from './tables/join-tables'
import { type Doubt, judgeCells, type PlacedDoubt } from './tables/judge-cells'
import { countOwnLabels, knowLines } from './tables/known-lines'

/** A report as it was understood from a file: what is sure, and every doubt. A cell that is in neither is blank in the file. */
export type Understood = {
  org?: string
  /** 统一社会信用代码 */
  creditCode?: string
  year?: number
  template: Template
  kind: ReportKind
  published?: string
  headings?: readonly string[]
  values: Readonly<Record<Address, string>>
  /** The whole text of each section of prose by its key, and of the preamble; its parts stand in `values`. */
  texts: Readonly<Record<string, string>>
  doubts: readonly Doubt[]
}

/** Lines of text and rows of tables: a report has some hundred. */
const MOST_LINES = 50_000

/**
 * Understands what a reader found in a file: whose report it is, its tables by their labels, its texts by their headings.
 * No value is taken that is not sure. Throws UnreadableReport with a Chinese sentence if it is no annual report.
 */
export function understand(given: FoundFile): Understood {
  // What stands in a drawn table belongs there: a row may be half of one that the page cut.
  const lifted = given.isDrawn ? given.blocks : liftTexts(given.blocks)
  // A picture beside a text says nothing, one in a cell may be its number.
  const blocks = lifted.map((block) => (block.is === 'text' ? { ...block, text: block.text.replaceAll(PICTURE, '') } : block))
  const file = { ...given, blocks }
  const lines = file.blocks.reduce((count, block) => count + (block.is === 'table' ? block.rows.length : block.text.split('\n').length), 0)
  if (lines > MOST_LINES) throw new UnreadableReport('文件中的内容过多，不是年报')
  const title = findTitle(file)
  const { template, doubts } = chooseTemplate(file, title.year)
  const known = knowLines(template)
  const laid = linesToTables(known, file.blocks)
  const { finds, left } = findCells(known, joinTables(known, laid))
  const texts = findTexts(template, laid, title.lines, title.org)
  const found = texts.headings.length + (finds.length > 0 ? 1 : 0)
  if (found === 0 || (finds.length === 0 && texts.headings.length < 2))
    throw new UnreadableReport('文件中没有政府信息公开工作年度报告的表格和标题，请确认选对了文件')
  const cells = judgeCells(template, finds, file.isDrawn === true)
  const org = title.org
  const sections = Object.fromEntries([...texts.sections].map(([key, lines]) => [key, lines.join('\n')]))
  const notes = template.sections.flatMap(({ key, table }) =>
    table && sections[key] ? [[noteAddress(table), sections[key]] as const] : []
  )
  const prose = template.sections.filter(({ parts }) => parts)
  const all: PlacedDoubt[] = [
    ...(org === undefined ? [{ at: 'org', why: '没有找到标题中的单位名称', candidates: [] }] : []),
    ...(title.year === undefined ? [{ at: 'year', why: '没有找到年度', candidates: [] }] : []),
    ...title.others.map(({ org: other, year }) => ({
      at: other && other !== org ? 'org' : 'year',
      why: `文件中还有另一个标题：${other ?? ''}${year ?? ''}年。文件中有几份年报的，请每份存成一个文件再导入`,
      candidates: [`${org ?? ''}${title.year ?? ''}`, `${other ?? ''}${year ?? ''}`]
    })),
    ...doubts,
    ...texts.repeated.map(({ at, heading, texts: candidates }) => ({
      at,
      why: `标题“${heading}”出现了不止一次，不能确定采用哪一处的文字`,
      source: heading,
      candidates
    })),
    ...prose
      .filter(({ key }) => !texts.sections.has(key))
      .map(({ key, heading }) => ({ at: key, why: `没有找到标题“${heading}”`, candidates: [] })),
    ...cells.doubts,
    ...left.map((one) => ({ candidates: [], ...one }))
  ]
  return {
    org,
    creditCode: findCreditCode(file),
    year: title.year,
    template,
    kind: kindByName(org ?? ''),
    published: findPublished(file),
    headings: texts.headings.length > 0 ? texts.headings : undefined,
    values: {
      ...cells.values,
      ...texts.parts,
      ...Object.fromEntries(notes),
      ...(sections.preamble ? { preamble: sections.preamble } : {})
    },
    texts: sections,
    doubts: cutOut(file, all)
  }
}

/** The form of the year; where the tables speak of another one, that is told. Without a year, the one whose labels stand there. */
function chooseTemplate(file: FoundFile, year: number | undefined): { template: Template; doubts: Doubt[] } {
  const said = file.blocks.flatMap((block) =>
    block.is === 'table' ? block.rows.flatMap((row) => row.map(({ text }) => bareLabel(text))) : block.text.split(/[\n\t]/).map(bareLabel)
  )
  const [drawn] = countOwnLabels(said)
  if (year === undefined) return { template: drawn?.template ?? (templates.at(-1) as Template), doubts: [] }
  const template = findTemplate(year)
  if (!template) throw new UnreadableReport(noFormFor(year))
  if (!drawn || drawn.template === template) return { template, doubts: [] }
  const [from, to] = drawn.template.years
  const used = to === undefined ? `${from} 年起` : `${from} 至 ${to} 年`
  return { template, doubts: [{ at: 'year', why: `${year} 年的年报，表格却是 ${used}的格式，对不上的格没有采用`, candidates: [] }] }
}

/** Pictures of a file: more doubts are told by their lines alone. */
const MOST_CUTS = 150

function cutOut({ cut }: FoundFile, doubts: readonly PlacedDoubt[]): Doubt[] {
  let count = 0
  return doubts.map(({ place, ...doubt }) => (cut && place && count++ < MOST_CUTS ? { ...doubt, cut: cut(place) } : doubt))
}
