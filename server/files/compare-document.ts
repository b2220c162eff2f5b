import { placeName } from '@/report/finding'
import type { ReportDocument } from '@/report/layout/document'
import { layGrid } from '@/report/layout/grid'
import { printLetterhead } from '@/report/layout/imprint'
import type { Report } from '@/report/report'
import type { Template } from '@/report/template'

/** What a file must contain: the report and its layout. */
export type Expected = { snapshot: string; report: Report; template: Template; document: ReportDocument; isFinal: boolean }

/** A place where a file says something else than the report. */
export type FileDifference = { place: string; expected: string; found: string }

/**
 * A text with the place a difference in it is told of. `isLabel`: of the form, not of the report; broken into lines as its cell wants it.
 */
export type PlacedText = { place: string; text: string; isLabel?: boolean }

/** 封面 and 版头 where there are such, title, headings, paragraphs, notes, signature and 抄送 in their order. */
export function textsOf({ titleLines, head, cover, blocks }: ReportDocument, template: Template): PlacedText[] {
  return [
    ...(cover ? [cover.titleLines.join('\n'), ...cover.foot].map((text) => ({ place: '封面', text })) : []),
    ...(head ? [{ place: '版头', text: printLetterhead(head) }] : []),
    { place: '标题', text: titleLines.join('\n') },
    ...blocks.flatMap((block): PlacedText[] => {
      switch (block.is) {
        case 'heading':
          return [{ place: `标题“${block.text}”`, text: block.text }]
        case 'note':
          return [{ place: block.at ? placeName(template, block.at) : '表注', text: block.text }]
        case 'signature':
          return block.lines.map(({ text }) => ({ place: '落款', text }))
        case 'copies':
          return [{ place: '抄送', text: block.text }]
        case 'paragraph': {
          const text = block.runs.map((run) => run.text).join('')
          return [{ place: `${block.at ? placeName(template, block.at) : ''}“${short(text)}”一段`, text }]
        }
        default:
          return []
      }
    })
  ]
}

/** The drawn cells of each table; merged cells stand once. */
export function rowsOf({ blocks }: ReportDocument, template: Template): PlacedText[][][] {
  return blocks.flatMap((block) =>
    block.is === 'table'
      ? [
          block.rows.map((row, r) =>
            row.map(({ at, text }) => ({
              place: `${block.name}${at ? `“${placeName(template, at)}”` : `第 ${r + 1} 行的“${text}”`}`,
              text,
              isLabel: at === undefined
            }))
          )
        ]
      : []
  )
}

/** The full grid of each table; merged cells repeat their text. */
export function gridsOf(document: ReportDocument, template: Template): PlacedText[][][] {
  const drawn = rowsOf(document, template)
  const tables = document.blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
  return tables.map(({ rows, columns }, t) => {
    const spanning = rows.map((row, r) =>
      row.map(({ colspan, rowspan }, c) => ({ colspan, rowspan, ...(drawn[t]?.[r]?.[c] as PlacedText) }))
    )
    return layGrid(spanning, columns).map((line) => line.map(({ cell }) => cell))
  })
}

/** Skips the common beginning and end, so that one missing or added paragraph is one difference. */
export function compareTexts(expected: readonly PlacedText[], found: readonly string[]): FileDifference[] {
  let [start, end] = [0, 0]
  while (start < expected.length && expected[start]?.text === found[start]) start++
  while (end < expected.length - start && end < found.length - start && expected.at(-1 - end)?.text === found.at(-1 - end)) end++
  const [left, right] = [expected.slice(start, expected.length - end), found.slice(start, found.length - end)]
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({
    place: left[i]?.place ?? '多出的一段',
    expected: left[i]?.text ?? '',
    found: right[i] ?? ''
  })).filter((one) => one.expected !== one.found)
}

/** Where tables of texts differ, cell by cell, what there is too much of included. */
export function compareTables(expected: readonly PlacedText[][][], found: readonly string[][][]): FileDifference[] {
  const tables = expected.flatMap((rows, t) => compareRows(rows, found[t] ?? []))
  const more = found.slice(expected.length).map((rows) => ({ place: '多出的一张表', expected: '', found: rows.flat().join(' ') }))
  return [...tables, ...more]
}

/** The same for the rows of one table. */
export function compareRows(expected: readonly PlacedText[][], found: readonly string[][]): FileDifference[] {
  const cells = expected.flatMap((row, r) => row.map((one, c) => ({ ...one, expected: one.text, found: found[r]?.[c] ?? '' })))
  const more = found.flatMap((row, r) =>
    row.flatMap((text, c) =>
      expected[r]?.[c] || text === '' ? [] : [{ place: `多出的一格（第 ${r + 1} 行）`, expected: '', found: text }]
    )
  )
  // A moved cell may leave all texts equal, so the cells of each row are counted too.
  const lengths = expected.flatMap((row, r) => {
    const length = found[r]?.length ?? 0
    return length < row.length && row.slice(length).every(({ text }) => text === '') && length > 0
      ? [{ place: row[length]?.place ?? '', expected: `${row.length} 格`, found: `${length} 格` }]
      : []
  })
  const whole = (text: string, isLabel = false) => (isLabel ? text.replaceAll('\n', '') : text)
  const different = cells.filter((cell) => whole(cell.expected, cell.isLabel) !== whole(cell.found, cell.isLabel))
  return [...different.map(({ place, expected, found }) => ({ place, expected, found })), ...more, ...lengths]
}

/** The beginning of a text, on one line. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 24 ? `${line.slice(0, 24)}…` : line
}
