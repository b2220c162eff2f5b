import { readCell } from '@/report/input'
import { DISPUTE_ROWS } from '@/report/reading/read'
import { type Address, labelText, leaves, noteAddress, partAddress, type Table, type Template } from '@/report/template'
import type { Understood } from './understand'

type Shown = string | number | null

/** What was understood of a file as labelled JSON (docs/labelled-json.md); what is in doubt is null and listed in `doubts`. */
export function writeLabelled({
  org,
  year,
  template,
  kind,
  published,
  headings,
  values,
  texts,
  doubts
}: Understood): Record<string, unknown> {
  const missing = new Set(doubts.map(({ at }) => at))
  const [disclosure, requests, disputes] = template.tables as [Table, Table, Table]
  const whole = (table: Table, write: (table: Table) => unknown) =>
    missing.has(table.key) && !hasCells(table, values) ? undefined : write(table)
  const show = (at: Address) => showValue(template, values, at)
  const keyed = (table: Table) =>
    Object.fromEntries(rowsOf(table, values).map(({ line, cells }) => [labelText(line), cells.map(({ at }) => show(at))]))
  const overview = template.sections.find(({ parts }) => parts && parts.length > 1)
  const parts = (overview?.parts ?? []).flatMap((part) => {
    const text = overview?.parts && values[partAddress(overview, part)]
    return text ? [[part.heading ?? part.name, text]] : []
  })
  return {
    org,
    year,
    template: template.id,
    scope: kind === 'department' ? '本机关' : '全辖区',
    published,
    headings,
    preamble: values.preamble,
    narrative: overview && texts[overview.key],
    parts: parts.length > 0 ? Object.fromEntries(parts) : undefined,
    table2: whole(disclosure, (table) =>
      Object.fromEntries(
        rowsOf(table, values).map(({ line, cells }) => [
          labelText(line),
          Object.fromEntries(cells.map(({ column, at }) => [labelText(column), show(at)]))
        ])
      )
    ),
    table3: whole(requests, keyed),
    table4: whole(disputes, (table) =>
      Object.fromEntries(Object.entries(keyed(table)).map(([label, cells]) => [keyOfDispute(label), cells]))
    ),
    tableNotes: notesOf(template, values),
    problems: texts.problems,
    otherNarrative: texts['other-matters'],
    doubts: doubts.map(({ cut: _, ...doubt }) => doubt)
  }
}

const hasCells = (table: Table, values: Understood['values']) =>
  Object.keys(values).some((at) => at.split('/').length === 3 && at.startsWith(`${table.key}/`))

const keyOfDispute = (label: string) => Object.keys(DISPUTE_ROWS).find((key) => DISPUTE_ROWS[key] === label) ?? label

/** Every row of a table with its cells, headings only where the file gives them numbers. */
function rowsOf(table: Table, values: Understood['values']) {
  return table.blocks.flatMap(({ rows, columns }) => {
    const at = (row: string) => leaves(columns).map((column) => ({ column, at: `${table.key}/${row}/${column.key}` }))
    const stated = rows
      .flatMap((row) => [row, ...(row.lines ?? [])])
      .filter((row) => row.lines && at(row.key).some((cell) => values[cell.at] !== undefined))
    return [...leaves(rows), ...stated].map((line) => ({ line, cells: at(line.key) }))
  })
}

function notesOf(template: Template, values: Understood['values']): Record<string, string> | undefined {
  const notes = template.tables.flatMap((table, i) => {
    const text = values[noteAddress(table)]
    return text ? [[`table${i + 2}`, text] as const] : []
  })
  return notes.length > 0 ? Object.fromEntries(notes) : undefined
}

/** Plain numbers as numbers; a text that says more stays as it stands. */
function showValue(template: Template, values: Understood['values'], at: Address): Shown {
  const text = values[at]
  const cell = template.cells[template.index.get(at) ?? -1]
  if (text === undefined || !cell) return null
  const reading = readCell(text, cell.kind)
  const number = Number(text.normalize('NFKC').replace(/\s/g, ''))
  return reading.is === 'number' &&
    (reading.as === 'plain' || reading.as === 'tidy') &&
    !reading.unit &&
    !reading.note &&
    Number.isFinite(number)
    ? number
    : text
}
