import { templateOf } from '@/report/report'
import { type Address, type Block, type Cell, groups, type Line, labelText, leaves, type Table, type Template } from '@/report/template'
import { templates } from '@/report/templates'
import { printValue, readAmounts } from '@/report/values'
import { coverageSheet, type SummaryCover } from './coverage-sheet'
import { breakHead, heightOf } from './labels'
import { overviewSheet } from './overview-sheet'
import { type SummaryLine, sumOf } from './summary-sums'
import { cellName, type WorksheetCell, type WorksheetModel, type WorksheetRow, writeWorkbook } from './workbook'
import { type Position, WorksheetNumbers } from './worksheet-numbers'

/** Columns before the cells of the form. */
const NAMED = [
  { name: '单位', width: 24 },
  { name: '年度', width: 7 },
  { name: '状态', width: 10 },
  { name: '计入合计', width: 6 }
]
/** The last of them says whether a line is in the sums, which look at it: whoever changes it changes them. */
const ADDED = NAMED.length - 1

/** Heads, and 合计 under them. */
const HEAD_ROWS = 3
const TOP_ROWS = HEAD_ROWS + 1

/** Columns are wider where all of them fit a page. */
const CELL_WIDTH = { alone: 11, among: 9 }

/** Columns a page: more would be too small to read. Further pages repeat the columns before the cells. */
const MOST_ON_A_PAGE = 24

/** Two rows of 表三. */
const ON_EACH_PAGE = 14

/**
 * Many reports as one .xlsx: `first`, a worksheet of their totals, one page wide, then one for each table of each form among them, and at
 * the end whom it covers. On a table's worksheet a row is a report and a column a cell of the form under heads of three levels, with
 * sums above. Totals and sums are formulas. Deterministic: the same reports give the same bytes.
 */
export function makeSummaryWorkbook(
  reports: readonly SummaryLine[],
  { title, cover, first }: { title: string; cover: SummaryCover; first?: WorksheetModel }
): Uint8Array {
  const forms = templates.filter(({ id }) => reports.some(({ report }) => report.template === id))
  const sheets = (forms.length > 0 ? forms : templates.slice(-1)).flatMap((form) => {
    const ofForm = reports.filter(({ report }) => report.template === form.id)
    const lines = ofForm.map((line) => ({ ...line, numbers: new WorksheetNumbers(line.report) }))
    const nameOf = (name: string) => (forms.length > 1 ? `${name} ${form.id}` : name)
    return [
      overviewSheet(form, ofForm, nameOf('主要数据')),
      ...form.tables.map((table) => batchSheet(form, table, lines, nameOf(table.name)))
    ]
  })
  return writeWorkbook({ title, author: '', sheets: [...(first ? [first] : []), ...sheets, coverageSheet(cover)] })
}

type ReadLine = SummaryLine & { numbers: WorksheetNumbers }

function batchSheet(form: Template, table: Table, lines: readonly ReadLine[], name: string): WorksheetModel {
  const cells = form.cells.filter((cell) => cell.table === table && cell.role !== 'group')
  const isAlone = cells.length <= MOST_ON_A_PAGE
  const cellWidth = isAlone ? CELL_WIDTH.alone : CELL_WIDTH.among
  const heads = drawHeads(cells, isAlone ? cells.length : ON_EACH_PAGE, cellWidth)
  const empty = [...heads[0], ...heads[1]].flatMap((head) => coveredBy(head))
  const headRows = ([0, 1, 2] as const).map(
    (row): WorksheetRow => ({
      height: heightOf(heads[row].map(({ text, colspan, rowspan }) => ({ text: rowspan > 1 ? '' : text, width: colspan * cellWidth }))),
      cells: [
        ...NAMED.map(
          ({ name: text, width }, column): WorksheetCell => ({ column, style: 'head', text: row === 0 ? breakHead(text, width) : '' })
        ),
        ...[
          ...heads[row].map(({ text, column }) => ({ text, column })),
          ...empty.filter((place) => place.row === row).map(({ column }) => ({ text: '', column }))
        ]
          .sort((a, b) => a.column - b.column)
          .map((cell): WorksheetCell => ({ ...cell, style: 'head' }))
      ]
    })
  )
  return {
    name,
    widths: [...NAMED.map(({ width }) => width), ...cells.map(() => cellWidth)],
    rows: [...headRows, printSums(form, lines, cells), ...lines.map((line, i) => printLine(line, cells, i + TOP_ROWS))],
    merges: [
      ...NAMED.map((_, column) => `${cellName(column, 0)}:${cellName(column, HEAD_ROWS - 1)}`),
      ...heads
        .flat()
        .filter(({ colspan, rowspan }) => colspan * rowspan > 1)
        .map(({ column, row, colspan, rowspan }) => `${cellName(column, row)}:${cellName(column + colspan - 1, row + rowspan - 1)}`)
    ],
    frozen: { rows: TOP_ROWS, columns: NAMED.length },
    isLandscape: true,
    ...(isAlone ? { fit: 'width' } : { breaks: breaksOf(cells.length) })
  }
}

