import { printCell, readCell } from '@/report/input'
import { type DrawnCell, drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import { type Address, type Line, leaves, type Table, type Template } from '@/report/template'
import { computeTotal, printNumber, type Values } from '@/report/values'
import { recognise } from './read-labels'

/** Copied cells as rows of text; null is a place that a merged cell covers. */
export type PastedBlock = readonly (readonly (string | null)[])[]

/** One pasted place: what stands there, what it would become and what was understood. */
export type PastedCell = { at: Address; was: string; now: string; understood: string }

/** What fell on a cell and is no number: the cell stays as it is. */
export type UnreadCell = { at: Address; text: string; why: string }

/** A pasted total is compared with what the pasted parts add up to and never written over it. */
export type PastedTotal = { at: Address; pasted: string; computed: string; agrees: boolean }

/** A row of which nothing is pasted. */
export type LeftRow = { text: string; why: string }

export type PastePlan = {
  cells: PastedCell[]
  unread: UnreadCell[]
  totals: PastedTotal[]
  left: LeftRow[]
  /** Labels that are not the form's own, and the line they were taken for. */
  guessed: { said: string; line: string }[]
  /** Blank places that fell on a filled cell, which keeps what it has. */
  kept: number
  /** Places with text that fall on no cell. */
  outside: number
  /** Other tables of the form that were brought along. */
  elsewhere: Table[]
}

/**
 * Where copied tables go: each row after its label if it brings labels of the form, else from the focused cell to the right
 * and down. What is not surely understood is told row by row and left out; nothing blank is put over something. Never
 * writes; the plan is shown first.
 */
export function planPaste(template: Template, table: Table, blocks: readonly PastedBlock[], from: Address, values: Values): PastePlan {
  const homes = blocks.map((block) => findHome(template, table, block))
  const own = blocks.filter((_, i) => homes[i] === table).map((block) => block.map((row) => row.map((text) => text?.trim() ?? null)))
  const elsewhere = template.tables.filter((one) => one !== table && homes.includes(one))
  const { places, left, guessed } = place(table, own, from)

  const roles = new Map(template.cells.map((cell) => [cell.at, cell]))
  const texts = new Map<Address, string>()
  let outside = 0
  for (const { at, text } of places) {
    if (at && !texts.has(at)) texts.set(at, text)
    else if (!at && text !== '') outside++
  }
  const cells: PastedCell[] = []
  const unread: UnreadCell[] = []
  let kept = 0
  for (const [at, now] of texts) {
    const cell = roles.get(at)
    const was = values[at] ?? ''
    if (cell?.role !== 'input' || was === now) continue
    const why = whyUnread(now, cell.kind)
    if (why) unread.push({ at, text: now, why })
    else if (now === '') kept++
    else cells.push({ at, was, now, understood: printCell(now, cell.kind) })
  }
  const after: Values = { ...values, ...Object.fromEntries(cells.map(({ at, now }) => [at, now])) }
  const totals = [...texts].flatMap(([at, text]): PastedTotal[] => {
    const cell = roles.get(at)
    if (cell?.role !== 'total' || text === '') return []
    const computed = printNumber(computeTotal(template, after, at), cell.kind)
    return [{ at, pasted: printCell(text, cell.kind), computed, agrees: computed === printCell(text, cell.kind) }]
  })
  return { cells, unread, totals, left, guessed, kept, outside, elsewhere }
}

function whyUnread(text: string, kind: Parameters<typeof readCell>[1]): string | undefined {
  if (/^#{2,}$/.test(text)) return '原表列宽不足，复制到的是 ######，请加宽该列后重新复制'
  const reading = readCell(text, kind)
  return reading.is === 'unread' ? reading.why : undefined
}

type Row = readonly (string | null)[]
type Target = { at: Address | undefined; text: string }
type Placed = { places: Target[]; left: LeftRow[]; guessed: PastePlan['guessed'] }

/** The table of the form whose labels a block brings; without labels, or with as many of its own, the one it is pasted into. */
function findHome(template: Template, table: Table, block: PastedBlock): Table {
  const said = [...new Set(block.flat().filter((text) => text !== null && isWords(text)))] as string[]
  const count = (one: Table) => [...recognise(said, listLines(one), (line) => line).values()].filter((match) => match?.exact).length
  const counts = new Map(template.tables.map((one) => [one, count(one)]))
  const [best = table] = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return (counts.get(best) ?? 0) >= 2 && (counts.get(best) ?? 0) > (counts.get(table) ?? 0) ? best : table
}

/** Every label of a table: of rows, of columns, and of the groups over them. */
function listLines(table: Table): Line[] {
  const all = (lines: readonly Line[]): Line[] => lines.flatMap((line) => [line, ...all(line.lines ?? [])])
  return table.blocks.flatMap(({ rows, columns, caption, corner }) => [
    ...all(rows),
    ...all(columns),
    ...[caption, corner].flatMap((label) => (label ? [{ key: label, label }] : []))
  ])
}

/** Text that is no number: a label, a heading, a remark. */
function isWords(text: string): boolean {
  const bare = text.replace(/\s/g, '')
  return /\p{Script=Han}{2}/u.test(bare) && readCell(text, 'count').is === 'unread' && readCell(text, 'money').is === 'unread'
}

const isNumber = (text: string | null) => text !== null && text !== '' && !isWords(text)

function place(table: Table, blocks: readonly (readonly Row[])[], from: Address): Placed {
  const byLabels = table.sideways ? undefined : placeByLabels(table, blocks.flat())
  if (byLabels) return byLabels
  const withNumbers = blocks.filter((block) => block.some((row) => row.some(isNumber)))
  const [first = [], ...others] = withNumbers
  const placed = placeFrom(table, first, from)
  // Without labels nobody knows where a second table belongs.
  const left = others.flatMap((block) => leaveRows(block, '这是另一个表格，请单独复制'))
  return { ...placed, left: [...placed.left, ...left] }
}

function leaveRows(rows: readonly Row[], why: string): LeftRow[] {
  return rows.filter((row) => row.some(isNumber)).map((row) => leave(row, why))
}

function leave(row: Row, why: string): LeftRow {
  const text = row.flatMap((one) => (one ? one.replace(/\s+/g, ' ') : [])).join(' ')
  return { text: text.length > 60 ? `${text.slice(0, 60)}…` : text, why }
}

type Known = { line: Line; columns: readonly Line[]; spans: readonly number[] }

/** Rows that bring a label of the form know themselves where they belong; undefined if none does. */
function placeByLabels(table: Table, rows: readonly Row[]): Placed | undefined {
  const drawn = drawTable(table)
  const known = table.blocks.flatMap(({ rows: lines, columns }) => {
    const spans = leaves(columns).map(
      (column) => drawn.rows.flatMap(({ cells }) => cells).find(({ at }) => at?.endsWith(`/${column.key}`))?.colspan ?? 1
    )
    return leaves(lines).map((line): Known => ({ line, columns: leaves(columns), spans }))
  })
  const labels = [
    ...new Set(rows.filter((row) => row.some(isNumber)).flatMap((row) => row.filter((text) => text && isWords(text)) as string[]))
  ]
  const matches = recognise(labels, known, ({ line }) => line)
  const lastLabel = (row: Row) => row.findLastIndex((text) => text && matches.get(text))
  if (!rows.some((row) => lastLabel(row) !== -1)) {
    const named = rows.filter((row) => isWords(row.find((text) => text) ?? ''))
    const left = leaveRows(named, '没有认出行名，请只复制数字，从对应的格开始粘贴')
    return left.length > 0 ? { places: [], left, guessed: [] } : undefined
  }
  const heads = findHeads(table, rows)
  const taken = new Set<Known>()
  const out: Placed = { places: [], left: [], guessed: [] }
  for (const row of rows.filter((one) => one.some(isNumber))) {
    const label = row[lastLabel(row)]
    const match = label ? matches.get(label) : undefined
    if (!label || !match) {
      out.left.push(leave(row, '没有认出行名'))
      continue
    }
    const { line, columns } = match.known
    const numbers = heads
      ? columns.map(({ key }) => row[heads.get(key) ?? -1] ?? null)
      : fitNumbers(row.slice(lastLabel(row) + 1), match.known)
    if (taken.has(match.known)) out.left.push(leave(row, `与前面的“${line.label}”重复`))
    else if (typeof numbers === 'string') out.left.push(leave(row, numbers))
    else {
      taken.add(match.known)
      if (!match.exact) out.guessed.push({ said: label.replace(/\s+/g, ''), line: line.label })
      columns.forEach((column, c) => {
        const text = numbers[c]
        if (text !== null && text !== undefined) out.places.push({ at: `${table.key}/${line.key}/${column.key}`, text })
      })
      if (numbers.includes(null)) out.left.push(leave(row, '有合并的单元格，其余各格没有数字'))
    }
  }
  return out
}

/** The column of the block at which each column of the table stands, if its heading names them all. */
function findHeads(table: Table, rows: readonly Row[]): ReadonlyMap<string, number> | undefined {
  const [block, ...others] = table.blocks
  if (!block || others.length > 0) return undefined
  const columns = leaves(block.columns)
  const heads = new Map<string, number>()
  for (const row of rows.filter((one) => !one.some(isNumber)))
    row.forEach((text, c) => {
      const exact = text ? recognise([text], columns, (column) => column).get(text) : undefined
      if (exact?.exact && !heads.has(exact.known.key)) heads.set(exact.known.key, c)
    })
  return heads.size === columns.length ? heads : undefined
}

/** The numbers after a label, one for each column, null where a merged cell covers it; a sentence if that is not sure. */
function fitNumbers(rest: Row, { columns, spans }: Known): (string | null)[] | string {
  const cells = rest.filter((text) => text !== null)
  if (cells.length === columns.length) return cells
  // As the form is drawn, where merged cells leave blanks behind.
  const starts = spans.map((_, i) => spans.slice(0, i).reduce((sum, span) => sum + span, 0))
  const width = spans.reduce((sum, span) => sum + span, 0)
  for (let skip = 0; skip + width <= rest.length; skip++) {
    const part = rest.slice(skip, skip + width)
    const others = [...rest.slice(0, skip), ...rest.slice(skip + width), ...part.filter((_, c) => !starts.includes(c))]
    if (others.every((text) => !text)) return starts.map((start) => part[start] ?? null)
  }
  const count = cells.filter((text) => text !== '').length
  return `这一行有 ${count} 个数，表中是 ${columns.length} 列，不能确定各数对应的列`
}

/** The drawn cells from the focused one on, row by row; rows of headings above the numbers are passed over. */
function placeFrom(table: Table, block: readonly Row[], from: Address): Placed {
  const rows = block.slice(
    block.findIndex((row) => row.some(isNumber)),
    block.findLastIndex((row) => row.some(isNumber)) + 1
  )
  const drawing = drawTable(table)
  const grid = layGrid(
    drawing.rows.map(({ cells }) => cells),
    drawing.columns
  ).filter((line) => line.some(({ cell }) => cell.at))
  const isWhole = table.sideways && rows.length === 1 && rows[0]?.filter((text) => text !== null).length === valuesOf(grid[0]).length
  const top = isWhole
    ? 0
    : Math.max(
        grid.findIndex((line) => line.some(({ cell }) => cell.at === from)),
        0
      )
  const first = isWhole ? valuesOf(grid[0])[0]?.at : from
  const left = grid[top]?.findIndex(({ cell }) => cell.at === first) ?? 0

  /** Where each text of a row falls if the columns of the block are those of the drawing. */
  const asDrawn = (row: Row, r: number) =>
    row.flatMap((text, c) => {
      const hit = grid[top + r]?.[left + c]
      const isStart = hit?.column === left + c
      return text === null || (text === '' && !isStart)
        ? []
        : [{ at: isStart ? hit?.cell.at : undefined, text, isBetween: hit !== undefined && !isStart }]
    })
  const fits = rows.every((row, r) => asDrawn(row, r).every(({ isBetween }) => !isBetween))
  const out: Placed = { places: [], left: [], guessed: [] }
  rows.forEach((row, r) => {
    const targets = valuesOf(grid[top + r])
    const start = targets.findIndex(({ column }) => column >= left)
    if (row.some((text) => text && /[%％‰]/.test(text))) out.left.push(leave(row, '含百分比，不能确定各数对应的列'))
    else if (fits) out.places.push(...asDrawn(row, r))
    else if (row.includes(null)) out.left.push(leave(row, '合并的单元格与表格不一致，不能确定各数对应的列'))
    else out.places.push(...row.map((text, c): Target => ({ at: start === -1 ? undefined : targets[start + c]?.at, text: text ?? '' })))
  })
  return out
}

function valuesOf(line: readonly { cell: DrawnCell; column: number }[] = []): { at: Address; column: number }[] {
  return line.flatMap(({ cell: { at }, column }, c) => (at && column === c ? [{ at, column }] : []))
}
