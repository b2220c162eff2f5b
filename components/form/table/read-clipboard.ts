import type { PastedBlock } from '@/report/reading/paste'

/** The two forms in which office programs and browsers put cells on the clipboard. */
export type Copied = { html: string; text: string }

const MOST_ROWS = 2000
const MOST_COLUMNS = 400

/**
 * The tables on a clipboard as rows of cells: those of its HTML (Excel, WPS, Word, LibreOffice, web pages), else lines and
 * tabs. What the source does not show is left out; lines within a cell stay apart (`12\n3`), so that no two numbers become
 * one. None for a single text. `parse` is the browser's own parser.
 */
export function readClipboard({ html, text }: Copied, parse: (html: string) => Document): PastedBlock[] {
  const lines = readLines(text)
  const tables = html.includes('<t') || html.includes('<T') ? readTables(parse(html), lines) : []
  if (tables.length > 0) return tables
  return lines.length > 1 || (lines[0]?.length ?? 0) > 1 || /\n/.test(lines[0]?.[0] ?? '') ? [lines] : []
}

/** A cell that has line breaks, tabs or quotation marks in it stands in quotation marks, and those in it are doubled. */
function readLines(text: string): string[][] {
  const rows: string[][] = [[]]
  const field = /"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*)/y
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (plain === '') return []
  for (let at = 0; at <= plain.length && rows.length <= MOST_ROWS; at = field.lastIndex + 1) {
    field.lastIndex = at
    const [, quoted, bare = ''] = field.exec(plain) ?? []
    const row = rows.at(-1)
    if (row && row.length < MOST_COLUMNS) row.push(tidy(quoted?.replaceAll('""', '"') ?? bare))
    if (plain[field.lastIndex] === '\n') rows.push([])
  }
  return rows.slice(0, MOST_ROWS)
}

function readTables(document: Document, lines: readonly string[][]): PastedBlock[] {
  const isHidden = whatIsHidden(document)
  // A table around others is there for the layout of a page.
  const tables = [...document.querySelectorAll('table')].filter((table) => !table.querySelector('table') && !isHidden(table))
  const blocks = tables.map((table) => readTable(table, isHidden, tables.length === 1 ? lines : []))
  const filled = blocks.filter((block) => block.some((row) => row.some((text) => text)))
  const isCell = filled.length === 1 && filled[0]?.length === 1 && filled[0][0]?.length === 1
  return isCell && !filled[0]?.[0]?.[0]?.includes('\n') ? [] : filled
}

/** Told by the attributes of an element or of one around it, or by the style sheet that is copied along. */
function whatIsHidden(document: Document): (element: Element) => boolean {
  const sheets = [...document.querySelectorAll('style')].map((style) => style.textContent ?? '').join('\n')
  const rules = [...sheets.replace(/<!--|-->|\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)]
  const selectors = rules.flatMap(([, selector = '', style = '']) => (hides(style) ? selector.trim() : []))
  const isHidden = (element: Element): boolean =>
    element.hasAttribute('hidden') || hides(element.getAttribute('style') ?? '') || selectors.some((selector) => matches(element, selector))
  return (element) => {
    for (let one: Element | null = element; one; one = one.parentElement) if (isHidden(one)) return true
    return false
  }
}

const hides = (style: string) => /(?:^|[;\s{])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i.test(style)

/** Selectors of office programs (`@page`, `table.MsoNormalTable`) are not all known to the parser. */
function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector)
  } catch {
    return false
  }
}

type Cell = { element: Element; columns: number; rows: number; isHidden: boolean }

const nameOf = ({ tagName }: Element) => tagName.toUpperCase()
const numberOf = (element: Element, name: string) => Number.parseInt(element.getAttribute(name) ?? '', 10)

