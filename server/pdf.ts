import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { renderSVG } from 'uqr'
import type { Block, ReportDocument } from '@/report/document'
import { layGrid, type Placed } from '@/report/grid'
import { replaceUnprintable } from '@/report/printable'
import { env } from './env'

/** PDF/UA-1 is read aloud best; PDF/A-2a is what archives ask for. Typst makes either, not both at once. */
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

type Order = { report: string; date: string | undefined; form: PdfStandard | 'svg'; fontDir: string | undefined }
type Job = { order: Order; resolve: (made: Uint8Array) => void; reject: (error: Error) => void }
type Answer = { made: Uint8Array; error?: undefined } | { error: string }

/** Typesetting blocks its thread and keeps 150 MB, so there is one worker a process, however often this file is bundled. */
type Press = { jobs: Job[]; worker?: Worker; limit?: NodeJS.Timeout }
const shared = globalThis as typeof globalThis & { nianbaoPress?: Press }
shared.nianbaoPress ??= { jobs: [] }
const press = shared.nianbaoPress

/**
 * The report as a tagged PDF in the layout of GB/T 9704; the same document gives the same bytes. Characters without a glyph
 * become 〓. Faces found in `fontDir` (仿宋_GB2312, 楷体_GB2312, 方正小标宋简体, 黑体, 宋体) are used before our own.
 * Rejects with a Chinese sentence; later requests are still answered.
 */
export async function makePdf(
  document: ReportDocument,
  { fontDir = env().FONT_DIR, standard = 'ua-1', seal, date }: PdfOptions = {}
): Promise<Uint8Array> {
  return typeset({ report: describe(document, seal, date !== undefined), date, form: standard, fontDir })
}

/** The pages of that PDF as one SVG picture, one below the other, letters as outlines: what the preview shows. */
export async function makePages(document: ReportDocument, fontDir = env().FONT_DIR): Promise<Uint8Array> {
  return typeset({ report: describe(document, undefined, false), date: undefined, form: 'svg', fontDir })
}

function typeset(order: Order): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    press.jobs.push({ order, resolve, reject })
    if (press.jobs.length === 1) start()
  })
}

/** What the template reads: the blocks in groups that belong on one page. */
function describe({ title, titleLines, unit, mark, blocks }: ReportDocument, seal: Seal | undefined, isDated: boolean): string {
  const groups: { blocks: unknown[]; mayOverflow: boolean }[] = []
  blocks.forEach((block, i) => {
    const before = blocks[i - 1]?.is
    const isTogether = (block.is === 'table' && before === 'heading') || (block.is === 'note' && before === 'table')
    if (!isTogether) groups.push({ blocks: [], mayOverflow: false })
    const group = groups.at(-1)
    group?.blocks.push(printable(block))
    if (group && mayOverflow(block)) group.mayOverflow = true
  })
  const heads = [title, unit, mark, ...titleLines].map((text) => text && replaceUnprintable(text))
  return JSON.stringify({
    title: heads[0],
    unit: heads[1],
    mark: heads[2],
    titleLines: heads.slice(3),
    groups,
    seal: seal && drawSeal(seal),
    isDated
  })
}

function drawSeal({ code, address }: Seal) {
  return { code, address, picture: renderSVG(address, { border: 0, ecc: 'M' }) }
}

/** The forms fit their pages with one line in each cell; what somebody wrote into one or below the table may not. */
function mayOverflow(block: Block): boolean {
  if (block.is !== 'table') return block.is === 'note'
  const line = block.columns < 8 ? 9 : 5
  return block.rows.some((row) => row.some(({ at, text }) => at !== undefined && text.length > line))
}

function printable(block: Block) {
  if (block.is === 'paragraph')
    return { is: block.is, runs: block.runs.map(({ text, face }) => ({ face, text: divide(text, LONG_IN_LINE) })) }
  if (block.is === 'signature')
    return { is: block.is, lines: block.lines.map((line) => ({ ...line, text: replaceUnprintable(line.text) })) }
  if (block.is !== 'table') return { is: block.is, text: divide(block.text, LONG_IN_LINE) }
  return { is: block.is, columns: block.columns, widths: block.widths, lowRows: lowRows(block), parts: partsOf(block) }
}

/** Of the template, in points: the width of the text on a page, the two sizes of print in tables, what a cell keeps free. */
const LINE = { width: 442, size: 10.5, smallSize: 9, padding: 5 }

