import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { encode } from 'uqr'
import type { PrintedBlock, PrintedCell, ReportDocument } from '@/report/layout/document'
import { heightOfCopies } from '@/report/layout/imprint'
import { widthOfLine } from '@/report/layout/measure'
import { groupBlocks, type PlacedTable, setPages } from '@/report/layout/pages'
import { CELL_MARGIN, COPIES, COVER, LETTERHEAD, NOTE, PAPER, PITCH, RULE, SEAL, TABLE_GAP, TITLE } from '@/report/layout/paper'
import type { TableBlock } from '@/report/layout/table-setting'
import { replaceUnprintable } from '@/report/text/printable'
import { env } from '@/server/base/env'
import { OFFICE_FACES } from './faces'
import { markRowHeaders } from './row-headers'

/** PDF/UA-1 is best for screen readers, PDF/A-2a is what archives ask for. Typst writes one of them, not both. */
export type PdfStandard = 'ua-1' | 'a-2a'

/** What the footer of a published report carries: the beginning of its hash, and the address where anybody can check it. */
export type Seal = { code: string; address: string }

export type PdfOptions = {
  fontDir?: string
  standard?: PdfStandard
  seal?: Seal
  /** yyyy-mm-dd, the date in the file's properties; an archive (a-2a) cannot do without, and it must not be the day of making. */
  date?: string
}

/**
 * The report as a tagged PDF in the layout of GB/T 9704; the same document gives the same bytes. Characters without a glyph
 * become 〓. Faces found in `fontDir` (仿宋_GB2312, 楷体_GB2312, 方正小标宋简体, 黑体, 宋体) are used before our own.
 * Throws a Chinese sentence. Blocks its thread and leaves 150 MB with it: in the server that is the worker.
 */
export function makePdf(
  document: ReportDocument,
  { fontDir = env().FONT_DIR, standard = 'ua-1', seal, date }: PdfOptions = {}
): Uint8Array {
  const creationTimestamp = date === undefined ? undefined : Date.parse(date) / 1000
  const files = { 'report.json': describe(document, date !== undefined), 'seal.json': seal ? drawSeal(seal, document) : null }
  return typeset(files, fontDir, (compiler, pages) =>
    markRowHeaders(compiler.pdf(pages, { pdfStandard: standard, creationTimestamp }), document)
  )
}

/** The pages of that PDF as one SVG picture, one below the other, letters as outlines. */
export function drawDocument(document: ReportDocument, fontDir: string | undefined): string {
  const files = { 'report.json': describe(document, false), 'seal.json': null }
  return typeset(files, fontDir, (compiler, pages) => compiler.plainSvg(pages))
}

function typeset<T>(
  files: Readonly<Record<string, unknown>>,
  fontDir: string | undefined,
  print: (compiler: NodeCompiler, pages: NodeTypstDocument) => T
): T {
  const compiler = compilerFor(fontDir)
  try {
    for (const [name, content] of Object.entries(files))
      compiler.mapShadow(join(TEMPLATE_FOLDER, name), Buffer.from(JSON.stringify(content)))
    const compiled = compiler.compile({
      mainFilePath: join(TEMPLATE_FOLDER, 'report.typ'),
      inputs: { office: fontDir ? OFFICE_NAMES : '{}', paper: MEASURES }
    })
    if (!compiled.result) throw compiled.takeError()
    return print(compiler, compiled.result)
  } catch (error) {
    throw new Error(`PDF 没有生成：${explain(error)}`)
  } finally {
    // Typst's cache is global and never evicts by itself. Looking through it costs a twentieth of a report.
    if (++sinceEvicted >= REPORTS_KEPT) {
      compiler.evictCache(1)
      sinceEvicted = 0
    }
  }
}

/** What none of the last so many reports used, or of twice as many, goes from the cache. */
const REPORTS_KEPT = 10
let sinceEvicted = 0

const TEMPLATE_FOLDER = join(process.cwd(), 'server', 'files', 'pdf')
const FONT_FOLDER = join(process.cwd(), 'build', 'fonts')

const OFFICE_NAMES = JSON.stringify(Object.fromEntries(Object.entries(OFFICE_FACES).map(([face, { names }]) => [face, names])))

const MEASURES = JSON.stringify({
  ...PAPER,
  pitch: PITCH,
  title: TITLE,
  note: NOTE,
  copies: COPIES,
  cover: COVER,
  letterhead: LETTERHEAD,
  seal: SEAL,
  gap: TABLE_GAP,
  rule: RULE
})

const compilers = new Map<string, NodeCompiler>()

function compilerFor(fontDir = ''): NodeCompiler {
  const known = compilers.get(fontDir)
  if (known) return known
  if (!existsSync(FONT_FOLDER)) throw new Error(`没有字体文件夹 ${FONT_FOLDER}，请先运行 node scripts/fonts.mjs`)
  if (fontDir && !existsSync(fontDir)) throw new Error(`没有 FONT_DIR 指定的字体文件夹 ${fontDir}`)
  const compiler = NodeCompiler.create({
    workspace: TEMPLATE_FOLDER,
    fontArgs: [{ fontPaths: fontDir ? [fontDir, FONT_FOLDER] : [FONT_FOLDER] }]
  })
  compilers.set(fontDir, compiler)
  return compiler
}

