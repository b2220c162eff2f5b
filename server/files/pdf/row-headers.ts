import type { PrintedCell, ReportDocument } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'

/**
 * Typst marks the cells above a table as headers, but cannot mark those beside it. Here the label of each row becomes a TH
 * with the scope of its row, and every cell of the row names it, so that a figure is read with its row and its column.
 * Takes a PDF as Typst writes it, with its objects in the open; throws if it is another.
 */
export function markRowHeaders(file: Uint8Array, { blocks }: ReportDocument): Uint8Array {
  const text = Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1')
  const elements = readElements(text)
  const tables = blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
  const drawn = elements.list.filter(({ role }) => role === 'Table').sort((a, b) => elements.orderOf(a) - elements.orderOf(b))
  if (drawn.length !== tables.length) throw new Error('the tables of the PDF are not those of the report')
  const edits: Edit[] = []
  const names: { id: string; element: Element }[] = []
  tables.forEach((table, t) => {
    const rows = elements.rowsOf(drawn[t] as Element)
    const ids = new Map<PrintedCell, string>()
    const grid = layGrid(table.rows, table.columns)
    table.rows.forEach((cells, r) => {
      // A label of many rows begins in another.
      const inRow = new Set((grid[r] ?? []).map((place) => place.cell))
      cells.forEach((cell, c) => {
        const element = rows[r]?.[c]
        if (!element) throw new Error('the cells of the PDF are not those of the report')
        const isLabel = cell.is === 'label'
        let headers = ''
        for (const one of inRow) if (one !== cell && ids.has(one)) headers += `(${ids.get(one)}) `
        if (headers && cell.is !== 'head') edits.push({ at: text.indexOf('/Headers [', element.from) + '/Headers ['.length, text: headers })
        if (!isLabel) return
        const id = `R${t + 1}x${c}y${r}`
        ids.set(cell, id)
        names.push({ id, element })
        edits.push({ at: text.indexOf('/S /TD', element.from), text: '/S /TH', instead: 6 })
        edits.push({ at: text.indexOf('\n  /P ', element.from), text: `\n  /ID (${id})` })
        edits.push({ at: text.indexOf('/O /Table', element.from) + '/O /Table'.length, text: '\n    /Scope /Row' })
      })
    })
  })
  // Names of a tree stand in the order of their bytes; those of Typst begin with U.
  const tree = names.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, element }) => `(${id}) ${element.number} 0 R `)
  edits.push({ at: text.indexOf('/Names [', text.indexOf('/IDTree')) + '/Names ['.length, text: tree.join('') })
  return new Uint8Array(Buffer.from(rewrite(text, edits), 'latin1'))
}

type Element = { number: number; role: string; from: number; children: readonly number[] }

/** `text` at a place, in place of so many characters. */
type Edit = { at: number; text: string; instead?: number }

/** The structure elements, each with its place in the file. */
function readElements(text: string) {
  const known = new Map<number, Element>()
  for (const found of text.matchAll(/(\d+) 0 obj\n<<\n {2}\/Type \/StructElem\n {2}\/S \/(\w+)\n/g)) {
    const body = text.slice(found.index, text.indexOf('endobj', found.index))
    const children = [...(/\/K \[([^\]]*)\]/.exec(body)?.[1]?.matchAll(/(\d+) 0 R/g) ?? [])].map(([, number]) => Number(number))
    known.set(Number(found[1]), { number: Number(found[1]), role: found[2] ?? '', from: found.index, children })
  }
  const order = new Map<Element, number>()
  const visit = (number: number) => {
    const element = known.get(number)
    if (!element || order.has(element)) return
    order.set(element, order.size)
    element.children.forEach(visit)
  }
  const [root] = [...known.values()].filter(({ role }) => role === 'Document')
  if (root) visit(root.number)
  const childrenOf = (element: Element) => element.children.flatMap((number) => known.get(number) ?? [])
  const rowsOf = (element: Element): Element[][] =>
    childrenOf(element).flatMap((child) => (child.role === 'TR' ? [childrenOf(child)] : rowsOf(child)))
  return { list: [...known.values()], orderOf: (element: Element) => order.get(element) ?? 0, rowsOf }
}

/** The file with its edits, and with the table of where its objects begin as the edits have moved them. */
function rewrite(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((a, b) => a.at - b.at)
  const moved: { from: number; by: number }[] = []
  const pieces: string[] = []
  let [from, by] = [0, 0]
  for (const { at, text: words, instead = 0 } of sorted) {
    if (at < from) throw new Error('the PDF is not as Typst writes it')
    pieces.push(text.slice(from, at), words)
    from = at + instead
    by += words.length - instead
    moved.push({ from, by })
  }
  const start = text.lastIndexOf('xref\n0 ', text.lastIndexOf('startxref'))
  const shift = (at: number) => at + (moved[lastBefore(moved, at)]?.by ?? 0)
  const entries = text
    .slice(start)
    .replace(/(\d{10}) (\d{5} n)/g, (_, at, rest) => `${String(shift(Number(at))).padStart(10, '0')} ${rest}`)
  return [...pieces, text.slice(from, start), entries.replace(/startxref\n\d+/, `startxref\n${start + by}`)].join('')
}

/** The last of the edits before a place, by halving. */
function lastBefore(moved: readonly { from: number }[], at: number): number {
  let [low, high] = [-1, moved.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((moved[middle]?.from ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
