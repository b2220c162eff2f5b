import { type CSSProperties, Fragment } from 'react'
import type { PrintedBlock, PrintedCell, ReportDocument } from '@/report/layout/document'

/** Widths on a phone, in pixels: a column of what rows are grouped under, one of their names, one of figures; as in published.css. */
const NARROW = { group: 44, name: 116, value: 46 }

type TableBlock = Extract<PrintedBlock, { is: 'table' }>
type Group = { heading?: string; blocks: PrintedBlock[] }

/** A published report as it is read aloud, searched and printed: sections with headings, tables with captions and scopes. */
export function ReportArticle({ document: { title, titleLines, head, blocks } }: { document: ReportDocument }) {
  return (
    <article className="sheet" aria-label={title}>
      {head && <p className="letterhead">{head.number}</p>}
      <h1>
        {titleLines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h1>
      {groupByHeading(blocks).map((group, i) => {
        const id = `section-${i}`
        const drawn = group.blocks.map((block, k) => <ArticleBlock key={keyOf(block, k)} block={block} heading={group.heading} />)
        if (group.heading === undefined) return drawn
        return (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{group.heading}</h2>
            {drawn}
          </section>
        )
      })}
    </article>
  )
}

/** Blocks never move; their place tells them apart. */
const keyOf = ({ is }: PrintedBlock, i: number) => `${is} ${i}`

function groupByHeading(blocks: readonly PrintedBlock[]): Group[] {
  const groups: Group[] = [{ blocks: [] }]
  for (const block of blocks) {
    if (block.is === 'heading') groups.push({ heading: block.text, blocks: [] })
    else groups.at(-1)?.blocks.push(block)
  }
  return groups
}

function ArticleBlock({ block, heading }: { block: PrintedBlock; heading: string | undefined }) {
  switch (block.is) {
    case 'heading':
      return <h2>{block.text}</h2>
    case 'paragraph':
      return <p>{block.runs.map(({ text, face }) => (face === '楷体' ? <b key={text}>{text}</b> : text))}</p>
    case 'note':
    case 'copies':
      return <p className="note">{block.text}</p>
    case 'signature':
      return block.lines.map(({ text, indent }) => (
        <p key={text} className="signature" style={{ paddingRight: `${indent}em` }}>
          {text}
        </p>
      ))
    case 'table':
      return <ArticleTable table={block} caption={`${block.name}${heading ? `　${heading.replace(/^.、/, '')}` : ''}`} />
  }
}

function ArticleTable({ table: { widths, headRows, rows }, caption }: { table: TableBlock; caption: string }) {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const labels = labelColumns(rows)
  const least = NARROW.group * Math.max(0, labels - 1) + (labels > 0 ? NARROW.name : 0) + NARROW.value * (widths.length - labels)
  // On a phone the last column of labels stays in sight; what lies before it under a wide label is this far to the left.
  const offsetOf = ({ is, colspan }: PrintedCell) => {
    if ((is !== 'label' && is !== 'corner') || colspan === 1) return undefined
    return { '--before': `${NARROW.group * (colspan - 1)}px` } as CSSProperties
  }
  const lines = rows.map((cells, r) => (
    <tr key={cells.map(({ at, text }) => at ?? text).join(' ')}>
      {cells.map((cell) => {
        const { text, at, colspan, rowspan, align, isVertical } = cell
        const span = { colSpan: colspan > 1 ? colspan : undefined, rowSpan: rowspan > 1 ? rowspan : undefined }
        if (at !== undefined) {
          return (
            <td key={at} id={at} {...span}>
              {text}
            </td>
          )
        }
        const isHead = r < headRows || cells.every((cell) => cell.at === undefined)
        const words = wordsOf(text)
        const scope = isHead ? (colspan > 1 ? 'colgroup' : 'col') : rowspan > 1 ? 'rowgroup' : 'row'
        return (
          <th
            key={`${text} ${colspan}`}
            {...span}
            style={offsetOf(cell)}
            scope={scope}
            className={isVertical ? 'vertical' : align === 'left' ? 'left' : words.length > 1 ? 'words' : undefined}
          >
            {printWords(isVertical ? [text] : words)}
          </th>
        )
      })}
    </tr>
  ))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable)
    <section className="frame" aria-label={`${caption}，可左右滚动`} tabIndex={0}>
      <table className={widths.length > 4 ? 'grid dense' : 'grid'} style={{ '--least': `${least}px` } as CSSProperties}>
        <caption>
          <span>{caption}</span>
        </caption>
        <colgroup>
          {startsOf(widths).map(({ start, width }, i) => (
            <col
              key={start}
              className={i < labels - 1 ? 'group' : i < labels ? 'name' : 'value'}
              style={{ '--share': `${((100 * width) / whole).toFixed(2)}%` } as CSSProperties}
            />
          ))}
        </colgroup>
        {headRows > 0 && <thead>{lines.slice(0, headRows)}</thead>}
        <tbody>{lines.slice(headRows)}</tbody>
      </table>
    </section>
  )
}

/** 社会公益组织 as 社会, 公益, 组织: the words of a short head, which a browser does not know and would divide. */
function wordsOf(text: string): readonly string[] {
  return /^(?:\p{Script=Han}{2}){2,4}$/u.test(text) ? (text.match(/../gu) ?? []) : [text]
}

const printWords = (words: readonly string[]) =>
  words.map((word, i) => (
    <Fragment key={word}>
      {i > 0 && <wbr />}
      {word}
    </Fragment>
  ))

/** How many columns lie before the figures of a row. */
function labelColumns(rows: TableBlock['rows']): number {
  const before = rows.map((cells) => {
    const first = cells.findIndex(({ at }) => at !== undefined)
    return cells.slice(0, Math.max(first, 0)).reduce((sum, { colspan }) => sum + colspan, 0)
  })
  return Math.max(0, ...before)
}

/** Each width with where its column begins. */
function startsOf(widths: readonly number[]): { start: number; width: number }[] {
  return widths.map((width, i) => ({ width, start: widths.slice(0, i).reduce((sum, one) => sum + one, 0) }))
}
