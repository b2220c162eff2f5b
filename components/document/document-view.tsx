import type { Block, ReportDocument } from '@/report/document'
import type { Address } from '@/report/template'
import styles from './document-view.module.css'

/** A report as it is read: the same blocks as the Word and the PDF file. `marks` outline places, `changed` and the like. */
export function DocumentView({
  document: { title, titleLines, mark, blocks },
  marks
}: {
  document: ReportDocument
  marks?: ReadonlyMap<Address, string>
}) {
  return (
    <article className={styles.sheet} aria-label={title}>
      {mark && <p className={styles.mark}>{mark}</p>}
      <h1 className={styles.title}>
        {titleLines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h1>
      {blocks.map((block, i) => (
        <DocumentBlock key={keyOf(block, i)} block={block} marks={marks} />
      ))}
    </article>
  )
}

/** Blocks never move while a page is shown; their place tells them apart. */
const keyOf = ({ is }: Block, i: number) => `${is} ${i}`

function DocumentBlock({ block, marks }: { block: Block; marks?: ReadonlyMap<Address, string> }) {
  switch (block.is) {
    case 'heading':
      return <h2 className={styles.heading}>{block.text}</h2>
    case 'paragraph':
      return (
        <p className={styles.paragraph}>
          {block.runs.map(({ text, face }) => (
            <span key={text} className={face === '楷体' ? styles.kai : undefined}>
              {text}
            </span>
          ))}
        </p>
      )
    case 'note':
      return <p className={styles.note}>{block.text}</p>
    case 'signature':
      return block.lines.map(({ text, indent }) => (
        <p key={text} className={styles.signature} style={{ paddingRight: `${indent}em` }}>
          {text}
        </p>
      ))
    case 'table':
      return <DocumentTable table={block} marks={marks} />
  }
}

function DocumentTable({ table, marks }: { table: Extract<Block, { is: 'table' }>; marks?: ReadonlyMap<Address, string> }) {
  const total = table.widths.reduce((sum, width) => sum + width, 0)
  const rows = table.rows.map((cells, r) => (
    <tr key={cells.map(({ at, text }) => at ?? text).join(' ')}>
      {cells.map(({ text, at, colspan, rowspan, align }) => {
        const span = { colSpan: colspan, rowSpan: rowspan, style: { textAlign: align } }
        if (at !== undefined) {
          return (
            <td key={at} {...span} data-at={at} data-mark={marks?.get(at)}>
              {text}
            </td>
          )
        }
        const scope = align === 'left' ? (rowspan > 1 ? 'rowgroup' : 'row') : colspan > 1 ? 'colgroup' : r < table.headRows ? 'col' : 'row'
        return (
          <th key={`${text} ${colspan}`} {...span} scope={scope}>
            {text}
          </th>
        )
      })}
    </tr>
  ))
  return (
    <table className={styles.table} aria-label={table.name}>
      <colgroup>
        {startsOf(table.widths).map(({ start, width }) => (
          <col key={start} style={{ width: `${(100 * width) / total}%` }} />
        ))}
      </colgroup>
      {table.headRows > 0 && <thead>{rows.slice(0, table.headRows)}</thead>}
      <tbody>{rows.slice(table.headRows)}</tbody>
    </table>
  )
}

/** Each width with where its column begins. */
function startsOf(widths: readonly number[]): { start: number; width: number }[] {
  return widths.map((width, i) => ({ width, start: widths.slice(0, i).reduce((sum, one) => sum + one, 0) }))
}