/** How wide these come out, in their own size, is known before they are set. */
const PLAIN = /^[\p{Script=Han}\d（）、，。：“”.]*$/u
const DIGIT = 0.6
const widthOf = (text: string) => text.length - (1 - DIGIT) * (text.match(/[\d.]/g)?.length ?? 0)

/**
 * Which rows surely are one line high. Asking the typesetter how high a row becomes means setting each of its cells twice,
 * and merged cells more often.
 */
function lowRows({ rows, columns, widths }: Extract<Block, { is: 'table' }>): boolean[] {
  const size = columns < 8 ? LINE.size : LINE.smallSize
  const share = LINE.width / widths.reduce((sum, width) => sum + width, 0)
  const isLow = ({ cell, column }: Placed<Extract<Block, { is: 'table' }>['rows'][number][number]>) => {
    const width = widths.slice(column, column + cell.colspan).reduce((sum, one) => sum + one, 0) * share - LINE.padding
    // Where a line may not end, one character goes down.
    const length = width / size - (cell.rowspan > 1 ? 2 : 0)
    return PLAIN.test(cell.text) && widthOf(cell.text) <= length * cell.rowspan
  }
  return layGrid(rows, columns).map((line) => line.every(isLow))
}

/** Header rows and the rows below them. In 第二部分, which stacks several blocks, a head stands one level below its caption. */
function partsOf({ rows, headRows }: Extract<Block, { is: 'table' }>) {
  const parts: { level: number; cells: unknown[] }[] = []
  rows.forEach((row, i) => {
    const before = parts.at(-1)?.level ?? 0
    const isHead = row.every(({ at }) => at === undefined)
    const level = isHead ? (i < headRows ? 1 : before + 1) : 0
    if (parts.length === 0 || level !== before) parts.push({ level, cells: [] })
    // A row that must be split stays whole, unless somebody wrote a page into one of its cells.
    const isTall = row.some(({ text }) => text.length > 100)
    parts.at(-1)?.cells.push(
      ...row.map(({ text, align, colspan, rowspan, at }) => ({
        text: divide(text, LONG_IN_CELL),
        isTyped: at !== undefined,
        align,
        colspan,
        rowspan,
        breakable: isTall || rowspan > 1
      }))
    )
  })
  return parts
}

type Long = { word: RegExp; piece: RegExp }

/**
 * Chinese text ends a line anywhere; addresses, numbers and rules of dashes that are too long need a mark where they may.
 * A mark after every letter would make paragraphs slow.
 */
const LONG_IN_LINE: Long = { word: /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]{24,}/gu, piece: /.{1,3}/gu }
const LONG_IN_CELL: Long = { word: /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]{5,}/gu, piece: /./gu }

function divide(text: string, { word, piece }: Long): string {
  return replaceUnprintable(text).replace(word, (long) => (long.match(piece) ?? []).join('\u200b'))
}

/** A report of 100,000 characters takes three seconds; what takes this long will never end. */
const LONGEST = 60_000

/** Sends the first job; the others wait here, so that a worker that dies takes only one with it. */
function start(): void {
  const job = press.jobs[0]
  if (!job) return
  try {
    press.worker ??= startWorker()
    press.worker.ref()
    press.limit = setTimeout(() => press.worker?.terminate(), LONGEST)
    press.worker.postMessage(job.order)
  } catch (error) {
    finish({ error: String(error) })
  }
}

function finish(answer: Answer): void {
  clearTimeout(press.limit)
  // An idle worker must not keep the process alive.
  press.worker?.unref()
  const job = press.jobs.shift()
  if (answer.error === undefined) job?.resolve(answer.made)
  else job?.reject(new Error(`PDF 没有生成：${answer.error}`))
  start()
}

function startWorker(): Worker {
  // Bundlers that see the class imported take the file of the worker into their bundle, where nobody finds it.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const folder = join(/* turbopackIgnore: true */ process.cwd(), 'server')
  const worker = new Worker(join(folder, 'pdf-worker.mjs'), {
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
    workerData: { templateFolder: folder, fontFolder: join(/* turbopackIgnore: true */ process.cwd(), 'build', 'fonts') }
  })
  let reason = '排版进程意外退出'
  worker.on('message', finish)
  worker.on('error', (error) => {
    reason = error.message
  })
  worker.on('exit', () => {
    press.worker = undefined
    finish({ error: reason })
  })
  return worker
}
