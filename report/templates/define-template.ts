import { type Meaning, meaningOf } from '@/report/meaning'
import {
  type Address,
  type Block,
  type Cell,
  type Equation,
  type FormPlace,
  groups,
  joinNames,
  type Line,
  type LineRule,
  leaves,
  lineName,
  noteAddress,
  partAddress,
  preamble,
  type Section,
  type Table,
  type Template,
  type Term
} from '@/report/template'

/** Section headings, labels, sums and rules in; cells, computing order and equations out. Throws on a slip in the template. */
export function defineTemplate(given: Pick<Template, 'id' | 'years' | 'notice' | 'sections'>): Template {
  const tables = given.sections.flatMap((section) => section.table ?? [])
  const cells = tables.flatMap(layCells)
  const index = new Map(cells.map((cell, i) => [cell.at, i]))
  if (index.size !== cells.length) throw new Error(`${given.id}: two cells share an address`)
  const meanings = new Map(cells.map(({ meaning, at }) => [meaning, at]))
  if (meanings.size !== cells.length) throw new Error(`${given.id}: two cells mean the same`)

  const find = (at: Address) => {
    const i = index.get(at)
    if (i === undefined) throw new Error(`${given.id}: no cell ${at}`)
    return i
  }
  for (const cell of cells) cell.parts = partsOf(cell).map(find)

  return {
    ...given,
    tables,
    cells,
    index,
    meanings,
    computed: inComputingOrder(cells),
    equations: tables.flatMap((table) =>
      table.blocks.flatMap((block) => block.rules.flatMap((rule) => layRule(table, block, rule, cells, find)))
    ),
    prose: [preamble.key, ...given.sections.flatMap((section) => nameProse(section).map(([at]) => at))],
    places: new Map([
      [preamble.key, { name: preamble.name, section: -1 }],
      ...given.sections.flatMap((section, i) => placesOf(section, i, cells))
    ]),
    fields: new Set([
      preamble.key,
      ...cells.filter((cell) => cell.role !== 'group').map((cell) => cell.at),
      ...tables.map(noteAddress),
      ...given.sections.flatMap((section) => section.parts?.map((part) => partAddress(section, part)) ?? [])
    ])
  }
}

function layCells(table: Table): (Cell & { parts: number[] })[] {
  return table.blocks.flatMap((block) =>
    [...leaves(block.rows), ...summedGroups(block)].flatMap((row) =>
      leaves(block.columns).map((column) => {
        const isTotal = block.rules.some((rule) => rule.computes && computes(rule, row, column))
        const role = row.lines ? ('group' as const) : isTotal ? ('total' as const) : ('input' as const)
        const at = `${table.key}/${row.key}/${column.key}`
        const meaning = `${table.key}/${meaningOf(row)}/${meaningOf(column)}` as Meaning
        const name = joinNames(lineName(row), '·', lineName(column))
        return { at, meaning, table, block, row, column, kind: column.kind ?? 'count', name, role, parts: [] }
      })
    )
  )
}

/** Headings a rule names as if they were rows: they get cells of their own, which are sums. */
function summedGroups(block: Block): Line[] {
  const named = new Set(block.rules.flatMap((rule) => [...rule.left.terms, ...rule.right.terms].map((term) => term.line)))
  return groups(block.rows).filter((row) => named.has(row.key))
}

function computes(rule: LineRule, row: Line, column: Line): boolean {
  const [line, other] = rule.of === 'rows' ? [row, column] : [column, row]
  return rule.right.terms[0]?.line === line.key && (rule.on?.includes(other.key) ?? true)
}

function partsOf({ table, block, row, column, role }: Cell): Address[] {
  if (role === 'input') return []
  if (role === 'group') return leaves(row.lines ?? []).map((line) => `${table.key}/${line.key}/${column.key}`)
  const rule = block.rules.find((candidate) => candidate.computes && computes(candidate, row, column))
  return (rule?.left.terms ?? []).map(({ line }) =>
    rule?.of === 'rows' ? `${table.key}/${line}/${column.key}` : `${table.key}/${row.key}/${line}`
  )
}

function inComputingOrder(cells: readonly Cell[]): number[] {
  const order: number[] = []
  const visit = (i: number) => {
    const parts = cells[i]?.parts ?? []
    if (parts.length === 0 || order.includes(i)) return
    for (const part of parts) visit(part)
    order.push(i)
  }
  for (let i = 0; i < cells.length; i++) visit(i)
  return order
}

function nameProse(section: Section): [Address, string][] {
  if (section.table) return [[noteAddress(section.table), `${section.table.name}注`]]
  return section.parts.map((part) => [partAddress(section, part), part.name])
}

function placesOf(section: Section, i: number, cells: readonly Cell[]): [Address, FormPlace][] {
  const names: [Address, string][] = [
    [section.key, section.table?.name ?? section.name],
    ...nameProse(section),
    ...cells.filter(({ table }) => table === section.table).map(({ at, name }): [Address, string] => [at, name])
  ]
  return names.map(([at, name]) => [at, { name, section: i }])
}

function layRule(table: Table, block: Block, rule: LineRule, cells: readonly Cell[], find: (at: Address) => number): Equation[] {
  const across = rule.of === 'rows' ? leaves(block.columns) : [...leaves(block.rows), ...summedGroups(block)]
  return across
    .filter((on) => rule.on?.includes(on.key) ?? true)
    .map((on) => {
      const place = ({ line, minus, last }: Term) => ({
        cell: find(rule.of === 'rows' ? `${table.key}/${line}/${on.key}` : `${table.key}/${on.key}/${line}`),
        minus: minus === true,
        last: last === true
      })
      const [left, right] = [rule.left.terms.map(place), rule.right.terms.map(place)]
      const first = right[0]?.cell
      const isTotal = rule.computes && cells[first ?? -1]?.parts.join() === left.map(({ cell }) => cell).join()
      return { rule, on: lineName(on), left, right, group: on.lines && first, total: isTotal ? first : undefined }
    })
}
