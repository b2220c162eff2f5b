import { readCell } from '@/report/input'
import type { Address } from '@/report/template'
import type { cellsIn, FilePlace, FoundCell } from '@/report/understanding/found'

/** The piece of the file something stands in: its line, and where files have pages its place there. */
export type Source = { source: string; place?: FilePlace }

/**
 * A text of the file that belongs into a cell. `why`: in Chinese what makes that unsure; `isCounted`: its column was told by
 * counting, so that a sum or the heading has to agree.
 */
export type Find = { at: Address; text: string; label: FoundCell; why?: string; isCounted?: boolean } & Source

/** Numbers of a table of the form that belong to no cell. `at`: the key of the table. */
export type LeftOver = { at: string; why: string } & Source

export type FoundCells = { finds: Find[]; left: LeftOver[] }

export type Row = ReturnType<typeof cellsIn>

/** The label a cell holds, as `bareLabel`. */
export type NameOf = (cell: FoundCell) => string

/** Whether two cells of different rows share a column. */
export const isOver = (one: Row[number], other: Row[number]) => one.column < other.end && one.end > other.column

/** A cell's text without the blanks around it. */
export const text = (cell: FoundCell) => cell.text.trim()

/** What stands in a cell of numbers; a remark may be broken over lines, two numbers below each other are two. */
export const figureOf = (cell: FoundCell) => (/\p{Script=Han}/u.test(cell.text) ? cell.text.replace(/\s*\n\s*/g, '') : cell.text).trim()

/** Text that is no number: a label, a heading, a remark. */
export function isWords(said: string): boolean {
  return (
    /\p{Script=Han}{2}/u.test(said.replace(/\s/g, '')) && readCell(said, 'count').is === 'unread' && readCell(said, 'money').is === 'unread'
  )
}

/** A text with digits that is no label or remark. */
export const isNumber = (said: string) => /\d/.test(said.normalize('NFKC')) && !isWords(said)

/** A row as it is shown beside a doubt about it, or about some of its cells. */
export function sourceOf(row: Row, where: string, cells: readonly FoundCell[] = []): Source {
  // Labels are spread and broken; between numbers a space counts.
  const show = (said: string) => said.replace(/\s+/g, /\p{Script=Han}/u.test(said) ? '' : ' ')
  const said = row.flatMap(({ cell }) => show(text(cell)) || '空').join('｜')
  const source = `${where}${where && '：'}${said.length > 120 ? `${said.slice(0, 120)}…` : said}`
  return { source, place: boundsOf(cells) ?? boundsOf(row.map(({ cell }) => cell).filter(({ rowspan }) => rowspan === 1)) }
}

/** The box around cells of one drawing; undefined where files have no pages. */
function boundsOf(cells: readonly FoundCell[]): FilePlace | undefined {
  const [first, ...more] = cells.flatMap(({ place }) => place ?? [])
  return more
    .filter(({ drawing }) => drawing === first?.drawing)
    .reduce(
      (all, one) =>
        all && {
          drawing: all.drawing,
          left: Math.min(all.left, one.left),
          right: Math.max(all.right, one.right),
          top: Math.min(all.top, one.top),
          bottom: Math.max(all.bottom, one.bottom)
        },
      first
    )
}
