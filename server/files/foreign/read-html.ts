import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { type FoundBlock, type FoundCell, type FoundFile, PICTURE } from '@/report/understanding/found'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'iframe',
  'svg',
  'select',
  'button',
  'nav',
  'textarea',
  'object',
  'math',
  'canvas',
  'rt',
  'rp'
])
const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section ul'.split(
    ' '
  )
)
/** Text that does not count as it stands: a cell with it is not taken for a number. */
const MARKED: Readonly<Record<string, string>> = { sup: '^', sub: '_', del: '~', s: '~', strike: '~' }
const MARKING =
  /text-decoration[^;]*line-through|vertical-align\s*:\s*(?:super|sub|text-top)|(?:^|[;\s])color\s*:\s*(?:white\b|#fff(?:fff)?\b|transparent)/i
/** What shows something in a cell that is no text of the page. */
const PICTURES = new Set(['img', 'input', 'textarea', 'select', 'svg', 'object', 'math', 'canvas', 'iframe', 'embed', 'video'])
/** Elements in each other; deeper ones are read as if they were not there. */
const DEEPEST = 400
/** What one page may hold: a page of a report has some thousand. */
const MOST_NODES = 600_000
const WIDEST = 80

/**
 * A page as texts and tables in the order they are read. A table that holds tables is only a frame: the rows without one
 * are its table, the others are read as if they stood outside. Throws a Chinese sentence for a page beyond any report.
 */
export function readHtml(text: string): FoundFile {
  return new PageReader().read(text)
}

class PageReader {
  private readonly blocks: FoundBlock[] = []
  private line = ''
  private title: string | undefined
  private nodes = 0

  read(text: string): FoundFile {
    const document = parse(text)
    for (const node of document.childNodes) this.findTitle(node, 0)
    this.readAll(document.childNodes, 0)
    this.close()
    return { blocks: this.blocks, title: this.title }
  }

  private findTitle(node: Node, depth: number): void {
    if (this.title !== undefined || depth > 4 || !('childNodes' in node)) return
    if (node.nodeName === 'title')
      this.title = node.childNodes
        .map((child) => ('value' in child ? child.value : ''))
        .join('')
        .trim()
    else for (const child of node.childNodes) this.findTitle(child, depth + 1)
  }

  private readAll(nodes: readonly Node[], depth: number): void {
    for (const node of nodes) this.readNode(node, depth)
  }

  private readNode(node: Node, depth: number): void {
    if (++this.nodes > MOST_NODES) throw new Error('网页的内容过多，不是年报')
    if (node.nodeName === '#text' && 'value' in node) this.line += node.value.replace(/[ \t\r\n\f]+/g, ' ')
    if (!('tagName' in node) || depth > DEEPEST || SKIPPED.has(node.tagName) || isHidden(node)) return
    if (node.tagName === 'br') this.line += '\n'
    else if (node.tagName === 'table') this.readTable(node, depth)
    else {
      const isBlock = BLOCKS.has(node.tagName)
      if (isBlock) this.close()
      this.readAll(node.childNodes, depth + 1)
      if (isBlock) this.close()
    }
  }

  private close(): void {
    const text = tidy(this.line)
    this.line = ''
    if (text !== '') this.blocks.push({ is: 'text', text })
  }

  private readTable(table: Element, depth: number): void {
    this.close()
    let rows: FoundCell[][] = []
    const flush = () => {
      if (rows.length > 0) this.blocks.push({ is: 'table', rows })
      rows = []
    }
    for (const row of rowsOf(table)) {
      const cells = cellsOf(row)
      if (cells.some((cell) => holdsTable(cell, 0)) || (cells.length === 1 && textOf(cells[0] as Element).length > 200)) {
        flush()
        for (const cell of cells) {
          this.readAll(cell.childNodes, depth + 1)
          this.close()
        }
      } else
        rows.push(
          cells.map((cell) => {
            if (++this.nodes > MOST_NODES) throw new Error('网页的内容过多，不是年报')
            return { text: textOf(cell), colspan: spanOf(cell, 'colspan'), rowspan: spanOf(cell, 'rowspan') }
          })
        )
    }
    flush()
  }
}

const cellsOf = (row: Element) => row.childNodes.filter((node): node is Element => node.nodeName === 'td' || node.nodeName === 'th')

function rowsOf(table: Element): Element[] {
  return table.childNodes.flatMap((node): Element[] => {
    if (node.nodeName === 'tr') return [node as Element]
    return /^t(?:head|body|foot)$/.test(node.nodeName) && 'childNodes' in node
      ? (node.childNodes.filter((one) => one.nodeName === 'tr') as Element[])
      : []
  })
}

function holdsTable(node: Node, depth: number): boolean {
  if (depth > DEEPEST || !('childNodes' in node)) return false
  return node.childNodes.some((child) => (child.nodeName === 'table' && isTable(child as Element)) || holdsTable(child, depth + 1))
}

/** A table of one cell is only a box around its text. */
const isTable = (table: Element) => rowsOf(table).reduce((sum, row) => sum + cellsOf(row).length, 0) > 1

function textOf(cell: Element): string {
  let out = ''
  const walk = (node: Node, depth: number): void => {
    if (node.nodeName === '#text' && 'value' in node) out += node.value.replace(/[ \t\r\n\f]+/g, ' ')
    if (!('tagName' in node) || depth > DEEPEST || isHidden(node)) return
    if (PICTURES.has(node.tagName)) out += PICTURE + (attributeOf(node, 'value') ?? '')
    if (SKIPPED.has(node.tagName)) return
    if (node.tagName === 'br') out += '\n'
    out +=
      MARKED[node.tagName] ??
      (MARKING.test(attributeOf(node, 'style') ?? '') || /^(?:white|#fff(?:fff)?)$/i.test(attributeOf(node, 'color') ?? '') ? '~' : '')
    const isBlock = BLOCKS.has(node.tagName)
    if (isBlock) out += '\n'
    for (const child of node.childNodes) walk(child, depth + 1)
    if (isBlock) out += '\n'
  }
  for (const child of cell.childNodes) walk(child, 0)
  return tidy(out)
}

/** Lines without the space around them and without blank ones between. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\u00a0\u200b\ufeff]/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

function spanOf(cell: Element, name: string): number {
  const number = Number.parseInt(cell.attrs.find((one) => one.name === name)?.value ?? '1', 10)
  return Number.isInteger(number) && number > 0 ? Math.min(number, WIDEST) : 1
}

const attributeOf = ({ attrs }: Element, name: string) => attrs.find((one) => one.name === name)?.value

function isHidden(element: Element): boolean {
  if (attributeOf(element, 'hidden') !== undefined || attributeOf(element, 'type') === 'hidden') return true
  return /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])/i.test(
    attributeOf(element, 'style') ?? ''
  )
}
