import { bareLabel } from '@/report/reading/read-labels'
import { type Block, groups, type Line, labelText, leaves, lineName, type Table, type Template } from '@/report/template'
import { templates } from '@/report/templates'

/** A row of the form with its block: a line with cells, or a heading over lines that has a sum of its own. */
export type KnownRow = { table: Table; block: Block; line: Line; columns: readonly Line[]; order: number }

/** What the labels of a form mean, by their `bareLabel`. */
export type KnownLines = {
  template: Template
  rows: ReadonlyMap<string, KnownRow>
  /** Every row in the order of the form. */
  order: readonly KnownRow[]
  /** Every label of the form, headings and captions too. */
  all: ReadonlySet<string>
  /** Labels of headings over rows. */
  headings: readonly string[]
  isColumn: (column: Line, name: string) => boolean
}

const remembered = new WeakMap<Template, KnownLines>()

/** The labels of a form as files write them: as they stand, and without their remark in brackets. */
export function knowLines(template: Template): KnownLines {
  const known = remembered.get(template) ?? buildLines(template)
  remembered.set(template, known)
  return known
}

function buildLines(template: Template): KnownLines {
  const order: KnownRow[] = []
  for (const table of template.tables)
    for (const block of table.blocks) {
      const columns = leaves(block.columns)
      const isSummed = (line: Line) => template.index.has(`${table.key}/${line.key}/${columns[0]?.key}`)
      for (const line of [...leaves(block.rows), ...groups(block.rows).filter(isSummed)])
        order.push({ table, block, line, columns, order: order.length })
    }
  const rows = new Map<string, KnownRow>()
  for (const row of order) for (const name of namesOf(row.line)) if (!rows.has(name)) rows.set(name, row)
  const columnNames = new Map<Line, Set<string>>()
  const all = new Set<string>()
  for (const table of template.tables)
    for (const { rows: lines, columns, caption, corner } of table.blocks) {
      for (const line of [...everyLine(lines), ...everyLine(columns)]) for (const name of namesOf(line)) all.add(name)
      for (const label of [caption, corner]) if (label) all.add(bareLabel(label))
      for (const column of leaves(columns)) columnNames.set(column, new Set(namesOf(column)))
    }
  const headings = template.tables.flatMap((table) => table.blocks.flatMap((block) => groups(block.rows).flatMap(namesOf)))
  return { template, rows, order, all, headings, isColumn: (column, name) => columnNames.get(column)?.has(name) === true }
}

/** A label's `bareLabel`, and those without its remark, which many leave out. */
function namesOf(line: Line): string[] {
  return [...new Set([bareLabel(labelText(line)), bareLabel(lineName(line))])].filter((name) => name !== '')
}

function everyLine(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => [line, ...everyLine(line.lines ?? [])])
}

/** How many labels of each form a file uses that no other form has, the form with most of them first; empty if none. */
export function countOwnLabels(said: Iterable<string>): { template: Template; count: number }[] {
  const names = new Set(said)
  const counts = templates.map((template) => {
    const others = templates.filter((one) => one !== template).map((one) => knowLines(one).all)
    const own = [...knowLines(template).all].filter((name) => !others.some((all) => all.has(name)))
    return { template, count: own.filter((name) => names.has(name)).length }
  })
  return counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
}

/** The address of a cell of the form by its row and column. */
export const addressOf = ({ table, line }: KnownRow, column: Line) => `${table.key}/${line.key}/${column.key}`