function breaksOf(cells: number): number[] {
  return Array.from({ length: Math.ceil(cells / ON_EACH_PAGE) - 1 }, (_, i) => NAMED.length + (i + 1) * ON_EACH_PAGE)
}

type Head = Position & { text: string; colspan: number; rowspan: number }

/**
 * Heading, row and column of every cell, one above the other; rows without a heading reach over both levels. A heading begins anew
 * on each page of so many cells.
 */
function drawHeads(cells: readonly Cell[], onPage: number, width: number): [Head[], Head[], Head[]] {
  const headings = runsOf(cells, onPage, headingOf).flatMap(({ of, column, colspan }): Head[] =>
    of ? [{ text: ('label' in of ? of.label : of.caption) ?? '', column, row: 0, colspan, rowspan: 1 }] : []
  )
  const rows = runsOf(cells, onPage, ({ row }) => row).map(({ of, column, colspan }): Head => {
    const isUnder = headings.some((heading) => heading.column <= column && column < heading.column + heading.colspan)
    return { text: labelText(of), column, row: isUnder ? 1 : 0, colspan, rowspan: isUnder ? 1 : 2 }
  })
  const columns = cells.map((cell, i): Head => ({ text: labelText(cell.column), column: i + NAMED.length, row: 2, colspan: 1, rowspan: 1 }))
  const heads = [...headings, ...rows, ...columns].map((head) => ({ ...head, text: breakHead(head.text, head.colspan * width) }))
  return [heads.filter(({ row }) => row === 0), heads.filter(({ row }) => row === 1), heads.filter(({ row }) => row === 2)]
}

/** Neighbours on a page that share something, and the columns they take. */
function runsOf<T>(cells: readonly Cell[], onPage: number, find: (cell: Cell) => T): { of: T; column: number; colspan: number }[] {
  const runs: { of: T; column: number; colspan: number }[] = []
  cells.forEach((cell, i) => {
    const of = find(cell)
    const last = runs.at(-1)
    if (last && last.of === of && i % onPage > 0) last.colspan++
    else runs.push({ of, column: i + NAMED.length, colspan: 1 })
  })
  return runs
}

/** The innermost heading over a row, or its block where that has a caption. */
function headingOf({ block, row }: Cell): Line | Block | undefined {
  const group = groups(block.rows).findLast((one) => leaves(one.lines ?? []).includes(row))
  return group ?? (block.caption === undefined ? undefined : block)
}

function coveredBy({ column, row, colspan, rowspan }: Head): Position[] {
  return Array.from({ length: colspan * rowspan }, (_, i) => ({
    column: column + (i % colspan),
    row: row + Math.floor(i / colspan)
  })).slice(1)
}

/** 合计: of the lines that are in sums, as a formula over the column that says so. */
function printSums(form: Template, lines: readonly ReadLine[], cells: readonly Cell[]): WorksheetRow {
  const read = lines.map(({ report, isAdded }) => ({
    isAdded,
    amounts: readAmounts(templateOf(report), report.values, report.outside !== undefined)
  }))
  return {
    cells: [
      ...NAMED.map((_, column): WorksheetCell => ({ column, style: 'head', text: column === 0 ? '合计（计入合计为“是”的）' : '' })),
      ...cells.map((cell, i): WorksheetCell => {
        const c = form.index.get(cell.at) ?? -1
        const all = read.map(({ isAdded, amounts }) => {
          const reading = amounts.readings[c]
          return { isAdded, amount: amounts.taken[c] as number, unit: reading?.is === 'number' ? reading.unit : undefined }
        })
        return sumOf(all, cell.kind, { column: i + NAMED.length, flags: ADDED, from: TOP_ROWS })
      })
    ]
  }
}

function printLine({ report, numbers, state, isAdded }: ReadLine, cells: readonly Cell[], row: number): WorksheetRow {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values, report.outside !== undefined)
  const printed = cells.map(({ at }) => printValue(template, report.values, amounts, at))
  const places = new Map<Address, Position>()
  cells.forEach(({ at }, i) => {
    if (numbers.find(at, printed[i] ?? '')) places.set(at, { column: i + NAMED.length, row })
  })
  return {
    cells: [
      { column: 0, style: 'label', text: report.unit },
      { column: 1, style: 'value', number: String(report.year), format: '0' },
      { column: 2, style: 'value', text: state },
      { column: ADDED, style: 'value', text: isAdded ? '是' : '否' },
      ...cells.map(({ at }, i): WorksheetCell => {
        const [column, text] = [i + NAMED.length, printed[i] ?? '']
        const number = numbers.find(at, text)
        if (!number) return { column, style: 'value', text }
        return { column, style: 'value', ...number, formula: numbers.findFormula(at, text, (part) => places.get(part)) }
      })
    ]
  }
}
