import { type FoundBlock, type FoundCell, PICTURE } from '@/report/understanding/found'
import { decodeXml } from '@/server/files/xml/read-xml'
import { attribute, walkXml } from '@/server/files/xml/walk-xml'

/** Repeated rows and cells beyond any form are blank space to the edge of a sheet. */
const MOST_REPEATS = 60

/** Changes that were taken out, remarks at the margin, notes at the foot. */
const SKIPPED = new Set(['tracked-changes', 'annotation', 'note', 'ruby-text', 'forms', 'table-of-content', 'sequence-decls'])

/** What shows something in a cell that is no text. */
const PICTURES = new Set(['image', 'object', 'object-ole', 'custom-shape', 'plugin', 'table'])

type OpenTable = { rows: FoundCell[][]; repeat: number }

/** The part content.xml of an .odt as texts and tables in their order. */
export function readOdt(content: Uint8Array): FoundBlock[] {
  const blocks: FoundBlock[] = []
  const tables: OpenTable[] = []
  const cells: { lines: string[]; cell: FoundCell; repeat: number; isCovered: boolean }[] = []
  const paragraphs: string[] = []
  const marked = new Set<string>()
  const hidden = new Set<string>()
  const spans: boolean[] = []
  let [skipped, style] = [0, '']
  const add = (text: string) => {
    const i = paragraphs.length - 1
    if (i >= 0 && !skipped && !spans.includes(true)) paragraphs[i] += text
  }
  const count = (attributes: string, name: string) => Math.min(Math.max(Number(attribute(attributes, name)) || 1, 1), MOST_REPEATS)
  walkXml(decodeXml(content), {
    open: (name, attributes) => {
      if (SKIPPED.has(name)) skipped++
      if (skipped) return
      if (PICTURES.has(name)) cells.at(-1)?.lines.push(PICTURE)
      if (name === 'span') spans.push(hidden.has(attribute(attributes, 'style-name') ?? ''))
      if (name === 'table') {
        const table = { rows: [], repeat: 1 }
        tables.push(table)
        blocks.push({ is: 'table', rows: table.rows })
      } else if (name === 'table-row') {
        const table = tables.at(-1)
        table?.rows.push([])
        if (table) table.repeat = count(attributes, 'number-rows-repeated')
      } else if (name === 'table-cell' || name === 'covered-table-cell')
        cells.push({
          lines: [],
          cell: { text: '', colspan: count(attributes, 'number-columns-spanned'), rowspan: count(attributes, 'number-rows-spanned') },
          repeat: count(attributes, 'number-columns-repeated'),
          isCovered: name === 'covered-table-cell'
        })
      else if (name === 'p' || name === 'h') paragraphs.push('')
      else if (name === 'style') style = attribute(attributes, 'name') ?? ''
      else if (name === 'text-properties') {
        if (isMarked(attributes)) marked.add(style)
        if (attribute(attributes, 'display') === 'none') hidden.add(style)
      } else if (name === 'span' && marked.has(attribute(attributes, 'style-name') ?? '')) add('^')
      else if (name === 's') add(' '.repeat(count(attributes, 'c')))
      else if (name === 'tab') add('\t')
      else if (name === 'line-break') add('\n')
    },
    close: (name) => {
      if (SKIPPED.has(name)) skipped--
      else if (skipped) return
      else if (name === 'span') spans.pop()
      else if (name === 'p' || name === 'h') {
        const text = paragraphs.pop() ?? ''
        const cell = cells.at(-1)
        if (cell) cell.lines.push(text)
        else if (text.trim()) blocks.push({ is: 'text', text })
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        const open = cells.pop()
        const row = tables.at(-1)?.rows.at(-1)
        if (open && row && !open.isCovered) for (let i = 0; i < open.repeat; i++) row.push({ ...open.cell, text: open.lines.join('\n') })
      } else if (name === 'table-row') {
        const table = tables.at(-1)
        const row = table?.rows.at(-1)
        // A repeated row is one the writer did not want to write out, mostly a blank one.
        for (let i = 1; table && row && i < table.repeat; i++) table.rows.push(row.map((cell) => ({ ...cell })))
      } else if (name === 'table') tables.pop()
    },
    text: add
  })
  return blocks
}

/** Raised, lowered or struck out: not part of a number. */
function isMarked(attributes: string): boolean {
  const strike = attribute(attributes, 'text-line-through-style')
  return /^(?:super|sub|-?[1-9])/.test(attribute(attributes, 'text-position') ?? '') || (strike !== undefined && strike !== 'none')
}
