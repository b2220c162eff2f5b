import { drawTable } from './drawing'
import { printCell, readCell } from './input'
import { recognise } from './read-labels'
import { type Address, type Line, leaves, type Table, type Template } from './template'
import { computeTotal, printNumber, type Values } from './values'

/** Pasted cells as rows of text; null is a place that a merged cell covers. */
export type PastedBlock = readonly (readonly (string | null)[])[]

/** One pasted place: what stands there, what it would become and what was understood. */
export type PastedCell = { at: Address; was: string; now: string; understood: string; isRead: boolean }

/** A pasted total is compared with what the pasted parts add up to and never written over it. */
export type PastedTotal = { at: Address; pasted: string; computed: string; agrees: boolean }

export type PastePlan = { cells: PastedCell[]; totals: PastedTotal[] /** Places with text that fall on no cell. */; outside: number }

/**
 * Where a pasted block goes: row by row after its labels if it brings labels of the form, else from the focused cell
 * to the right and down. Never writes; the plan is shown first.
 */
export function planPaste(template: Template, table: Table, block: PastedBlock, from: Address, values: Values): PastePlan {
  const places = placeByLabels(table, block) ?? placeFrom(table, block, from)
  const roles = new Map(template.cells.map((cell) => [cell.at, cell]))
  const texts = new Map<Address, string>()
  let outside = 0
  for (const { at, text } of places) {
    if (at && !texts.has(at)) texts.set(at, text)
    else if (!at && text !== '') outside++
  }
  const cells = [...texts].flatMap(([at, text]): PastedCell[] => {
    const cell = roles.get(at)
    if (cell?.role !== 'input') return []
    const was = values[at] ?? ''
    return was === text
      ? []
      : [{ at, was, now: text, understood: printCell(text, cell.kind), isRead: readCell(text, cell.kind).is !== 'unread' }]
  })
  const after: Values = { ...values, ...Object.fromEntries(cells.map(({ at, now }) => [at, now])) }
  const totals = [...texts].flatMap(([at, text]): PastedTotal[] => {
    const cell = roles.get(at)
    if (cell?.role !== 'total' || text === '') return []
    const computed = printNumber(computeTotal(template, after, at), cell.kind)
    return [{ at, pasted: printCell(text, cell.kind), computed, agrees: computed === printCell(text, cell.kind) }]
  })
  return { cells, totals, outside }
}

type Place = { at: Address | undefined; text: string }

/** Rows that bring a label of the form and enough numbers after it know themselves where they belong. */
function placeByLabels(table: Table, block: PastedBlock): Place[] | undefined {
  if (table.sideways) return undefined
  const known = table.blocks.flatMap((one) => leaves(one.rows).map((line) => ({ line, columns: leaves(one.columns) })))
  const places = block.flatMap((row) => {
    const texts = row.filter((text) => text !== null).map((text) => text.trim())
    const labels = texts.map((text) => findLabel(text, known))
    const last = labels.findLastIndex((label) => label !== undefined)
    const { line, columns = [] } = labels[last] ?? {}
    const numbers = texts.slice(last + 1)
    if (!line || numbers.length < columns.length) return []
    return columns.map((column, c): Place => ({ at: `${table.key}/${line.key}/${column.key}`, text: numbers[c] ?? '' }))
  })
  return places.length > 0 ? places : undefined
}

type Known = { line: Line; columns: readonly Line[] }

function findLabel(text: string, known: readonly Known[]): Known | undefined {
  if (!/[\u4e00-\u9fff]{2}/.test(text)) return undefined
  return recognise([text], known, ({ line }) => line).get(text)?.known
}

/** The drawn cells from the focused one on, row by row; rows of headings in the pasted block are passed over. */
function placeFrom(table: Table, block: PastedBlock, from: Address): Place[] {
  const rows = drawTable(table).rows.map(({ cells }) => cells.flatMap(({ at }) => at ?? []))
  const top = rows.findIndex((row) => row.includes(from))
  const left = rows[top]?.indexOf(from) ?? 0
  const numbers = block.filter((row) => row.some((text) => text && !/[\u4e00-\u9fff]{2}/.test(text)))
  const targets = rows.slice(Math.max(top, 0)).filter((row) => row.length > 0)
  return (numbers.length > 0 ? numbers : block).flatMap((row, r) =>
    row.filter((text) => text !== null).map((text, c): Place => ({ at: targets[r]?.[left + c], text: text.trim() }))
  )
}
