import type { FoundBlock, FoundFile } from '@/report/understanding/found'
import { sentenceIn } from '@/server/base/told-error'
import { cutTable } from './cut-table'
import { joinPages } from './join-pages'
import { openPdf } from './pdf-library'
import { linesOf, type TextLine } from './pdf-lines'
import { type Operators, readRules, readSigns, type Sign } from './pdf-marks'
import { findTables, type RuledTable } from './pdf-tables'

const MOST_PAGES = 60
/** Characters of a whole file: fewer are the page numbers of a scan. */
const FEWEST_SIGNS = 100
/** Part of a page at its upper and lower edge in which lines that repeat belong to the page. */
const EDGE = 0.09

type Page = { signs: Set<Sign>; height: number; tables: ReturnType<typeof findTables> }

/** A PDF with text as texts and tables, whatever program printed it: rules make the tables. Throws Chinese sentences. */
export async function readPrintedPdf(file: Uint8Array): Promise<FoundFile> {
  const { task, operators } = await openPdf(file)
  try {
    const document = await task.promise
    if (document.numPages > MOST_PAGES) throw new Error(`这份 PDF 有 ${document.numPages} 页，年报最多 ${MOST_PAGES} 页，请只保留年报的页`)
    const signs: Sign[][] = []
    for (let n = 1; n <= document.numPages; n++) signs.push(await readSigns(await document.getPage(n)))
    if (signs.flat().length < FEWEST_SIGNS) throw scanned()
    const pages: Page[] = []
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n)
      const { rules, isHidden } = await readRules(page, operators as unknown as Operators)
      if (isHidden) throw scanned()
      const own = new Set(signs[n - 1])
      pages.push({ signs: own, height: page.getViewport({ scale: 1 }).height, tables: findTables(rules, own) })
      page.cleanup()
    }
    const { info } = await document.getMetadata()
    const title = (info as { Title?: unknown }).Title
    return { ...layBlocks(pages), title: typeof title === 'string' ? title : undefined, isDrawn: true }
  } catch (error) {
    if (sentenceIn(error)) throw error
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new Error(isLocked ? '这份 PDF 需要密码，请去掉密码后再试' : '这份 PDF 已损坏，无法读取', { cause: error })
  } finally {
    await task.destroy()
  }
}

function scanned(): Error {
  return new Error('这份 PDF 是扫描件或图片，读不出可靠的文字，请改用 Word 文件或由 Word 导出的 PDF，或直接在表中填写')
}

function layBlocks(pages: readonly Page[]): Pick<FoundFile, 'blocks' | 'cut'> {
  const lines = pages.map(({ signs }) => linesOf([...signs]))
  const running = findRunning(pages, lines)
  const body = lines.flat().filter((line) => !running.has(line))
  const [left, right] = [
    quantile(
      body.map((line) => line.left),
      0.1
    ),
    quantile(
      body.map((line) => line.right),
      0.9
    )
  ]
  const blocks: FoundBlock[] = []
  const drawings: RuledTable[] = []
  const joined = joinPages(
    pages.map(({ tables }, i) => {
      const ys = (lines[i] ?? []).filter((line) => !running.has(line)).map(({ y }) => y)
      return {
        tables,
        hasAbove: ys.some((y) => y < (tables[0]?.top ?? 0)),
        hasBelow: ys.some((y) => y > (tables.at(-1)?.bottom ?? Number.POSITIVE_INFINITY))
      }
    })
  )
  let last: (TextLine & { page: number }) | undefined
  joined.forEach((tables, i) => {
    const where = `第 ${i + 1} 页`
    const items = [
      ...tables.map((table) => ({ y: table.top, table, line: undefined })),
      ...(lines[i] ?? []).filter((line) => !running.has(line)).map((line) => ({ y: line.y, table: undefined, line }))
    ].sort((a, b) => a.y - b.y)
    for (const { table, line } of items) {
      if (table) {
        const rows = numberPlaces(table, drawings.push(table) - 1)
        blocks.push({ is: 'table', rows, where: table.pages > 1 ? `第 ${i + 1} 至 ${i + table.pages} 页` : where })
        last = undefined
        continue
      }
      const open = blocks.at(-1)
      if (last && open?.is === 'text' && goesOn(last, { ...line, page: i }, left, right)) open.text += line.text
      else blocks.push({ is: 'text', text: line.text, where })
      last = { ...line, page: i }
    }
  })
  return { blocks, cut: (place) => cutTable(drawings[place.drawing] as RuledTable, place) }
}

const numberPlaces = ({ rows }: RuledTable, drawing: number) =>
  rows.map((row) => row.map((cell) => (cell.place ? { ...cell, place: { ...cell.place, drawing } } : cell)))

/** A number of Chinese style opens a paragraph, also where the line before is full. */
const NUMBERED = /^\s*(?:[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、)/

/** A line goes on with the paragraph of the one before if that one is full and this one is not indented. */
function goesOn(last: TextLine & { page: number }, line: TextLine & { page: number }, left: number, right: number): boolean {
  if (NUMBERED.test(line.text)) return false
  const isFull = last.right > right - last.size * 2.5
  const isFlush = line.left < left + line.size * 0.8
  const isNear = last.page !== line.page || line.y - last.y < last.size * 3
  return isFull && isFlush && isNear && Math.abs(last.size - line.size) < 1.5
}

/** Lines at the edges of pages that differ only in their numbers, and page numbers. */
function findRunning(pages: readonly Page[], lines: readonly TextLine[][]): Set<TextLine> {
  const seen = new Map<string, TextLine[]>()
  const out = new Set<TextLine>()
  lines.forEach((page, i) => {
    const height = pages[i]?.height ?? 0
    for (const line of page) {
      if (line.y > height * EDGE && line.y < height * (1 - EDGE)) continue
      const key = line.text.replace(/[\s\d]+/g, '#')
      if (/^[-—–－·#]+$/.test(key)) out.add(line)
      seen.set(key, [...(seen.get(key) ?? []), line])
    }
  })
  for (const same of seen.values()) if (same.length > 1) for (const line of same) out.add(line)
  return out
}

function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0
}
