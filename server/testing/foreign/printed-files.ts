import { deflateSync } from 'node:zlib'
import type { Report } from '@/report/report'
import { fillTable, type Habits, type randomOf, textsOf } from './foreign-files'

type Random = ReturnType<typeof randomOf>

/** How an office program prints: margins, sizes, what it does where a page ends. Seen in prints of WPS. */
type Print = {
  size: number
  leading: number
  /** Points between the last line of the page and the page number. */
  foot: number
  number: (page: number) => string
  /** Rules as filled bars, else as strokes. */
  isFilled: boolean
  /** A row cut by the page is closed there by a rule. */
  isClosed: boolean
  /** Rows are never cut: the whole row goes to the next page. */
  isKept: boolean
  /** The head of a table is repeated on its next page. */
  isRepeated: boolean
  /** Texts of cells stand in the middle of their height, else at its top. */
  isCentred: boolean
  /** Every character is a text of its own. */
  isApart: boolean
}

function choosePrint(random: Random): Print {
  const numbers = [(n: number) => `-${n}-`, (n: number) => `— ${n} —`, (n: number) => `${n}`, (n: number) => `第 ${n} 页`]
  return {
    size: [9, 10.5, 12][random(3)] as number,
    leading: [1.2, 1.5][random(2)] as number,
    foot: [6, 30][random(2)] as number,
    number: numbers[random(4)] as (n: number) => string,
    isFilled: random(2) === 0,
    isClosed: random(3) === 0,
    isKept: random(4) === 0,
    isRepeated: random(4) === 0,
    isCentred: random(3) > 0,
    isApart: random(2) === 0
  }
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [595, 842, 60, 70, 90]
const BODY = WIDTH - 2 * LEFT
const PAD = 3

type Text = { x: number; y: number; size: number; text: string }
type Bar = { x1: number; y1: number; x2: number; y2: number }
type Page = { texts: Text[]; bars: Bar[] }

const widthOf = (text: string, size: number) => [...text].reduce((sum, sign) => sum + (/[\x20-\x7e]/.test(sign) ? size / 2 : size), 0)

/** Lines as narrow as a column; numbers are broken only where they fill it. */
function wrap(text: string, size: number, width: number): string[] {
  return text.split('\n').flatMap((said) => {
    const lines: string[] = ['']
    for (const sign of said) {
      const last = lines.length - 1
      if (lines[last] !== '' && widthOf(lines[last] + sign, size) > width) lines.push(sign.trim())
      else lines[last] += sign
    }
    return lines
  })
}

/** A PDF as WPS prints a report: tables that run on over pages with page numbers between their rows, labels one character a line. */
export function printReport(report: Report, habits: Habits, random: Random): Uint8Array {
  const print = choosePrint(random)
  const { title, preamble, sections } = textsOf(report, { ...habits, spread: false })
  const paper = new Paper(print)
  paper.write(title, 16, 'middle')
  paper.write(`　　${preamble}`)
  for (const { heading, lines, table } of sections) {
    paper.write(`　　${heading}`)
    for (const line of lines) paper.write(`　　${line}`)
    if (table) paper.draw(fillTable(report, table, { ...habits, blank: '', spread: false }).map((row) => row.map(spaced(random))))
  }
  return writePdf(paper.finish(), print)
}

/** Spaces inside labels and two-line heads, as typed to look even. */
function spaced(random: Random) {
  const isEven = random(2) === 0
  return (cell: ReturnType<typeof fillTable>[number][number]) => {
    const label = cell.text
    if (!isEven || !/^[\u4e00-\u9fff（）]{2,12}$/.test(label)) return cell
    if (label.length === 2) return { ...cell, text: `${label[0]} ${label[1]}` }
    return { ...cell, text: label.replace('条第', '条 第') }
  }
}

class Paper {
  private readonly print: Print
  private readonly pages: Page[] = [{ texts: [], bars: [] }]
  private y = TOP

  constructor(print: Print) {
    this.print = print
  }

  private get page(): Page {
    return this.pages.at(-1) as Page
  }

  private turn(): void {
    this.pages.push({ texts: [], bars: [] })
    this.y = TOP
  }

  write(text: string, size = this.print.size + 2, align = 'left'): void {
    for (const line of wrap(text, size, BODY)) {
      if (this.y + size * 1.6 > HEIGHT - BOTTOM) this.turn()
      const x = align === 'middle' ? (WIDTH - widthOf(line, size)) / 2 : LEFT
      this.page.texts.push({ x, y: this.y + size, size, text: line })
      this.y += size * 1.6
    }
  }

  draw(rows: ReturnType<typeof fillTable>): void {
    const { size, leading, isKept, isRepeated, isClosed, isCentred } = this.print
    const placed = placeCells(rows)
    const columns = Math.max(...placed.map(({ column, colspan }) => column + colspan))
    const widths = columnWidths(columns)
    const xs = [LEFT, ...widths.map((_, c) => LEFT + widths.slice(0, c + 1).reduce((sum, one) => sum + one, 0))]
    const linesOf = ({ text, column, colspan }: (typeof placed)[number]) =>
      text === '' ? [] : wrap(text, size, (xs[column + colspan] as number) - (xs[column] as number) - 2 * PAD)
    const step = size * leading
    const heights = rows.map((_, r) =>
      Math.max(
        step + 2 * PAD,
        ...placed.filter((one) => one.row === r && one.rowspan === 1).map((one) => linesOf(one).length * step + 2 * PAD)
      )
    )
    for (const one of placed.filter(({ rowspan }) => rowspan > 1)) {
      const own = heights.slice(one.row, one.row + one.rowspan).reduce((sum, height) => sum + height, 0)
      const last = one.row + one.rowspan - 1
      heights[last] = (heights[last] as number) + Math.max(0, linesOf(one).length * step + 2 * PAD - own)
    }
    // A strip without pages first, then cut.
    const tops = [0, ...heights.map((_, r) => heights.slice(0, r + 1).reduce((sum, one) => sum + one, 0))]
    const strip: Page = { texts: [], bars: [] }
    for (const cell of placed) {
      const [left, right] = [xs[cell.column] as number, xs[cell.column + cell.colspan] as number]
      const [top, bottom] = [tops[cell.row] as number, tops[cell.row + cell.rowspan] as number]
      strip.bars.push(
        { x1: left, y1: top, x2: right, y2: top },
        { x1: left, y1: bottom, x2: right, y2: bottom },
        { x1: left, y1: top, x2: left, y2: bottom },
        { x1: right, y1: top, x2: right, y2: bottom }
      )
      const lines = linesOf(cell)
      const free = isCentred ? Math.max(PAD, (bottom - top - lines.length * step) / 2) : PAD
      lines.forEach((text, i) => {
        strip.texts.push({ x: left + (right - left - widthOf(text, size)) / 2, y: top + free + step * i + size, size, text })
      })
    }
    const headRows = rows.findIndex((row) => row.some(({ text }) => /^[\d０-９]+$/.test(text)))
    const headHeight = isRepeated && headRows > 0 && headRows < 5 ? (tops[headRows] as number) : 0
    let done = 0
    const whole = tops.at(-1) as number
    for (let first = true; done < whole - 0.1; first = false) {
      if (!first && headHeight > 0 && done > headHeight) {
        this.lay(strip, 0, headHeight, false)
        this.y += headHeight
      }
      const room = HEIGHT - BOTTOM - this.y
      let end = Math.min(whole, done + room)
      const fits = tops.filter((top) => top > done + 0.1 && top <= end + 0.1)
      if (end < whole && isKept && fits.length > 0) end = fits.at(-1) as number
      // No line is cut through: it goes to the next page with all that stands below it.
      const cut = strip.texts.filter(({ y }) => y - size * 0.9 < end && y + size * 0.25 > end)
      if (cut.length > 0 && end < whole) end = Math.min(...cut.map(({ y }) => y - size * 0.95))
      if (end <= done + 1 && end < whole) {
        this.turn()
        continue
      }
      this.lay(strip, done, end, isClosed)
      this.y += end - done
      done = end
      if (done < whole - 0.1) this.turn()
    }
    this.y += 8
  }

  /** A piece of a strip at the present place of the page. */
  private lay(strip: Page, from: number, to: number, isClosed: boolean): void {
    const { page, y: at } = this
    for (const text of strip.texts)
      if (text.y - text.size * 0.9 >= from - 0.1 && text.y - text.size * 0.9 < to) page.texts.push({ ...text, y: text.y - from + at })
    for (const bar of strip.bars) {
      const [y1, y2] = [Math.max(bar.y1, from), Math.min(bar.y2, to)]
      if (y2 < y1 || (bar.y1 === bar.y2 && (bar.y1 < from - 0.1 || bar.y1 > to + 0.1))) continue
      page.bars.push({ ...bar, y1: y1 - from + at, y2: y2 - from + at })
      if (isClosed && bar.x1 === bar.x2) {
        const ends = [y1 > bar.y1 + 0.1 ? y1 : undefined, y2 < bar.y2 - 0.1 ? y2 : undefined].flatMap((y) => y ?? [])
        for (const y of ends) page.bars.push({ x1: LEFT, x2: LEFT + BODY, y1: y - from + at, y2: y - from + at })
      }
    }
  }

  finish(): Page[] {
    const { number, foot } = this.print
    this.pages.forEach((page, i) => {
      const text = number(i + 1)
      page.texts.push({ x: (WIDTH - widthOf(text, 9)) / 2, y: HEIGHT - BOTTOM + foot + 9, size: 9, text })
    })
    return this.pages
  }
}

type Placed = ReturnType<typeof fillTable>[number][number] & { row: number; column: number }

function placeCells(rows: ReturnType<typeof fillTable>): Placed[] {
  const taken = rows.map(() => new Set<number>())
  return rows.flatMap((row, r) => {
    let column = 0
    return row.map((cell) => {
      while (taken[r]?.has(column)) column++
      for (let y = r; y < Math.min(rows.length, r + cell.rowspan); y++)
        for (let x = column; x < column + cell.colspan; x++) taken[y]?.add(x)
      return { ...cell, row: r, column }
    })
  })
}

/** Groups in columns one character wide, labels in a wide one, the rest for numbers. */
function columnWidths(columns: number): number[] {
  if (columns === 10) return [24, 46, 110, ...Array.from({ length: 7 }, () => (BODY - 180) / 7)]
  return Array.from({ length: columns }, () => BODY / columns)
}

const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')

/** The pages as a PDF with a Chinese font that is not in the file. */
function writePdf(pages: readonly Page[], { isFilled, isApart }: Print): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n')]
  const at: number[] = []
  const add = (content: Buffer) => {
    at.push(parts.reduce((sum, part) => sum + part.length, 0))
    parts.push(Buffer.concat([Buffer.from(`${at.length} 0 obj\n`), content, Buffer.from('\nendobj\n')]))
  }
  const kids = pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ')
  add(Buffer.from('<</Type/Catalog/Pages 2 0 R>>'))
  add(Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`))
  add(Buffer.from('<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>'))
  add(
    Buffer.from(
      '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 5 0 R>>'
    )
  )
  add(
    Buffer.from(
      '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>'
    )
  )
  pages.forEach((page, i) => {
    const y = (from: number) => (HEIGHT - from).toFixed(2)
    const bars = page.bars.map(({ x1, y1, x2, y2 }) =>
      isFilled
        ? `${(x1 - 0.24).toFixed(2)} ${y(y2 + 0.24)} ${(x2 - x1 + 0.48).toFixed(2)} ${(y2 - y1 + 0.48).toFixed(2)} re f`
        : `${x1.toFixed(2)} ${y(y1)} m ${x2.toFixed(2)} ${y(y2)} l S`
    )
    const texts = page.texts.flatMap(({ x, y: line, size, text }) => {
      const pieces = isApart ? [...text] : [text]
      let left = x
      return pieces.map((piece) => {
        const shown = `1 0 0 1 ${left.toFixed(2)} ${y(line)} Tm /F1 ${size} Tf <${hex(piece)}> Tj`
        left += widthOf(piece, size)
        return shown
      })
    })
    const content = deflateSync(Buffer.from(`0.5 w\n${bars.join('\n')}\nBT\n${texts.join('\n')}\nET`))
    add(
      Buffer.from(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${HEIGHT}]/Contents ${7 + 2 * i} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`)
    )
    add(Buffer.concat([Buffer.from(`<</Filter/FlateDecode/Length ${content.length}>>stream\n`), content, Buffer.from('\nendstream')]))
  })
  const start = parts.reduce((sum, part) => sum + part.length, 0)
  const table = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${at.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${at.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`
    )
  )
  return new Uint8Array(Buffer.concat(parts))
}