/** What the template reads: the blocks in groups that belong on one page, each table as it is set. */
function describe(document: ReportDocument, isDated: boolean) {
  const { title, titleLines, unit, mark, head, cover, blocks } = document
  const { tables } = setPages(document)
  const groups = groupBlocks(blocks).map((group) => {
    const [table] = group.flatMap((block) => tables.get(block) ?? [])
    const printed = group.map((block) => printable(block, tables.get(block), blocks[blocks.indexOf(block) + 1]))
    const isHeld = group.some(({ is }) => is === 'signature')
    return { hasTable: table !== undefined, isWhole: table?.isWhole ?? isHeld, blocks: printed }
  })
  // Texts that are not there stay out: the template asks whether they are in the report.
  return {
    title: replaceUnprintable(title),
    unit: replaceUnprintable(unit),
    mark: mark && replaceUnprintable(mark),
    titleLines: titleLines.map(replaceUnprintable),
    head: head && { number: replaceUnprintable(head.number), signer: replaceUnprintable(head.signer) },
    cover: cover && { titleLines: cover.titleLines.map(replaceUnprintable), foot: cover.foot.map(replaceUnprintable) },
    groups,
    isDated
  }
}

/** Whether a signature leaves room for the seal at its left; it must not be printed over a long name. */
function isRoomBeside({ blocks }: ReportDocument, address: string): boolean {
  const signature = blocks.find((block) => block.is === 'signature')
  if (!signature) return false
  const reach = Math.max(...signature.lines.map(({ text, indent }) => widthOfLine(text) + indent))
  const width = SEAL.picture + SEAL.gap + address.length * SEAL.letter * SEAL.size
  return (1 - (reach + 0.5) / PAPER.characters) * PAPER.width >= width
}

function drawSeal({ code, address }: Seal, document: ReportDocument) {
  const { size, data } = encode(address, { border: 0, ecc: 'M' })
  // Adjacent dark squares become one rectangle: each rectangle is written on every page.
  const pieces = data.flatMap((row, y) =>
    [...row.map(Number).join('').matchAll(/1+/g)].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
  )
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${pieces.join('')}"/></svg>`
  return { code, address, picture, isBeside: isRoomBeside(document, address) }
}

function printable(block: PrintedBlock, setting: PlacedTable | undefined, next: PrintedBlock | undefined) {
  if (block.is === 'paragraph')
    return {
      is: block.is,
      isAboveTable: next?.is === 'table',
      isFlush: block.isFlush ?? false,
      runs: block.runs.map(({ text, face }) => ({ face, text: divide(text, LONG_IN_LINE) }))
    }
  if (block.is === 'signature')
    return {
      is: block.is,
      isSealed: block.isSealed ?? false,
      lines: block.lines.map((line) => ({ ...line, text: replaceUnprintable(line.text) }))
    }
  if (block.is === 'copies') return { is: block.is, text: replaceUnprintable(block.text), height: heightOfCopies(block.text) }
  if (block.is === 'table') return setting && printableTable(block, setting)
  return { is: block.is, text: divide(block.text, LONG_IN_LINE) }
}

function printableTable(table: TableBlock, setting: PlacedTable) {
  const { size, pitch, rows } = setting
  const heights = rows.map(({ height, isTall }) => (isTall ? null : height))
  return { is: table.is, widths: table.widths, size, pitch, heights, parts: partsOf(table, setting) }
}

/** Header rows and the rows below them. In 第二部分, which stacks several blocks, a head stands one level below its caption. */
function partsOf({ rows, headRows }: TableBlock, setting: PlacedTable) {
  const parts: { level: number; cells: unknown[] }[] = []
  rows.forEach((row, i) => {
    const before = parts.at(-1)?.level ?? 0
    const isHead = row.every(({ at }) => at === undefined)
    const level = isHead ? (i < headRows ? 1 : before + 1) : 0
    if (parts.length === 0 || level !== before) parts.push({ level, cells: [] })
    const isTall = setting.rows[i]?.isTall ?? false
    parts.at(-1)?.cells.push(...row.map((cell) => printableCell(cell, setting.lines.get(cell) ?? [], isTall)))
  })
  return parts
}

/** A cell with more lines is one that makes its row tall. */
const MOST_LINES = 20

/** Lines are printed as they were set; those of a cell that may go over the page are the typesetter's business. */
function printableCell({ text, align, colspan, rowspan, isVertical }: PrintedCell, lines: readonly string[], isTall: boolean) {
  // The typesetter takes the free half of a bracket away at the beginning of a line, but not after a space of no width.
  const set = replaceUnprintable(lines.join('\n')).replace(/^（/gm, '\u200b（')
  const shown = isTall && lines.length > MOST_LINES ? divide(text, LONG_IN_CELL) : set
  return {
    text: shown,
    align,
    margin: CELL_MARGIN.label,
    colspan,
    rowspan,
    isVertical: isVertical ?? false,
    breakable: isTall || rowspan > 1
  }
}

/**
 * Chinese text breaks anywhere; long URLs, numbers and runs of dashes need explicit break opportunities. One after every
 * letter would make paragraphs slow.
 */
const LONG_IN_LINE = /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]{24,}/gu
const LONG_IN_CELL = /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]{5,}/gu
/** An address fits a line or two; what is longer was not typed by a clerk. */
const LONGEST_ADDRESS = 120

function divide(text: string, word: RegExp): string {
  return replaceUnprintable(text).replace(word, (long) =>
    (long.match(long.length > LONGEST_ADDRESS ? /.{1,3}/gu : /./gu) ?? []).join('\u200b')
  )
}

/** Errors of the compiler carry a list of diagnostics. */
function explain(error: unknown): string {
  const found = error instanceof Object && 'shortDiagnostics' in error ? (error.shortDiagnostics as { message: string }[]) : []
  return found.map(({ message }) => message).join('；') || (error instanceof Error ? error.message : String(error))
}