/** A merged cell shows its text at its first place and covers the others. */
function readTable(table: Element, isHidden: (element: Element) => boolean, lines: readonly string[][]): PastedBlock {
  const all: Element[] = [...table.querySelectorAll('tr')].slice(0, MOST_ROWS)
  const rows = all.filter((row) => !isHidden(row))
  const cells = rows.map((row) =>
    [...row.children]
      .filter((one) => /^T[DH]$/.test(nameOf(one)))
      .map((element): Cell => {
        const [columns, down] = [numberOf(element, 'colspan'), numberOf(element, 'rowspan')]
        // The height of a merged cell counts the hidden rows below it, which are not here.
        const first = all.indexOf(row)
        const covered = all.slice(first, down === 0 ? undefined : first + Math.max(down || 1, 1))
        return {
          element,
          columns: Math.min(Math.max(columns || 1, 1), MOST_COLUMNS),
          rows: Math.max(covered.filter((one) => rows.includes(one)).length, 1),
          isHidden: isHidden(element)
        }
      })
  )
  // Rows of cells and lines of text are the same if there are as many of them, hidden ones counted or not.
  const counted = [all, rows].find(({ length }) => length === lines.length)
  const lineOf = (row: Element | undefined) => (row && counted ? lines[counted.indexOf(row)] : undefined)
  const hidden = hiddenColumns(table, isHidden)
  const laid = layCells(cells)
  const width = Math.max(0, ...laid.map((row) => row.length))
  // Spreadsheets hide whole columns; where single cells are hidden, those after them move up, as on the page.
  const columns = Array.from({ length: width }, (_, c) => c)
  const isGone = columns.map((c) => hidden.has(c) || laid.every((row) => row[c]?.cell.isHidden ?? true))
  const isWhole = laid.every((row) => row.every((place, c) => !place?.cell.isHidden || isGone[c]))
  const shown = isWhole ? laid : layCells(cells.map((row) => row.filter((cell) => !cell.isHidden)))
  const kept = isWhole ? columns.filter((c) => !isGone[c]) : columns.filter((c) => !hidden.has(c) && shown.some((row) => row[c]))
  return shown.map((row, r) =>
    kept.map((c) => {
      const place = row[c]
      return place?.isFirst ? readCell(place.cell.element, isHidden, lineOf(rows[r])?.[c]) : null
    })
  )
}

type Place = { cell: Cell; isFirst: boolean }

function layCells(cells: readonly (readonly Cell[])[]): (Place | undefined)[][] {
  const grid: (Place | undefined)[][] = cells.map(() => [])
  cells.forEach((row, r) => {
    let column = 0
    for (const cell of row) {
      while (grid[r]?.[column]) column++
      for (const [down, line] of grid.slice(r, r + cell.rows).entries())
        for (let across = 0; across < cell.columns && column + across < MOST_COLUMNS; across++)
          line[column + across] ??= { cell, isFirst: down === 0 && across === 0 }
      column += cell.columns
    }
  })
  return grid
}

function hiddenColumns(table: Element, isHidden: (element: Element) => boolean): Set<number> {
  const hidden = new Set<number>()
  let column = 0
  for (const col of table.querySelectorAll('col')) {
    const span = Math.min(Math.max(numberOf(col, 'span') || 1, 1), MOST_COLUMNS)
    for (let i = 0; i < span; i++, column++) if (isHidden(col)) hidden.add(column)
  }
  return hidden
}

/** Where a column is too narrow, spreadsheets copy `######`, with the number beside it or in the plain text. */
function readCell(cell: Element, isHidden: (element: Element) => boolean, plain: string | undefined): string {
  const text = tidy(textOf(cell, isHidden))
  if (!/^#{2,}$/.test(text)) return text
  const told = cell.getAttribute('sdval') ?? cell.getAttribute('x:num') ?? plain
  return told ? tidy(told) : text
}

const BLOCK = /^(?:P|DIV|LI|UL|OL|TR|TABLE|H[1-6]|DT|DD|BLOCKQUOTE|PRE|SECTION)$/

function textOf(node: Node, isHidden: (element: Element) => boolean): string {
  return [...node.childNodes]
    .map((child) => {
      if (child.nodeType === 3) return (child.textContent ?? '').replace(/\s+/g, ' ')
      if (child.nodeType !== 1) return ''
      const element = child as Element
      const name = nameOf(element)
      if (name === 'BR') return '\n'
      if (/^(?:STYLE|SCRIPT|DEL|S|STRIKE|TEMPLATE)$/.test(name) || isHidden(element)) return ''
      const text = textOf(element, isHidden)
      if (BLOCK.test(name)) return `\n${text}\n`
      // The number of a footnote is none of the cell.
      return /^SU[PB]$/.test(name) || /FootnoteReference/.test(element.className) ? ` ${text}` : text
    })
    .join('')
}

/** Lines without blanks at their ends, and no empty ones; characters nobody sees are left out. */
function tidy(text: string): string {
  const lines = text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').split('\n')
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
